import type { MappedText } from '../mappedText'
import { after, before } from './around'
import type { SpokenLanguage } from './language'

/** Times of day, with their half, their span and their zone. */
export function sayTimes(form: MappedText, language: SpokenLanguage): MappedText {
  const { signs, cardinal } = language
  const isHour = (hour: string): boolean => Number(hour) <= 24
  const clock = (hour: string, minute: string | undefined): string => {
    if (minute !== undefined && Number(minute) > 0) return language.time(Number(hour), Number(minute))
    return cardinal(BigInt(hour))
  }
  return (
    form
      // A span: its first time is said without "o'clock".
      .replace(
        /(?<![\w:.,/-])(\d{1,2})(?:([:.])([0-5]\d))?(?:\s?([AaPp])\.?[Mm]\.?)?\s?[-–—]\s?(?=\d{1,2}(?::[0-5]\d|(?:\.[0-5]\d)?\s?[AaPp]\.?\s?[Mm]\b))/gu,
        (match) => {
          const { 1: hour, 2: sign, 3: minute, 4: letter } = match
          if (
            !isHour(hour) ||
            (sign !== ':' && !/^\d{1,2}(?:[:.]\d\d)?\s?[AaPp]\.?\s?[Mm]\b/u.test(after(match, 8)))
          )
            return undefined
          const noon = letter === undefined ? '' : ` ${letter.toUpperCase()} M`
          return `${clock(hour, minute)}${noon} ${signs.to} `
        },
      )
      .replace(
        /(?<![\w:.,/])(\d{1,2})(?:([:.])([0-5]\d)(?::([0-5]\d))?)?\s?([AaPp])\.?\s?[Mm]\b(\.?)(?!\w)/gu,
        (match) => {
          const { 1: hour, 2: sign, 3: minute, 4: second, 5: letter, 6: stop } = match
          // The British "3.30 p.m."; what has more hours with a point is a decimal.
          if (!isHour(hour) || (sign === '.' && Number(hour) > 12)) return undefined
          // The full stop of "p.m." may end the sentence as well.
          const ends = stop !== '' && /^\s*(?:$|\s\p{Lu})/u.test(after(match)) && !goesOn.test(after(match))
          return `${clock(hour, minute)}${sayRest(second, language)} ${letter.toUpperCase()} M${ends ? '.' : ''}`
        },
      )
      .replace(
        /(?<![\w:.,/])([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)(?![\w:]|[.,]\d)/gu,
        ({ 1: hour, 2: minute, 3: second }) =>
          language.time(Number(hour), Number(minute)) + sayRest(second, language),
      )
      .replace(/(?<![\w:.,/])([01]?\d|2[0-4]):([0-5]\d)(?![\w:]|[.,]\d|\s?=|\sratio)/gu, (match) => {
        const { 1: hour, 2: minute } = match
        // "from ten to eleven": the last hour of a span is said as the first one.
        const isLast = minute === '00' && before(match).endsWith(` ${signs.to} `)
        return isLast ? cardinal(BigInt(hour)) : language.time(Number(hour), Number(minute))
      })
      .replace(/\b(UTC|GMT)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?\b/gu, (match) => {
        const { 1: name, 2: sign, 3: hours, 4: minutes } = match
        const rest = minutes === undefined || minutes === '00' ? '' : ` ${cardinal(BigInt(minutes))}`
        const letters = [...name].join(' ')
        return `${letters} ${sign === '-' ? signs.minus : signs.plus} ${cardinal(BigInt(hours))}${rest}`
      })
      // A ratio, a score, a verse.
      .replace(/(?<![\w:.,/])(\d{1,4}):(\d{1,4})(?![\w:]|[.,]\d)/dgu, () => [
        1,
        ` ${language.ratio ?? signs.to} `,
        2,
      ])
  )
}

/** What goes on behind "p.m.": a zone in capitals, a day, a month. */
const goesOn =
  /^\s(?:\p{Lu}{2,4}(?!\p{L})|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Eastern|Central|Mountain|Pacific)\s)/u

/** " and thirty seconds"; nothing of none. */
function sayRest(seconds: string | undefined, { cardinal, units, signs }: SpokenLanguage): string {
  if (seconds === undefined || Number(seconds) === 0) return ''
  const [one, many, gender] = units.s
  const count = BigInt(seconds)
  return ` ${signs.and} ${cardinal(count, gender ?? 'm')} ${count === 1n ? one : many}`
}
