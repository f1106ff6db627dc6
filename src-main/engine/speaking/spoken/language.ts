import type { MappedText } from '../mappedText'

export type Gender = 'm' | 'f'

/** What is counted: one, many, and the gender where the language has one. A number word goes before it. */
export type Counted = readonly [one: string, many: string, gender?: Gender]

export interface Currency {
  readonly whole: Counted
  /** A hundredth of it. */
  readonly part: Counted
}

export type Sign =
  | 'minus'
  | 'plus'
  | 'plusOrMinus'
  | 'times'
  | 'by'
  | 'dividedBy'
  | 'over'
  | 'equals'
  | 'notEqual'
  | 'about'
  | 'isAbout'
  | 'less'
  | 'greater'
  | 'atMost'
  | 'atLeast'
  | 'squared'
  | 'cubed'
  | 'power'
  | 'root'
  | 'of'
  | 'infinity'
  | 'to'
  | 'outOf'
  | 'per'
  | 'and'
  | 'or'
  | 'point'
  | 'dot'
  | 'at'
  | 'slash'
  | 'hashtag'
  | 'number'
  | 'version'
  | 'port'
  | 'section'
  | 'copyright'
  | 'sum'
  | 'integral'
  | 'code'

export interface SpokenDate {
  readonly day?: number
  /** 1 to 12. */
  readonly month?: number
  readonly year?: number
}

/**
 * How one language says numbers, signs and short forms. All of it is data, but for the few sentences that are built
 * differently in each language (dates, times, fractions).
 */
export interface SpokenLanguage {
  /** The sign before the decimals; the other one of the two parts groups of three. */
  readonly decimal: '.' | ','
  /** Whether two decimals are said as one number ("trois virgule quatorze") instead of digit by digit. */
  readonly joinsDecimals: boolean
  /** Dates in digits put the month first. */
  readonly monthFirst: boolean
  /** @param noun the gender of the noun that follows; absent: none follows */
  readonly cardinal: (whole: bigint, noun?: Gender) => string
  readonly ordinal: (whole: bigint, noun?: Gender) => string
  readonly year: (year: number) => string
  readonly date: (date: SpokenDate) => string
  readonly time: (hour: number, minute: number) => string
  /** `n/d` as words, where the language has a name for it; `noun`: what follows and is halved. */
  readonly fraction: (n: number, d: number, noun: string | undefined) => string | undefined
  readonly signs: Readonly<Record<Sign, string>>
  /** Between the numbers of a ratio or a score; absent: as between those of a span. */
  readonly ratio?: string
  /** What is written behind digits to make an ordinal of them, as an expression; a group `f` tells the feminine. */
  readonly ordinalMarks: string
  readonly currencies: Readonly<Record<string, Currency>>
  /** Between an amount and its currency where it stands behind a scale: "millones DE euros". */
  readonly ofScale: string
  /** Between euros and cents. */
  readonly andCents: string
  /** `k`, `M`, `bn` and the like behind an amount. */
  readonly scales: Readonly<Record<string, Counted>>
  readonly units: Readonly<Record<string, Counted>>
  /** N, S, E and W. */
  readonly sides: Readonly<Record<string, string>>
  /** Units that are said without a number in front as well; others may be words. */
  readonly loneUnits: readonly string[]
  readonly months: readonly string[]
  /** Short month in lower case, without its full stop, to 1..12. */
  readonly shortMonths: Readonly<Record<string, number>>
  /** Short form, as written but for a full stop at its end, to what is said. */
  readonly abbreviations: Readonly<Record<string, string>>
  /** Short forms that are such before a number only. */
  readonly beforeNumber: Readonly<Record<string, string>>
  /** Behind these words a Roman numeral is a number; the words of `kings` are followed by ordinals. */
  readonly countedWords: readonly string[]
  readonly kings: readonly string[]
  /** What is said of the numeral behind a ruler's name: "the second". @param gender of the ruler */
  readonly regnal: (value: bigint, gender: Gender) => string
  /** Words for a hundred years, and whether their Roman numerals are ordinals. */
  readonly centuries: readonly string[]
  readonly ordinalCenturies: boolean
  /** Short forms that are such without a full stop, too. */
  readonly bareShortForms: readonly string[]
  /** Short forms that are words as well: at the end of a sentence they stay words. */
  readonly shortWords: readonly string[]
  /** Of them, those that stand before a name. */
  readonly titles: readonly string[]
  /** "w/", "w/o" and "b/c". */
  readonly withWords: readonly [string, string, string]
  /** What this language alone does: before all other signs, and with short forms that mean two things. */
  readonly sayFirst: (form: MappedText) => MappedText
  readonly sayPlaces: (form: MappedText) => MappedText
  /** A unit's name as a square or a cube; absent: as in English. */
  readonly squareUnit?: (name: string, isCubed: boolean) => string
  /** Nouns begin with a capital. */
  readonly capitalNouns?: boolean
  /** The gender of a counted noun as its end tells; absent: numbers do not show it. */
  readonly nounGender?: (noun: string) => Gender
  /** Words that follow an amount and do not belong to it, so that "a $5 and" is no compound. */
  readonly functionWords: ReadonlySet<string>
  /** Functions and signs of mathematics, by how they are written. */
  readonly mathNames: Readonly<Record<string, string>>
  /** Capitals that are read as a word. */
  readonly acronyms: Readonly<Record<string, string>>
}

/** A list in one line. */
export const listOf = (words: string): string[] => words.split(' ')

/** Makes an expression of literal texts, the longest first. */
export const oneOf = (texts: readonly string[]): string =>
  [...texts]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|')

/** Makes something of a language's tables, once for each language. */
export function perLanguage<T>(make: (language: SpokenLanguage) => T): (language: SpokenLanguage) => T {
  const made = new Map<SpokenLanguage, T>()
  return (language) => {
    const known = made.get(language)
    if (known !== undefined) return known
    const fresh = make(language)
    made.set(language, fresh)
    return fresh
  }
}
