import type { MappedText } from '../mappedText'
import { fullYear } from './dates'
import { oneOf, perLanguage, type SpokenLanguage } from './language'

const capital = (word: string): string => word[0].toUpperCase() + word.slice(1)

const weekdays =
  'Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun'

const patternsOf = perLanguage(({ months, shortMonths }) => {
  const month = String.raw`(${oneOf(months)}|(?:${oneOf(Object.keys(shortMonths).map(capital))})\b\.?)`
  const day = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
  const lastDay = String.raw`(?:\s?[-–]\s?(\d{1,2})(?:st|nd|rd|th)?)?`
  const year = String.raw`(?:,?\s([12]\d{3})(?![\w-]|[.,]\d|\s?[=%]))?`
  return {
    weekday: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?(?=,?\s(?:the\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s)?${month}(?!\p{L}))`,
      'gu',
    ),
    monthFirst: new RegExp(
      String.raw`\b${month}\s${day}${lastDay}(?![\w:%/-]|[.,]\d|\s?(?:[ap]\.?m\b|people|percent))${year}`,
      'gu',
    ),
    dayFirst: new RegExp(
      String.raw`(?<![\w.,:/-])(?:[Tt]he\s)?(?:${day}(\s?[-–]\s?|\s(?:to|and|or)\s))?${day}(?:\s|\sof\s)${month}(?!\p{L})${year}`,
      'gu',
    ),
    // "Mon–Fri", "January - March".
    span: new RegExp(
      String.raw`(?<![\p{L}\p{N}-])(${weekdays}|${oneOf(months)}|${oneOf(Object.keys(shortMonths).map(capital))})\.?\s?[-–—]\s?(${weekdays}|${oneOf(months)}|${oneOf(Object.keys(shortMonths).map(capital))})(?![\p{L}\p{N}-])`,
      'gu',
    ),
    dayBehindWeekday: new RegExp(
      String.raw`(?<=(?<!\p{L})(?:${weekdays})\.?,?\s)(\d{1,2})\/(\d{1,2})(?![\w/]|[.,]\d|\sof\b)`,
      'gu',
    ),
    monthAndYear: new RegExp(String.raw`\b${month},?\s([12]\d{3})(?![\w-]|[.,]\d)`, 'gu'),
  }
})

/** Days beside the name of a month, decades, and centuries of English. */
export function sayEnglishDates(form: MappedText, language: SpokenLanguage): MappedText {
  const { months, shortMonths, abbreviations, signs } = language
  const patterns = patternsOf(language)
  const monthOf = (name: string): number =>
    months.indexOf(name) + 1 || shortMonths[name.toLowerCase().replace('.', '')]
  const isDay = (written: string | undefined): boolean =>
    written === undefined || (Number(written) >= 1 && Number(written) <= 31)
  const sayYear = (written: string | undefined): string =>
    written === undefined ? '' : `, ${language.year(Number(written))}`
  const nth = (written: string): string => language.ordinal(BigInt(written))

  return sayDecades(
    sayVerses(form)
      .replace(
        patterns.span,
        ({ 1: from, 2: to }) => `${abbreviations[from] ?? from} ${signs.to} ${abbreviations[to] ?? to}`,
      )
      .replace(patterns.dayBehindWeekday, ({ 1: month, 2: day }) =>
        Number(month) > 12 || Number(month) < 1 || !isDay(day)
          ? undefined
          : language.date({ day: Number(day), month: Number(month) }),
      )
      .replace(patterns.weekday, ({ 1: name }) => abbreviations[name])
      .replace(patterns.monthFirst, ({ 1: name, 2: first, 3: last, 4: inYear }) => {
        if (!isDay(first) || !isDay(last)) return undefined
        const to = last === undefined ? '' : ` ${signs.to} ${nth(last)}`
        return language.date({ day: Number(first), month: monthOf(name) }) + to + sayYear(inYear)
      })
      .replace(patterns.dayFirst, ({ 1: first, 2: between, 3: last, 4: name, 5: inYear }) => {
        if (!isDay(first) || !isDay(last)) return undefined
        const joined = between?.trim().replace(/[-–]/, signs.to)
        const from = first === undefined ? '' : `${nth(first)} ${joined} `
        return `the ${from}${nth(last)} of ${months[monthOf(name) - 1]}${sayYear(inYear)}`
      })
      .replace(
        patterns.monthAndYear,
        ({ 1: name, 2: inYear }) => `${months[monthOf(name) - 1]} ${language.year(Number(inYear))}`,
      ),
    language,
  )
}

/** "the 1990s", "'60s", "the 80s", "summer of '69". */
function sayDecades(form: MappedText, language: SpokenLanguage): MappedText {
  const tens = (digits: string): string => language.cardinal(BigInt(digits)).replace(/y$/, 'ies')
  return form
    .replace(/(?<![\w.,-])(1[1-9]|20)(\d)0'?s\b/gu, ({ 1: century, 2: ten }) => {
      const front = century === '20' && ten === '0' ? 'two thousand' : language.cardinal(BigInt(century))
      if (ten === '0') return century === '20' ? 'two thousands' : `${front} hundreds`
      return `${front} ${ten === '1' ? 'tens' : tens(`${ten}0`)}`
    })
    .replace(/(?<![\w.,])'([2-9]0)s\b/gu, ({ 1: ten }) => tens(ten))
    .replace(
      /(?<=\b(?:the|mid|early|late|his|her|their|my|your|our|in|into)[\s-])([2-9]0)'?s\b/giu,
      ({ 1: ten }) => tens(ten),
    )
    .replace(/(?<![\w.,])'(\d{2})(?![\w'])/gu, ({ 1: written }) => {
      const [, ...rest] = language.year(fullYear(written)).split(' ')
      return rest.join(' ')
    })
}

const books =
  'Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Ezra|Nehemiah|Esther|Job|Psalms?|Proverbs|' +
  'Ecclesiastes|Isaiah|Jeremiah|Lamentations|Ezekiel|Daniel|Hosea|Joel|Amos|Micah|Habakkuk|Zechariah|Malachi|Matthew|Mark|Luke|John|Acts|' +
  'Romans|Corinthians|Galatians|Ephesians|Philippians|Colossians|Thessalonians|Timothy|Titus|Hebrews|James|Peter|Jude|Revelation'
const verse = new RegExp(String.raw`(?<=(?<!\p{L})(?:${books})\s)(\d{1,3}):(\d{1,3})(?![\w:])`, 'dgu')
const ordinalBook = new RegExp(
  String.raw`(?<![\w.,:])([123])(?=\s(?:Samuel|Kings|Chronicles|Corinthians|Thessalonians|Timothy|Peter|John)\s\d)`,
  'gu',
)

/** "John 3:5" and "1 Corinthians 13:4": chapter and verse are no time of day. */
const sayVerses = (form: MappedText): MappedText =>
  form
    .replace(ordinalBook, ({ 1: book }) => ['First', 'Second', 'Third'][Number(book) - 1])
    .replace(verse, () => [1, ' ', 2])
