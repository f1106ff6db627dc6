import type { MappedText } from '../mappedText'
import { after, before } from './around'
import { oneOf, perLanguage, type SpokenLanguage } from './language'

const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
const wellFormed = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/

/** The value of a Roman numeral; undefined where it is not one. */
export function romanValue(written: string): number | undefined {
  const numeral = written.toUpperCase()
  if (numeral === '' || !wellFormed.test(numeral)) return undefined
  return Array.from(numeral, (letter) => values[letter]).reduce(
    (sum, value, i, all) => sum + (value < (all[i + 1] ?? 0) ? -value : value),
    0,
  )
}

/** Capitals that are short for something else. */
const notRoman = new Set(
  'CD DC MD MC CV DM MM MIX MI DI LI CC CM CL DVD DL ML XL XXL MMC CI DIV VI'.split(' '),
)

/** Names of queens that several languages share. */
const queens =
  /(?:Elisabe|Élisabe|Elizabe|Isabel|Catalina|Caterina|Catarina|Katharina|Mar[ií]a|Cristina|Victoria|Beatri|Margare)\p{L}*\s$/u

/** "Parts one and": a numeral goes on. */
const saidNumber = /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty)\b[^.!?]*$/u

const patternsOf = perLanguage(({ kings, countedWords, centuries }) => {
  const roman = String.raw`(?<![\p{L}\p{N}])([IVXLCDM]{1,12})(?![\p{L}\p{N}-]|'(?!s(?!\p{L}))|\.\p{L})`
  const hundred = oneOf(centuries)
  return {
    regnal: new RegExp(
      String.raw`${roman}(?<=(?<!\p{L})(?:${oneOf(kings)})\s\1)(?!\s[A-Z][a-z])(?:\.(?=,|\s\p{Ll}))?`,
      'gu',
    ),
    counted: new RegExp(String.raw`${roman}(?<=(?<!\p{L})(?:${oneOf(countedWords)})s?\s\1)`, 'giu'),
    goingOn: new RegExp(String.raw`${roman}(?<=\s(?:and|to|or|through|y|et|e|und|bis|–|-|&)\s\1)`, 'gu'),
    named: new RegExp(String.raw`${roman}(?<=\p{Lu}\p{Ll}{2,24}\s\1)`, 'gu'),
    beforeCentury: new RegExp(
      String.raw`(?<![\p{L}\p{N}'-])([XVI]{1,6})(?:e|ème|è|º|°|\.)?(?=\s(?:${hundred})(?!\p{L}))`,
      'gu',
    ),
    behindCentury: new RegExp(
      String.raw`(?<=(?:^|[\s(])(?:${hundred})\s)([XVI]{1,6})(?![\p{L}\p{N}'])`,
      'gu',
    ),
  }
})

/** Roman numerals behind names of rulers (as ordinals), behind counted words and names, and as years. */
export function sayRomans(form: MappedText, language: SpokenLanguage): MappedText {
  const { cardinal, ordinal } = language
  const patterns = patternsOf(language)
  const said = (numeral: string, say: (value: bigint) => string): string | undefined => {
    const value = romanValue(numeral)
    return value === undefined ? undefined : say(BigInt(value))
  }
  const count = (numeral: string): string | undefined => said(numeral, (value) => cardinal(value))
  // Where a comma parts decimals, "I" is no word.
  const isWord = (match: RegExpExecArray): boolean =>
    /^[iI]$/.test(match[1]) && (match[1] === 'i' || language.decimal === '.') && !endsName(after(match))
  return (
    form
      .replace(patterns.regnal, (match) =>
        isWord(match)
          ? undefined
          : said(match[1], (value) => language.regnal(value, queens.test(before(match)) ? 'f' : 'm')),
      )
      .replace(patterns.counted, (match) => (isWord(match) ? undefined : count(match[1])))
      .replace(patterns.goingOn, (match) =>
        match[1] !== 'I' && /^[IVX]+$/.test(match[1]) && saidNumber.test(before(match))
          ? count(match[1])
          : undefined,
      )
      .replace(/(?<![\p{L}\p{N}'])(M{1,3}[IVXLCDM]{2,10})(?![\p{L}\p{N}'])/gu, ({ 1: numeral }) =>
        notRoman.has(numeral) ? undefined : said(numeral, (value) => language.year(Number(value))),
      )
      .replace(patterns.beforeCentury, ({ 1: numeral }) =>
        said(numeral, (value) => (language.ordinalCenturies ? ordinal(value, 'm') : cardinal(value))),
      )
      .replace(patterns.behindCentury, ({ 1: numeral }) => count(numeral))
      // Before what they count: "III. Results".
      .replace(/^([IVX]{2,6})(?=\.\s\p{Lu}\p{Ll})/gmu, ({ 1: numeral }) => count(numeral))
      // Behind any other name: "Rocky IV", "Mark IX".
      .replace(patterns.named, ({ 1: numeral }) =>
        numeral.length < 2 || notRoman.has(numeral) ? undefined : count(numeral),
      )
      .replace(/(?<=^|\s)\((i{2,3}|iv|vi{1,3}|ix|xi{0,3})\)(?=\s)/gu, ({ 1: numeral }) => {
        const listed = count(numeral)
        return listed === undefined ? undefined : `${listed}:`
      })
  )
}

/** "Part I ended", "World War I.", but not "the part I like". */
const endsName = (behind: string): boolean =>
  /^\s*(?:$|'s|[.,;:)!?]|(?:was|is|ended|began|started|of|and|or|in|had|has|ruled|reigned|died|became|to|by|from|at|as|for|on|with|the|who|that|diabetes|error|errors)\b)/u.test(
    behind,
  )
