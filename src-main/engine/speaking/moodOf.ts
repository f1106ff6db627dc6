import { moodWords, type Mood } from './moodWords'

/** Of two that are shown alike the one that matters more when it is missed. */
const moods = ['urgent', 'grave', 'glad', 'calm'] as const

/** One that takes a mood back stands so many words before it at most. */
const reach = 2

const signs: Readonly<Record<Mood, RegExp>> = {
  urgent: /⚠|🚨|🔥|!!/u,
  grave: /😢|😭|😔|💔|🙏/u,
  glad: /😀|😁|😃|😄|😊|🙂|🎉|🥳|❤|👍/u,
  calm: /😌|🧘|😴/u,
}

type Finder = Readonly<Record<Mood | 'not', RegExp>>
const finders = new Map(
  Object.entries(moodWords).map(([language, words]) => {
    const finder = (list: string): RegExp =>
      new RegExp(`^(?:${list.replaceAll(/\s+/g, '|').replaceAll('*', '.*')})$`, 'u')
    const { urgent, grave, glad, calm, not } = words
    const made: Finder = {
      ...{ urgent: finder(urgent), grave: finder(grave), glad: finder(glad) },
      ...{ calm: finder(calm), not: finder(not) },
    }
    return [language, made]
  }),
)

/**
 * The mood in which a sentence is to be said, by its words and marks alone: undefined where they show none. Of a "not happy" nothing
 * is taken; "do not worry" is calm. An exclamation mark makes glad what shows nothing else.
 * @param language a BCP 47 tag in lower case
 */
export function moodOf(sentence: string, language: string): Mood | undefined {
  const find = finders.get(language.split('-')[0])
  const words = sentence.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? []
  const isTakenBack = (at: number): boolean =>
    find !== undefined &&
    words.slice(Math.max(0, at - reach), at).some((word) => find.not.test(word.replace('’', "'")))
  // To worry is the other way round: only "do not worry" is calm.
  const isWorry = (word: string): boolean => /^(?:worry|sorgen|inqui|preoc|चिंता)/u.test(word)
  const points = moods.map((mood) => {
    const shown = words.filter(
      (word, at) => find?.[mood].test(word) && isTakenBack(at) === isWorry(word),
    ).length
    return shown + (signs[mood].test(sentence) ? 1 : 0)
  })
  const most = Math.max(...points)
  if (most > 0) return moods[points.indexOf(most)]
  return /[!！]/u.test(sentence) ? 'glad' : undefined
}
