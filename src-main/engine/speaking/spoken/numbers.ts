import type { MappedText } from '../mappedText'
import { after, before } from './around'
import { oneOf, perLanguage, type Gender, type SpokenLanguage } from './language'

/** No more digits than that are one number; longer runs are spelt. */
const longestWhole = 21

/** A number without a sign, as an expression without groups. */
export function numberPattern({ decimal }: Pick<SpokenLanguage, 'decimal'>): string {
  const [group, point] = decimal === '.' ? [",'\u202f", '\\.'] : ['. \u202f', ',']
  const grouped = String.raw`\d{1,3}(?:[${group}]\d{3})+(?!\d)`
  const indian = decimal === '.' ? String.raw`|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)` : ''
  return String.raw`(?:(?:${grouped}${indian}|\d+)(?:${point}\d+)?|${point}\d+)`
}

/** The digits of a written number: the whole part and the decimals. */
export function partsOf(written: string, { decimal }: Pick<SpokenLanguage, 'decimal'>): [string, string] {
  const [whole, decimals = ''] = written.split(decimal)
  return [whole.replace(/\D/g, ''), decimals.replace(/\D/g, '')]
}

/** "1,25,000": groups of two in front of the last three. */
const isIndian = (written: string): boolean => /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.|$)/.test(written)

/**
 * A written number in words.
 * @param noun the gender of the noun that follows; absent: none follows
 */
export function sayNumber(written: string, language: SpokenLanguage, noun?: Gender): string {
  const [whole, decimals] = partsOf(written, language)
  const { signs } = language
  if (whole.length > longestWhole) return sayDigits(whole + decimals, language)
  const number = BigInt(whole || '0')
  if (decimals === '') {
    if (isIndian(written) && noun === undefined && Object.hasOwn(language.scales, 'lakh'))
      return sayLakhs(number, language)
    return language.cardinal(number, noun)
  }
  const front = whole === '' ? '' : `${language.cardinal(number)} `
  return `${front}${signs.point} ${sayDecimals(decimals, language)}`
}

function sayDecimals(decimals: string, language: SpokenLanguage): string {
  if (!language.joinsDecimals || decimals.length > 2 || decimals.startsWith('0'))
    return sayDigits(decimals, language)
  return language.cardinal(BigInt(decimals))
}

const digitWords = perLanguage(({ cardinal }) =>
  Array.from({ length: 10 }, (_, digit) => cardinal(BigInt(digit))),
)

export function sayDigits(digits: string, language: SpokenLanguage): string {
  const words = digitWords(language)
  return Array.from(digits, (digit) => words[Number(digit)]).join(' ')
}

function sayLakhs(number: bigint, { cardinal }: SpokenLanguage): string {
  const [crores, lakhs, rest] = [number / 10_000_000n, (number / 100_000n) % 100n, number % 100_000n]
  return [
    crores > 0n ? `${cardinal(crores)} crore` : '',
    lakhs > 0n ? `${cardinal(lakhs)} lakh` : '',
    rest > 0n || number === 0n ? cardinal(rest) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Words behind which four digits are a year, whatever follows. */
const beforeYear =
  /(?:\b(?:in|since|by|until|till|from|of|during|around|circa|before|after|year|early|late|mid|spring|summer|autumn|fall|winter|for|to|and|en|desde|dans|depuis|année|año|anno|nel|dal|em|ano|im|seit|jahr|von|bis|sommer|winter|c)\.?|[,(©'])\s*$/iu
/** A noun of many behind four digits: it is a count. */
const counts =
  /^\s(?!(?:was|is|as|has|does|its|this|us|across|plus|always|unless|towards|perhaps|versus)\b)\p{Ll}{2,}s\b|^\s(?:people|men|women|children|percent|million|thousand|or so\b)/u

/** Words that end like nouns, and do not follow a number as its noun. */
const notNouns = new Set(
  (
    'para contra hasta entre sobre como cada pero fuera hacia más mas por con que desde della dalla alla nella sulla ogni circa oltre ' +
    'senza pela pelo até são dans pour avec mais dont sont sur par est per non sono del dos das nos nas una uma'
  ).split(' '),
)

const patternsOf = perLanguage((language) => {
  const number = numberPattern(language)
  const scale = oneOf(
    Object.keys(language.scales).filter((sign) => sign.length < 4 && !/^[mKtT]$/.test(sign)),
  )
  return {
    ordinal: new RegExp(
      String.raw`(?<![\d\p{L}])(?<!\d[.,])(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:${language.ordinalMarks})(?!['’]?\p{L}|\d)`,
      'gu',
    ),
    scaled: new RegExp(
      String.raw`(?<![\p{L}\d.,])(${number})(?:(?<short>${scale})|\s(?<apart>${scale}))(?![\p{L}\d'-])`,
      'dgu',
    ),
    plain: new RegExp(String.raw`(?<!\d[.,])${number}|\d+`, 'gu'),
  }
})

/** Behind these words a number may have a letter, and before the name of a street. */
const lettered =
  /\b(?:apartment|apt|suite|room|unit|flat|figure|table|section|gate|building|block|level|floor|step|phase|stage|part|exercise|question|problem|appendix|page|chapter|seat|row|track|platform|terminal|grade|class|type|group|item|option|bus|route|highway|number|box|lot|door|house|hall|article|paragraph|clause|version)\s$/iu
const street = /^\s\p{Lu}[\p{L}']+\s(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Place|Court|Way)\b/u

/** Behind these words digits in groups are no amount. */
const dialled =
  /\b(?:tel|phone|call|dial|number|num|tél|téléphone|numéro|teléfono|número|llama|telefono|numero|telefone|telefon|nummer)\p{L}*[\s.:]*$/iu

/**
 * Makes one run of digits of an amount whose groups are parted by spaces: "1 000 000". In English one space is such before
 * three zeros only.
 */
export function joinGroups(form: MappedText, { decimal }: SpokenLanguage): MappedText {
  const groups = decimal === ',' ? '(?: \\d{3})+' : '(?:(?: \\d{3}){2,}| 000)'
  return form.replace(
    new RegExp(`(?<![\\p{L}\\d.,+-]|[\\d)] )[1-9]\\d{0,2}${groups}(?!\\d|[ .-]\\d)`, 'gu'),
    (match) => (dialled.test(before(match)) ? undefined : match[0].replaceAll(' ', '')),
  )
}

/** The numbers that nothing before has taken, and the ordinals. */
export function sayNumbers(form: MappedText, language: SpokenLanguage): MappedText {
  const patterns = patternsOf(language)
  return (
    form
      .replace(patterns.ordinal, ({ 1: digits, groups }) =>
        language.ordinal(BigInt(digits.replaceAll(',', '')), groups?.f === undefined ? 'm' : 'f'),
      )
      .replace(patterns.scaled, (match) => {
        const { 1: written, groups } = match
        const size = groups!.short ?? groups!.apart
        // "5 B" may be a letter; "5 bn" is not one.
        if (groups!.apart?.length === 1) return undefined
        // So is the one of "Apartment 4B" and "221B Baker Street".
        if (size.length === 1 && (lettered.test(before(match)) || street.test(after(match, 40))))
          return undefined
        const [one, many] = language.scales[size]
        return [[1, sayNumber(written, language)], ` ${written === '1' ? one : many}`]
      })
      .replace(/(?<=\p{L})-(?=\d)/gu, () => ' ')
      // A zero in front makes a code of it; a comma without three digits behind parts two numbers.
      .replace(/(?<![\d.,])0\d+(?![\d.,]*\d)/gu, ({ 0: digits }) => sayDigits(digits, language))
      .replace(/(?<![\d.,])([12]\d{3})(?![\d\p{L}]|[.,]\d)/gu, (match) => {
        const year = Number(match[1])
        if (year < 1100 || year > 2099) return undefined
        const isYear = beforeYear.test(before(match, 14)) || !counts.test(after(match, 32))
        return isYear ? language.year(year) : undefined
      })
      // "2.1" where a comma parts decimals: a version, or the decimals of another country.
      .replace(/(?<![\d.,])(\d{1,4})\.(\d{1,2}|\d{4,8})(?![\d.,]*\d)/dgu, () =>
        language.decimal === ',' ? [1, ` ${language.signs.dot} `, 2] : undefined,
      )
      .replace(patterns.plain, (match) => {
        const [front, behind] = [before(match, 1), after(match, 2)]
        const isJoined = /^[\p{L}\p{N}]/u
        const noun = language.nounGender && /^\s(\p{Ll}{3,})/u.exec(after(match))?.[1]
        const gender = noun === undefined || notNouns.has(noun) ? undefined : language.nounGender?.(noun)
        return `${isJoined.test(front) ? ' ' : ''}${sayNumber(match[0], language, gender)}${isJoined.test(behind) ? ' ' : ''}`
      })
      .replace(/(?<=\p{L}),(?=\p{L})/gu, () => ', ')
  )
}
