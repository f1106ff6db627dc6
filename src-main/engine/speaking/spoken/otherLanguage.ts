import type { MappedText } from '../mappedText'
import { languageWords } from '../languageWords'
import { listOf, oneOf, type Counted, type Currency, type Gender, type SpokenLanguage } from './language'

/** `one|many` or `one|many|f`. */
const counted = (row: string): Counted => {
  const [one, many = one, gender] = row.split('|')
  return gender === 'f' ? [one, many, 'f'] : [one, many]
}
const countedIn = (rows: Readonly<Record<string, string>>): Record<string, Counted> =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([signs, row]) => signs.split(' ').map((sign) => [sign, counted(row)])),
  )

/** What a language other than English is told by; what is left out it does as most do. */
export interface OtherLanguage
  extends
    Pick<
      SpokenLanguage,
      | 'cardinal'
      | 'ordinal'
      | 'date'
      | 'time'
      | 'signs'
      | 'ordinalMarks'
      | 'andCents'
      | 'regnal'
      | 'squareUnit'
      | 'ratio'
      | 'capitalNouns'
    >,
    Partial<
      Pick<
        SpokenLanguage,
        | 'decimal'
        | 'joinsDecimals'
        | 'year'
        | 'fraction'
        | 'ofScale'
        | 'ordinalCenturies'
        | 'sayFirst'
        | 'nounGender'
      >
    > {
  /** The first part of its tag. */
  readonly tag: string
  readonly months: string
  /** Short months, January first. */
  readonly shortMonths: string
  /** By the sign, or several with spaces between: `one|many|f` of the whole, a semicolon, and of the hundredth. */
  readonly currencies: Readonly<Record<string, string>>
  /** By the sign, or several with spaces between: `one|many|f`. */
  readonly scales: Readonly<Record<string, string>>
  readonly units: Readonly<Record<string, string>>
  /** North, south, east and west. */
  readonly sides: string
  readonly abbreviations: Readonly<Record<string, string>>
  readonly beforeNumber: Readonly<Record<string, string>>
  readonly bare?: string
  readonly titles?: string
  readonly countedWords?: string
  readonly kings?: string
  readonly centuries?: string
  /** Short names of days with their full ones, Monday first. */
  readonly days?: string
  /** Capitals that are read as a word. */
  readonly saidAsWords?: string
}

/** Capitals that are a word in all of them. */
const saidAsWords = 'NATO NASA UNESCO UNICEF FIFA UEFA OPEC RAM ROM PIN SIM LED COVID GIF LASER'

/** Units that are said without a number in front as well. */
const lone = listOf('°C °F km cm mm kg mg mL kHz MHz GHz Hz kWh hPa kPa dB kcal')

/** The tables of a language. */
export function otherLanguage(given: OtherLanguage): SpokenLanguage {
  const { tag, months, shortMonths, currencies, scales, units, sides, ...rest } = given
  const unitNames = countedIn(units)
  return {
    decimal: ',',
    joinsDecimals: true,
    monthFirst: false,
    year: (year) => given.cardinal(BigInt(year)),
    fraction: () => undefined,
    ofScale: '',
    ordinalCenturies: false,
    ...rest,
    sayFirst: (form: MappedText) => {
      const named = sayDays(form, given)
      return given.sayFirst?.(named) ?? named
    },
    currencies: Object.fromEntries(
      Object.entries(currencies).flatMap(([signs, row]) => {
        const [whole, part = 'cent|cents'] = row.split(';')
        const currency: Currency = { whole: counted(whole), part: counted(part) }
        return signs.split(' ').map((sign) => [sign, currency])
      }),
    ),
    scales: countedIn(scales),
    units: unitNames,
    sides: Object.fromEntries(listOf(sides).map((side, i) => [['N', 'S', 'E', 'W'][i], side])),
    loneUnits: lone.filter((sign) => Object.hasOwn(unitNames, sign)),
    months: listOf(months),
    shortMonths: Object.fromEntries(listOf(shortMonths).map((month, i) => [month, i + 1])),
    countedWords: listOf(given.countedWords ?? '-'),
    kings: listOf(given.kings ?? '-'),
    centuries: listOf(given.centuries ?? '-'),
    bareShortForms: listOf(given.bare ?? '-'),
    shortWords: [],
    titles: listOf(given.titles ?? '-'),
    withWords: ['w/', 'w/o', 'b/c'],
    sayPlaces: (form) => form,
    functionWords: languageWords[tag] ?? new Set(),
    mathNames: {},
    acronyms: Object.fromEntries(
      listOf(`${saidAsWords} ${given.saidAsWords ?? ''}`.trim()).map((word) => [
        word,
        word[0] + word.slice(1).toLowerCase(),
      ]),
    ),
  }
}

/** Short names of days, before a date and in a span: "lun. 30", "Mo–Fr". */
function sayDays(written: MappedText, { days, signs, months, shortMonths }: OtherLanguage): MappedText {
  const monthNames = listOf(shortMonths)
  const form = written.replace(
    new RegExp(
      String.raw`(?<!\p{L})(${monthNames.join('|')})\.(?=\s\d)|(?<=\d\.?\s(?:de\s)?)(${monthNames.join('|')})\.`,
      'giu',
    ),
    ({ 1: first, 2: behind }) => listOf(months)[monthNames.indexOf((first ?? behind).toLowerCase())],
  )
  if (days === undefined) return form
  const names = listOf(days)
  const full = Object.fromEntries(names.flatMap((name, i) => (i % 2 === 0 ? [[name, names[i + 1]]] : [])))
  const short = oneOf(Object.keys(full))
  return form
    .replace(
      new RegExp(String.raw`(?<![\p{L}\p{N}])(${short})\.?\s?[-–]\s?(${short})(?![\p{L}\p{N}-])\.?`, 'gu'),
      ({ 1: from, 2: to }) => `${full[from]} ${signs.to} ${full[to]}`,
    )
    .replace(
      new RegExp(String.raw`(?<![\p{L}\p{N}])(${short})(?:\.(?=,?\s\d)|(?=,?\s\d{1,2}[./]\d))`, 'gu'),
      ({ 1: day }) => full[day],
    )
}

/** By its end: in Spanish, Portuguese and Italian a noun in -a is a feminine one, but for days and those of Greek. */
export const genderByEnd = (noun: string): Gender =>
  /(?<!m)as?$/u.test(noun) && !/^(?:d[ií]as?|mapas?|planetas?)$/u.test(noun) ? 'f' : 'm'

/** Names of rulers that are followed by a numeral in several languages. */
export const rulers =
  'Felipe Carlos Alfonso Fernando Juan Pablo Pío Benedicto Gregorio Isabel Enrique Luis Napoleón Guillermo Francisco Pedro Louis Henri ' +
  'Charles François Philippe Napoléon Jean Paul Benoît Pie Grégoire Élisabeth Guillaume Pierre Luigi Enrico Carlo Vittorio Emanuele ' +
  'Umberto Giovanni Paolo Benedetto Pio Gregorio Elisabetta Napoleone Filipe João Paulo Bento Luís Manuel Afonso Sancho Dinis José ' +
  'Isabel Henrique Papst König Kaiser Friedrich Wilhelm Ludwig Karl Heinrich Otto Johannes Benedikt Pius Elisabeth Leopold Franz Joseph'
