import { spellSounds } from './heteronyms'
import { languageRuns } from './languageRuns'
import { type BreakKind, isSpace } from './sentenceBreaks'
import { spokenForm } from './spokenForm'

/** A place at which a chunk may end. */
export interface Cut {
  end: number
  kind: BreakKind
}

/** So many places are tried; each costs two spoken forms of a chunk. */
const mostTried = 6
/** What follows a place must be known as far as this before it tells that nothing belongs together there. */
const knownChars = 24

/**
 * Whether a text is said in the same words and sounds when it is parted here: not between a number and its unit, nor in a
 * date, a sum or a name with an abbreviation. The tables of the language in which the text begins tell.
 */
export function isSaidApart(text: string, place: number): boolean {
  const [front, behind] = [text.slice(0, place).trim(), text.slice(place).trim()]
  if (/[\p{N}\p{S}]$/u.test(front) || /^\p{S}/u.test(behind)) return false
  const { language } = languageRuns(text, own)[0]
  const sounds = (part: string): string[] => soundsOf(part, language)
  return [...sounds(front), ...sounds(behind)].join(' ') === sounds(text).join(' ')
}

/** The last of these places at which the text is said the same in two, with enough of what follows known. */
export function lastSaidApart(text: string, cuts: readonly Cut[]): Cut | undefined {
  return cuts
    .filter(({ end }) => isKnown(text, end))
    .slice(-mostTried)
    .findLast(({ end }) => isSaidApart(text, end))
}

/** Two whole words follow, or so many characters that no more can matter. */
function isKnown(text: string, end: number): boolean {
  if (text.length - end >= knownChars) return true
  const words = text.slice(end).trimStart().split(/\s+/u)
  return words.length > 2 && /^\p{L}{2,}$/u.test(words[0])
}

function soundsOf(text: string, language: string): string[] {
  const form = spokenForm(text, language).text
  const said = language === own ? spellSounds(form).text : form
  return said.toLowerCase().match(/[\p{L}\p{M}\p{N}']+/gu) ?? []
}

/** The language of what shows none. */
const own = 'en-us'

/** Words that often go on with the number behind them. */
const goesOn = new Set(
  (
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep ' +
    'sept oct nov dec mon tue tues wed thu thur thurs fri sat sun approx nr nos pp vol vols chap sec fig figs eq apt ext tel ' +
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril mai ' +
    'juin juillet août septembre octobre novembre décembre gennaio febbraio aprile maggio giugno luglio settembre ottobre ' +
    'dicembre januar februar märz juni juli oktober dezember'
  ).split(' '),
)

/**
 * Whether a clause ends for certain behind the word before `end`, whatever follows: it is a plain word, and its mark is no
 * sign of a sum.
 *
 * @param next the first character of what follows; absent: it is not known
 */
export function endsPlainly(text: string, end: number, next?: string): boolean {
  const found = /(\s?)([-–—―]|[,;:،、，；：!?…]+)$/u.exec(text.slice(Math.max(0, end - 3), end))
  const isDash = found !== null && /[-–]/u.test(found[2])
  if (isDash && (next === undefined || !/\p{L}/u.test(next))) return false
  let stop = end - (found?.[0].length ?? 0)
  while (stop > 0 && (isSpace(text[stop - 1]) || /["'”’»)\]*_`]/u.test(text[stop - 1]))) stop--
  const word = /[\p{L}\p{M}'’]{2,30}$/u.exec(text.slice(Math.max(0, stop - 32), stop))?.[0]
  if (word === undefined) return false
  const front = text[stop - word.length - 1]
  const isWhole = front === undefined || isSpace(front) || /["'“‘«([*_`—–-]/u.test(front)
  return isWhole && !oftenGoesOn(word)
}

/** Whether a word often goes on with the number behind it, and may belong to what is before it: "Mon, Jan 5". */
export function oftenGoesOn(word: string): boolean {
  return goesOn.has(word.toLowerCase())
}
