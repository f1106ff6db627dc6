import type { MappedText } from '../mappedText'
import type { SpokenLanguage } from './language'

const isMonth = (month: number): boolean => month >= 1 && month <= 12
const isDay = (day: number): boolean => day >= 1 && day <= 31

/** Two digits of a year are of this century up to here. */
const lastTwoDigits = 50
export const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < lastTwoDigits ? 2000 : 1900)

/** Dates and spans of years that are written in digits alone. */
export function sayDates(form: MappedText, language: SpokenLanguage): MappedText {
  const { signs } = language
  const say = (year: string, month: string, day?: string): string | undefined => {
    const date = {
      year: fullYear(year),
      month: Number(month),
      day: day === undefined ? undefined : Number(day),
    }
    return isMonth(date.month) && isDay(date.day ?? 1) ? language.date(date) : undefined
  }
  const sayInOrder = (
    first: string,
    second: string,
    year: string,
    isMonthFirst: boolean,
  ): string | undefined =>
    Number(second) > 12 || (isMonthFirst && Number(first) <= 12)
      ? say(year, first, second)
      : say(year, second, first)
  return (
    form
      .replace(
        /(?<![\w.-])(\d{4})-(\d{2})-(\d{2})(?:[T\s](\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:\s?(Z|[+-]\d{2}:?\d{2}))?)?(?![\w-]|\.\d)/gu,
        ({ 1: year, 2: month, 3: day, 4: hour, 5: minute, 6: zone }) => {
          const date = say(year, month, day)
          if (date === undefined || hour === undefined) return date
          return `${date}, ${language.time(Number(hour), Number(minute))}${sayZone(zone, language)}`
        },
      )
      .replace(/(?<![\w./-])(\d{4})\/(\d{1,2})\/(\d{1,2})(?![\w/])/gu, ({ 1: year, 2: month, 3: day }) =>
        say(year, month, day),
      )
      .replace(
        /(?<![\w.-])(1\d{3}|20\d{2})-(0\d|1[0-2])(?![\w-]|[.,]\d|\s?[=%])/gu,
        ({ 1: year, 2: month }) => say(year, month),
      )
      .replace(
        /(?<![\w./-])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\w/])/gu,
        ({ 1: first, 2: second, 3: year }) => sayInOrder(first, second, year, language.monthFirst),
      )
      .replace(
        /(?<![\w.-])(\d{1,2})([.-])\s?(\d{1,2})\2\s?(\d{4})(?![\w-]|[.,]\d)/gu,
        ({ 1: first, 2: mark, 3: second, 4: year }) =>
          sayInOrder(first, second, year, mark === '-' && language.monthFirst),
      )
      // "1914–18": it goes on in the same century.
      .replace(
        /(?<![\w.,-])(1[0-9]|20)(\d{2})\s?[-–—]\s?(\d{2})(?![\w-]|[.:,]\d|\s?[=%])/gu,
        ({ 1: century, 2: from, 3: to }) =>
          Number(to) > Number(from)
            ? `${language.year(Number(century + from))} ${signs.to} ${language.year(Number(century + to))}`
            : undefined,
      )
  )
}

function sayZone(zone: string | undefined, { signs, cardinal }: SpokenLanguage): string {
  if (zone === undefined) return ''
  if (zone === 'Z') return ' U T C'
  const hours = cardinal(BigInt(Math.abs(parseInt(zone, 10))))
  return ` U T C ${zone.startsWith('-') ? signs.minus : signs.plus} ${hours}`
}
