import type { MappedText } from '../mappedText'
import { oneOf, perLanguage, type Counted, type Currency, type Sign, type SpokenLanguage } from './language'
import { numberPattern, partsOf, sayNumber } from './numbers'

const patternsOf = perLanguage((language) => {
  const { currencies, scales } = language
  const names = Object.keys(currencies)
  const words = names.filter((name) => /^\p{L}/u.test(name))
  const signs = names.filter((name) => !words.includes(name) && name !== '¢')
  const before = String.raw`(?:(?<!\p{L})(?:${oneOf(words)})|${oneOf(signs)})`
  // A decimal comma is one of money in any language, as is a group of three behind a point: "5,50 €", "€1.000.000".
  const number = String.raw`(?:\d{1,7}[.,]\d{1,2}(?![\d,.]*\d)|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?![\d,.]*\d)|${numberPattern(language)})`
  const scale = String.raw`(?:[\s-]?(${oneOf(Object.keys(scales))})(?![\p{L}\d]))?`
  const sign = String.raw`(?:(?<![\p{L}\p{N})])([-−–]))?`
  const said = Object.values(currencies).flatMap(({ whole, part }) => [whole[0], whole[1], part[0], part[1]])
  return {
    span: new RegExp(
      String.raw`(${before})\s?(${number})${scale}\s?[-–—~]\s?(?:${before})?\s?(${number})${scale}(?![\p{L}\d])`,
      'gu',
    ),
    inFront: new RegExp(
      String.raw`(?:\b([Aa]n?)(\s|-))?${sign}(${before})\s?([-−])?(${number})${scale}`,
      'dgu',
    ),
    behind: new RegExp(String.raw`(?<![\p{L}\d.,])(${number})${scale}\s?(${oneOf(names)})(?![\p{L}])`, 'gu'),
    perStroke: new RegExp(
      String.raw`\/(?<=\b(?:${oneOf([...new Set(said)])})\s?\/)\s?(?:(${oneOf(Object.keys(language.units))})(?![\p{L}\p{N}²³])|(?=\p{L}{2,12}\b))`,
      'gu',
    ),
    signed: new RegExp(String.raw`(?<=^|[\s(])([~≈<>≤≥±+])\s?(?=${before}\s?\d)`, 'gu'),
    orMore: new RegExp(String.raw`(?<=${before}\s?[\d.,]{1,12}\p{L}{0,2})\+(?=$|[\s,.;:!?)])`, 'gu'),
  }
})

/** Amounts with a currency before or behind them, as a number and its money. Spans and "per" are kept. */
export function sayMoney(form: MappedText, language: SpokenLanguage): MappedText {
  const { currencies, signs } = language
  const patterns = patternsOf(language)
  const amount = (sign: string, written: string, size: string | undefined, isCompound = false): string =>
    sayAmount(currencies[sign], written, size, language, isCompound)
  return (
    form
      .replace(patterns.signed, ({ 1: sign }) => `${signs[signNames[sign]]} `)
      .replace(patterns.orMore, () => ` ${signs.plus}`)
      .replace(patterns.span, ({ 1: sign, 2: from, 3: fromScale, 4: to, 5: toScale }) => {
        const hasCents = /[.,]\d\d$/.test(from) && fromScale === undefined && toScale === undefined
        const first = hasCents ? amount(sign, from, undefined) : sayScaled(from, fromScale, language)
        return `${first} ${signs.to} ${amount(sign, to, toScale)}`
      })
      .replace(patterns.inFront, (match) => {
        const { 1: article, 3: minus, 4: sign, 5: innerMinus, 6: written, 7: size } = match
        const end = match.index + match[0].length
        const after = match.input.slice(end, end + 16)
        const isCompound =
          /^-\p{Ll}/u.test(after) || (article !== undefined && isNounBehind(after, language.functionWords))
        const front = minus !== undefined || innerMinus !== undefined ? `${signs.minus} ` : ''
        const said = front + amount(sign, written, size, isCompound) + (/^[\p{L}\d]/u.test(after) ? ' ' : '')
        return article === undefined ? said : [1, 2, said]
      })
      .replace(patterns.behind, ({ 1: written, 2: size, 3: sign }) => amount(sign, written, size))
      // "$5/month".
      .replace(patterns.perStroke, ({ 1: unit }) =>
        unit === undefined ? ` ${signs.per} ` : ` ${signs.per} ${language.units[unit][0]}`,
      )
  )
}

/** What stands before an amount, such as "~$5". */
const signNames: Readonly<Record<string, Sign>> = {
  '~': 'about',
  '≈': 'about',
  '<': 'less',
  '>': 'greater',
  '≤': 'atMost',
  '≥': 'atLeast',
  '±': 'plusOrMinus',
  '+': 'plus',
}

/** A word that the amount describes: "a $5 fee". */
export function isNounBehind(after: string, functionWords: ReadonlySet<string>): boolean {
  const word = /^\s(\p{Ll}{2,})(?!\p{L})/u.exec(after)?.[1]
  return word !== undefined && !functionWords.has(word) && !/(?:ed|ly)$/.test(word)
}

function sayScaled(written: string, size: string | undefined, language: SpokenLanguage): string {
  const said = sayNumber(canonical(written, language), language, size === undefined ? 'm' : undefined)
  if (size === undefined) return said
  const [one, many] = language.scales[size]
  return `${said} ${isOne(written, language) ? one : many}`
}

function sayAmount(
  { whole, part }: Currency,
  given: string,
  size: string | undefined,
  language: SpokenLanguage,
  isCompound: boolean,
): string {
  const written = canonical(given, language)
  const name = (count: bigint, [one, many]: Counted): string => (count === 1n || isCompound ? one : many)
  if (size !== undefined) {
    const of =
      language.ofScale === '' || /^(?:k|K|mil|mille|tausend)$/.test(size) ? '' : `${language.ofScale} `
    return `${sayScaled(written, size, language)} ${of}${name(2n, whole)}`
  }
  const [units, decimals] = partsOf(written, language)
  const count = BigInt(units || '0')
  const said = (number: string, [, , gender]: Counted): string => sayNumber(number, language, gender ?? 'm')
  if (decimals === '' || Number(decimals) === 0) {
    const number = /^\d+,\d+,/.test(written) ? sayNumber(written, language) : said(units || '0', whole)
    return `${number} ${name(count, whole)}`
  }
  if (decimals.length > 2) return `${sayNumber(written, language)} ${name(2n, whole)}`
  const cents = BigInt(decimals.padEnd(2, '0'))
  const small = `${language.cardinal(cents, part[2] ?? 'm')} ${name(cents, part)}`
  if (count === 0n) return small
  return `${said(units, whole)} ${name(count, whole)} ${language.andCents} ${small}`
}

/** The other language's decimal sign before one or two digits becomes this language's. */
function canonical(written: string, { decimal }: SpokenLanguage): string {
  const plain = /^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$/.test(written) ? written.replaceAll('.', '') : written
  return plain.replace(
    /^(\d+)[.,](\d{1,2})$/,
    (_, units: string, cents: string) => `${units}${decimal}${cents}`,
  )
}

function isOne(written: string, language: SpokenLanguage): boolean {
  const [units, decimals] = partsOf(written, language)
  return units === '1' && decimals === ''
}
