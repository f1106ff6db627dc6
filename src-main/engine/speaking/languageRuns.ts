import { guessLanguage } from './guessLanguage'
import { languageLetters, languageWords, lonelyWords, scriptLanguages } from './languageWords'

/** A stretch of a text in one language. */
export interface LanguageRun {
  /** Place in the text, in UTF-16 units. */
  start: number
  end: number
  /** A BCP 47 tag in lower case; the voice's own tag where the text is in its language, or shows none; `und` for a script that is not known here. */
  language: string
}

/** Without words of its own language so few words need one of another only. */
const fewWords = 4
/** What a single letter tells, which may be a variable or a unit; before an apostrophe it tells as much as a word. */
const loneLetter = 0.3
/** What stands within a sentence is guessed from so many words on. */
const leastWordsOfPart = 3
/** What is no sentence, as a heading or a line of a list: it is made of terms, which look like many a language. */
const leastWordsOfHeading = 5
/** Of more words so many must be of grammar. */
const leastShare = 0.2

/**
 * Tells apart in which languages a text is, by its scripts, by short words, and where these are few by its n-grams. Each sentence is judged by itself, and so is
 * what stands in quotes, emphasis or brackets. The runs cover the text.
 *
 * @param own the language of the voice, such as `en-us`
 * @param before the language of what was said before, for sentences that show none
 */
export function languageRuns(text: string, own: string, before = own): LanguageRun[] {
  const words = withoutSigns(text)
  const runs: LanguageRun[] = []
  const add = (start: number, end: number, language: string): void => {
    const last = runs.at(-1)
    if (last?.language === language && last.end === start) last.end = end
    else if (end > start) runs.push({ start, end, language })
  }
  let latest = before
  for (const [start, end] of stretches(words, sentences)) {
    const sentence = words.slice(start, end)
    const inner = [...sentence.matchAll(quoted)].map(
      ({ 0: all, index }) => [index, index + all.length] as const,
    )
    const outer = inner.reduceRight(
      (rest, [from, to]) => rest.slice(0, from) + ' ' + rest.slice(to),
      sentence,
    )
    const around = /\p{L}/u.test(outer) ? judge(outer, own) : undefined
    latest = around ?? latest
    const language = isSame(latest, own) ? own : latest
    let at = 0
    for (const [from, to] of [...inner, [sentence.length, sentence.length] as const]) {
      addScripts(sentence.slice(at, from), start + at, language, own, add)
      const part = sentence.slice(from, to)
      const said = judge(part, own, true) ?? language
      addScripts(part, start + from, isSame(said, own) ? own : said, own, add)
      at = to
    }
  }
  return runs
}

/** What is in no language: targets of links, addresses, names of files, code, tags, commands of LaTeX, faces. */
const signs =
  /(?<=\])\((?:[^()\s]|\([^()\s]{0,200}\)){1,2000}(?:\s"[^"\n]{0,200}")?\)|(?:https?|ftp|file|wss?):\/\/[^\s<>"”)\]]+|`[^`\n]{1,400}`|<\/?[a-z][^<>\n]{0,400}>|\\[A-Za-z]{1,20}|(?<![\w@.-])(?:[\w-]{1,64}[.@_]){1,8}[\w-]{1,64}(?:\(\))?|(?<![\w/])(?:~|\.{1,2}|@[\w-]{1,64})?\/[\w./-]{1,200}|(?<!\w)(?::[a-z_]{2,24}:|[wbcn]\/[oca]?|et al)(?!\w)|[^\s\p{L}\p{N}"'“«„][\p{sc=Kana}\p{sc=Kannada}](?=[^\p{L}\p{N}])/gu

/** A text in which spaces stand for what is in no language; places are those of the text. */
const withoutSigns = (text: string): string => text.replace(signs, (sign) => ' '.repeat(sign.length))

/** What ends a sentence, with the space behind it. */
const sentences = /(?<![.!?…。！？।])[.!?…。！？।]+["'”’»)\]*_]{0,16}\s+|\n+/gu
const quoted =
  /“[^”]{1,300}”|"[^"\n]{1,300}"|«[^»]{1,300}»|„[^“”]{1,300}[“”]|(?<![\p{L}\p{N}])[‘'][^‘’'\n]{2,120}[’'](?!\p{L})|\*{1,3}[^*\n]{1,300}\*{1,3}|(?<![\p{L}\p{N}_])_[^_\n]{1,300}_(?![\p{L}\p{N}_])|\([^()\n]{1,300}\)/gu

/** The stretches between the ends of these marks. */
function stretches(text: string, marks: RegExp): [number, number][] {
  const ends = [...text.matchAll(marks)].map(({ 0: mark, index }) => index + mark.length)
  if (ends.at(-1) !== text.length) ends.push(text.length)
  return ends.map((end, i) => [i === 0 ? 0 : ends[i - 1], end])
}

/** The language of a text in Latin letters; undefined where it shows none. @param isPart it stands within a sentence, as in quotes */
function judge(text: string, own: string, isPart = false): string | undefined {
  const all = text.match(/[\p{L}\p{M}]+/gu) ?? []
  const isElided = /(?<!\p{L})[ldcjnsmtu]['’]\p{L}/u.test(text)
  if (all.length === 0) return undefined
  const scores = new Map<string, number>([[first(own), 0]])
  const add = (languages: readonly string[], weight: number): void => {
    // What fewer languages have tells more, where all else is equal.
    const rare = 0.1 / languages.length
    for (const each of languages) scores.set(each, (scores.get(each) ?? 0) + weight + rare)
  }
  // A capital within a sentence makes a name of a word, and capitals alone are letters.
  for (const [i, word] of all.entries())
    if (!isSpelt(word, text) && (i === 0 || !/^\p{Lu}\p{Ll}/u.test(word)))
      add(knownIn(word.toLowerCase()), /^[a-z]$/i.test(word) && !isElided ? loneLetter : 1)
  for (const [letters, languages] of languageLetters)
    if (letters.test(text)) add(languages, 1 / languages.length)
  const ofOwn = scores.get(first(own))!
  const [best, score] = [...scores].reduce((a, b) => (b[1] > a[1] ? b : a))
  // A capital within it makes a name of it: "Las Vegas".
  const isShort = all.length <= fewWords && ofOwn === 0 && !/\p{L}\P{L}+\p{Lu}/u.test(text)
  const isTold = all.some((word) => lonelyWords[best]?.has(word.toLowerCase())) || /[¿¡]/u.test(text)
  const isClear = isShort
    ? score >= (isTold ? 1 : 2) && score >= all.length / 2
    : score >= 2 && score >= (all.length <= fewWords ? 2.5 : 1.5) * ofOwn && score / all.length >= leastShare
  // What is counted up is often names: "sushi, tempura, ramen".
  const isList = (text.match(/[,;]/g)?.length ?? 0) >= all.length / 3
  const isWhole = /[.!?…]["'”’»)\]*_]{0,8}\s*$/u.test(text)
  const isGuessed = !isList && all.length >= (isPart ? leastWordsOfPart : isWhole ? 2 : leastWordsOfHeading)
  const guessed = isGuessed ? guessLanguage(all, first(own), ofOwn > 0) : undefined
  if (best !== first(own) && isClear) return guessed ?? best
  return guessed ?? (ofOwn > 0 ? own : undefined)
}

/** Capitals of a text that has other letters as well. */
const isSpelt = (word: string, text: string): boolean => /^\p{Lu}{2,}$/u.test(word) && /\p{Ll}/u.test(text)

const languages = Object.entries(languageWords)
const knownIn = (word: string): string[] =>
  languages.flatMap(([language, words]) => (words.has(word) ? [language] : []))

const first = (tag: string): string => tag.split('-')[0]
const isSame = (a: string, b: string): boolean => first(a) === first(b)

const scripts = scriptLanguages.map(
  ([script, candidates]) => [new RegExp(`\\p{sc=${script}}`, 'u'), candidates] as const,
)
type TagOf = (...script: (typeof scripts)[number]) => string

/** Letters that no language here is written in. */
const unknownScript = /[^\P{L}\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u
const notLatin = /[^\P{L}\p{sc=Latin}]/u

/** Parts a text where its script changes. */
function addScripts(
  text: string,
  offset: number,
  language: string,
  own: string,
  add: (start: number, end: number, language: string) => void,
): void {
  let at = 0
  /** The language of the last word. */
  let last = language
  let lastEnd = 0
  /** By script: of one with several languages the whole text tells which. */
  const tags = new Map<RegExp, string>()
  const hasKana = /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)
  const tagOf: TagOf = (script, candidates) => {
    const tag =
      tags.get(script) ?? candidates.find(([, letters]) => letters === undefined || letters.test(text))![0]
    tags.set(script, tag)
    return tag
  }
  for (const { 0: word, index } of notLatin.test(text) ? text.matchAll(/[\p{L}\p{M}ー々]+/gu) : []) {
    const script = scriptOf(word, hasKana, tagOf) ?? language
    const said = isSame(script, own) ? own : script
    if (said !== last) {
      // Marks behind a word belong to it; numbers between two languages are the sentence's.
      const number = text.slice(lastEnd, index).search(/\p{N}/u)
      const gap = number < 0 ? index : lastEnd + number
      add(offset + at, offset + gap, last)
      add(offset + gap, offset + index, language)
      at = index
      last = said
    }
    lastEnd = index + word.length
  }
  add(offset + at, offset + text.length, last)
}

/** The language of a word in other letters; of Greek no lone signs of mathematics. */
function scriptOf(word: string, hasKana: boolean, tagOf: TagOf): string | undefined {
  const found = scripts.find(([script]) => script.test(word))
  if (found === undefined) return unknownScript.test(word) ? 'und' : undefined
  if (/\p{sc=Greek}/u.test(word) && !/^[\p{sc=Greek}\p{M}]{2,}$/u.test(word)) return undefined
  if (hasKana && /\p{sc=Han}/u.test(word)) return 'ja'
  return tagOf(...found)
}
