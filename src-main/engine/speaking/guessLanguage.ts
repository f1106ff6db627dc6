import { languageWords } from './languageWords'

/** By a language's tag, how much a text looks like it, from 0 to 1. */
type Scores = Readonly<Partial<Record<string, number>>>

/** Those that can be guessed, by the first part of their tag. */
export const guessableLanguages: readonly string[] = [
  ...Object.keys(languageWords),
  ...'az ca cs da et eu fi hr hu is lt lv ms nb pl ro sk sl sq sv tr vi'.split(' '),
]
const knownLanguages = new Set(Object.keys(languageWords))
/** By how much another language has to look likelier than the voice's own. */
const leastLead = 0.1
/** The same where words of the voice's own language are among them, or where there are but two words. */
const leastClearLead = 0.25
/** A language by whose words nothing is known here is taken for itself only where it looks so much likelier than those. */
const leastLeadOverKnown = 0.1
/** Of fewer words another language could be a name. */
const leastWordsOfOthers = 3
/** Fewer may be a unit or a formula. */
const leastLetters = 7

let scoresOf: ((text: string) => Scores) | undefined

/** Loads what guesses: n-grams of sixty languages, in a fifth of a second. Until then nothing is guessed. */
export async function loadLanguageGuess(): Promise<void> {
  const { eld } = await import('eld/extrasmall')
  scoresOf = (text) => {
    const { no: nb, ...scores } = eld.detect(text).getScores()
    return nb === undefined ? scores : { ...scores, nb }
  }
}

/**
 * The language that a few words in Latin letters look like, where that is clearly not the voice's own; undefined: it is not clear,
 * or nothing is loaded. Names tell nothing: without them it has to look so, too.
 * @param words of the text, in order
 * @param own the language of the voice, by the first part of its tag
 * @param hasOwnWords there are words of that language among them
 */
export function guessLanguage(
  words: readonly string[],
  own: string,
  hasOwnWords: boolean,
): string | undefined {
  if (scoresOf === undefined) return undefined
  const plain = words.filter((word, i) => word.length > 1 && (i === 0 || !/^\p{Lu}\p{Ll}/u.test(word)))
  if (plain.length < 2 || plain.join('').length < leastLetters) return undefined
  const [named, unnamed] = [scoresOf(words.join(' ')), scoresOf(plain.join(' '))]
  const known = likeliest(named, [...knownLanguages])
  const other = plain.length < leastWordsOfOthers ? undefined : likeliest(named, guessableLanguages)
  const isOther =
    other !== undefined &&
    !knownLanguages.has(other) &&
    named[other]! - (named[known ?? own] ?? 0) >= leastLeadOverKnown
  const guessed = isOther ? other : known
  if (guessed === undefined || guessed === own) return undefined
  const lead = hasOwnWords || plain.length === 2 ? leastClearLead : leastLead
  const leads = (scores: Scores): boolean => (scores[guessed] ?? 0) - (scores[own] ?? 0) >= lead
  return leads(named) && leads(unnamed) ? guessed : undefined
}

/** The likeliest of these languages; undefined: none is likely. */
function likeliest(scores: Scores, languages: readonly string[]): string | undefined {
  const meant = languages.filter((language) => scores[language] !== undefined)
  return meant.length === 0 ? undefined : meant.reduce((a, b) => (scores[b]! > scores[a]! ? b : a))
}
