import type { MappedText, Rewriting } from '../mappedText'
import { opensSentence } from '../sentenceBreaks'
import { after, before } from './around'
import { listOf, oneOf, perLanguage, type Counted, type SpokenLanguage } from './language'
import { isNounBehind } from './money'
import { numberPattern, partsOf, sayNumber } from './numbers'

const patternsOf = perLanguage((language) => {
  const { units, loneUnits } = language
  const unit = oneOf(Object.keys(units))
  const ends = String.raw`(?![\p{L}\p{N}²³]|['.]\p{L})`
  const below = String.raw`(?:\s?\/\s?(?<count>\d{1,3}\s)?(?:(?<under>${unit})(?:\^?([23])|([²³]))?${ends}|(?<word>\p{L}{3,12})${ends}))?`
  // A decimal comma is one before a unit in any language.
  const number = String.raw`(?:\d{1,3},\d{1,2}(?![\d,.]*\d)|${numberPattern(language)})`
  return {
    counted: new RegExp(
      String.raw`(?<![\p{L}\d])(${number})(\s|-)?(?<sign>${unit})(?:\^?([-−]?[23])|([²³]))?${ends}(?:\.(?=\s\p{Ll}|\s\d|,))?${below}`,
      'dgu',
    ),
    lone: new RegExp(
      String.raw`(?<![\p{L}\p{N}'/.-])(?<sign>${oneOf(loneUnits)})([²³])?${ends}(?!\.\p{L})${below}`,
      'gu',
    ),
    // "m/s", "kg/m³": only what is hardly anything else.
    quotient: new RegExp(
      String.raw`(?<![\p{L}\p{N}'/.-])(?<sign>${oneOf(quotients.above.filter((sign) => Object.hasOwn(units, sign)))})\/(?<under>${oneOf(quotients.below.filter((sign) => Object.hasOwn(units, sign)))})(?:\^?([23])|([²³]))?${ends}`,
      'gu',
    ),
    perUnit: new RegExp(String.raw`\/(?<=\d\s\p{L}{3,12}\s?\/)\s?(${unit})${ends}`, 'gu'),
  }
})

/** What is measured per what, where no number stands before it. */
const quotients = {
  above: listOf('m km ft mi J N W V g kg mg mol L MB GB Mb Gb kB KB'),
  below: listOf('s h m kg min L mL mol K'),
}

/** Units behind numbers, with "per" and powers, and the numbers with them; some without a number, too. */
export function sayUnits(form: MappedText, language: SpokenLanguage): MappedText {
  const { units, signs } = language
  const patterns = patternsOf(language)
  const named = (sign: string, isOne: boolean, exponent?: string): string => {
    const name = units[sign][isOne ? 0 : 1]
    return exponent === undefined ? name : powered(name, exponent, language)
  }
  /** What stands below the line. */
  const per = ({ groups }: RegExpExecArray, exponent: string | undefined): string => {
    const { count = '', under, word } = groups!
    if (under !== undefined)
      return ` ${signs.per} ${count}${named(under, count.trim() === '' || count === '1 ', exponent)}`
    return word === undefined ? '' : ` ${signs.per} ${word}`
  }
  return (
    sayDurations(sayArcs(form, language), language)
      .replace(patterns.counted, (match): Rewriting => {
        const { 1: given, 2: gap = '', groups } = match
        const { sign, under, word } = groups!
        const behind = after(match)
        if (under === undefined && word === undefined && !isUnit(sign, gap, behind, language))
          return undefined
        const written = given.replace(/^(\d+),(\d{1,2})$/, `$1${language.decimal}$2`)
        const [whole, decimals] = partsOf(written, language)
        const isCompound =
          (gap === '-' && sign.length > 1) ||
          (/\b[Aa]n?\s$/u.test(before(match, 4)) && isNounBehind(behind, language.functionWords))
        const name = named(sign, (whole === '1' && decimals === '') || isCompound, match[4] ?? match[5])
        const joint = gap === '-' && /^\p{L}/u.test(name) ? '-' : ' '
        const [, , gender = 'm'] = units[sign]
        return [
          [1, sayNumber(written, language, gender)],
          `${joint}${name}${per(match, match[8] ?? match[9])}`,
        ]
      })
      .replace(patterns.quotient, ({ 3: plain, 4: high, groups }) => {
        const { sign, under } = groups!
        return `${named(sign, false)} ${signs.per} ${named(under, true, plain ?? high)}`
      })
      .replace(patterns.lone, (match) => {
        const isOne = oneBefore.test(before(match, 10))
        return named(match.groups!.sign, isOne, match[2]) + per(match, match[5] ?? match[6])
      })
      // "60 miles/hour", "5 cups/day": behind a counted noun the stroke is "per".
      .replace(/\/(?<=\d\s\p{L}{3,12}\/)(?=\p{Ll}{3,12}\b)/gu, () => ` ${signs.per} `)
      .replace(patterns.perUnit, ({ 1: sign }) => ` ${signs.per} ${units[sign][0]}`)
  )
}

const oneBefore = /\b(?:an?|one|per|al|por|pro|par|un|une|una|ein|eine|um|uma)\s$/iu

/** "1h 30m", "2m 30s": beside hours and seconds an m is a minute. */
function sayDurations(form: MappedText, { units }: SpokenLanguage): MappedText {
  if (units.min === undefined) return form
  return form
    .replace(
      /(?<![\w.,:])(\d{1,3})\s?h(?:rs?)?\s?(\d{1,2})\s?m(?:\s?(\d{1,2})\s?s)?(?![\p{L}\p{N}²³/])/dgu,
      ({ 3: seconds }) => [1, ' h ', 2, ' min', ...(seconds === undefined ? [] : ([' ', 3, ' s'] as const))],
    )
    .replace(/(?<![\w.,:])(\d{1,3})\s?m\s?(\d{1,2})\s?s(?![\p{L}\p{N}²³/])/dgu, () => [1, ' min ', 2, ' s'])
}

/** Degrees, minutes and seconds of an arc, and feet with inches. */
function sayArcs(form: MappedText, { units, sides }: SpokenLanguage): MappedText {
  return form
    .replace(
      /(\d)\s?°\s?(\d{1,2})\s?['′]\s?(?:(\d{1,2}(?:\.\d{1,3})?)\s?(?:["″]|''))?(?:\s?([NSEWO])\b)?/dgu,
      ({ 3: seconds, 4: side }) => [
        1,
        ` ${units['°'][1]} `,
        2,
        ` ${units.min[1]} `,
        ...(seconds === undefined ? [] : [3, ` ${units.s[1]} `]),
        ...(side === undefined ? [] : ([[4, sides[side] ?? side]] as const)),
      ],
    )
    .replace(/(?<![\w.])(\d{1,2})\s?['′]\s?(\d{1,2}(?:\.5)?)\s?(?:["″]|'')/dgu, () =>
      units.ft === undefined ? undefined : [1, ` ${units.ft[1]} `, 2, ' '],
    )
    .replace(/(?<![\w.])([3-8])'(\d|1[01])(?![\w'′"″])/dgu, () =>
      units.ft === undefined ? undefined : [1, ` ${units.ft[1]} `, 2],
    )
    .replace(/(?<=(?<![\w.])\d{1,3})'(?=\s(?:tall|high|long|wide|deep|[x×by]{1,2}\s))/gu, () =>
      units.ft === undefined ? undefined : ` ${units.ft[1]}`,
    )
    .replace(/"/gu, inches(units.in))
}

/** A straight quote that ends no quotation is a sign of inches: behind a number, with something behind it that is measured. */
function inches(unit: Counted | undefined): (match: RegExpExecArray) => string | undefined {
  let isQuoted = false
  return (match) => {
    const behind = after(match)
    const isInch =
      !isQuoted &&
      /(?:\d|\b(?:one|three|five|seven|nine|eleven|thirteen|fifteen) (?:half|quarters?|(?:eigh|sixteen)ths?))$/.test(
        before(match),
      ) &&
      (/^\s?[x×]|^\s\p{L}/u.test(behind) || /[a-z]$/.test(before(match, 1)))
    if (!isInch) isQuoted = !isQuoted
    if (!isInch || unit === undefined) return undefined
    return ` ${unit[/^\s(?!(?:wide|long|tall|high|deep|thick|by|and|or|in|of|from|at|x)\b)\p{Ll}/u.test(behind) ? 0 : 1]}`
  }
}

/** "square meters", but "seconds squared". */
function powered(name: string, exponent: string, { signs, cardinal, squareUnit }: SpokenLanguage): string {
  const isCubed = exponent === '3' || exponent === '³'
  if (isCubed || exponent === '2' || exponent === '²') {
    if (squareUnit) return squareUnit(name, isCubed)
    if (/meter|kilometer|inch|feet|foot|mile|yard/.test(name))
      return `${isCubed ? 'cubic' : 'square'} ${name}`
    return `${name} ${isCubed ? signs.cubed : signs.squared}`
  }
  return `${name} ${signs.power} ${signs.minus} ${cardinal(BigInt(exponent.slice(1)))}`
}

/** Some signs of units are words, names or other signs as well: what stands around them tells. */
function isUnit(sign: string, gap: string, behind: string, { functionWords }: SpokenLanguage): boolean {
  const ends = /^\s*(?:[.,;:)/]|$)|^\s(?:and|or|at|of|for|is|per)\b/u.test(behind)
  // "5 in the morning", "3 in 10"; "2 in and 3 m", "12 in. wide".
  if (sign === 'in') {
    if (/^\s*(?:[.,;:)]|$)/u.test(behind) || gap === '-') return true
    return /^\s(?:and|or|by|x|×|of|long|wide|tall|high|deep|thick|apart)\b(?!\s(?:the|an?)\b)/u.test(behind)
  }
  // "4K", "5G", "3D", "10M" are names or millions; "10 A" is a current only where nothing goes on.
  if (/^[KGDCMTBFHA]$/.test(sign)) return gap !== '' && ('KG'.includes(sign) || ends)
  if (sign === 'b') return false
  // "12 N. Main Street".
  const name = /^[A-Z]$/.test(sign) ? /^\.\s(\p{Lu}\p{L}*)/u.exec(behind)?.[1] : undefined
  if (name !== undefined && !opensSentence(name)) return false
  // "4ac" is a product.
  if (sign === 'ac' || sign === 'cc') return gap !== ''
  if (/^[a-z]$/.test(sign)) return !behind.startsWith("'")
  if (['pt', 'pc', 'ct', 'pp', 'bar', 'mo', 'cal', 'kn'].includes(sign))
    return ends || !functionWords.has(/^\s(\p{L}+)/u.exec(behind)?.[1] ?? '')
  return true
}
