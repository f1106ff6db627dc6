/** How one language writes numbers, times and lists. */
export interface Formats {
  /** A length of time as people read it: milliseconds below one second, then seconds. */
  readonly duration: (ms: number) => string
  /** A level as people read it, with a true minus. */
  readonly decibels: (db: number) => string
  /** A whole number as people read it. */
  readonly count: (count: number) => string
  /** A share of 0 to 1 as people read it. */
  readonly percent: (share: number) => string
  /** A size as people read it. */
  readonly bytes: (count: number) => string
  /** A time to wait as people read it: no more exact than it can be known. */
  readonly timeLeft: (seconds: number) => string
  /** A time of today, or with its day. @param at milliseconds since 1970 */
  readonly clockTime: (at: number) => string
  /** The hour and minute of a time, in milliseconds since 1970. */
  readonly hourOf: (at: number) => string
  /** The day of a time: of this week by its name, else by its date. @param at, now milliseconds since 1970 */
  readonly dayOf: (at: number, now: number) => string
  /** A number, with no more digits than it has. */
  readonly number: (count: number) => string
  /** Some things in a row: "a, b and c". */
  readonly list: (things: readonly string[]) => string
  /** Some things of which one is chosen: "a, b or c". */
  readonly choice: (things: readonly string[]) => string
  /** A language by its name. @param tag as in BCP 47, such as "en-gb" */
  readonly languageName: (tag: string) => string
}

/** The formats of a language. @param tag as in BCP 47; its region decides how times are written */
export function formatsOf(tag: string): Formats {
  const number = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 })
  const whole = number(0)
  const grouped = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })
  const tenths = number(1)
  const percents = new Intl.NumberFormat(tag, { style: 'percent' })
  const hours = new Intl.DateTimeFormat(tag, { timeStyle: 'short' })
  const daysAndHours = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })
  const weekdays = new Intl.DateTimeFormat(tag, { weekday: 'long' })
  const datesOfYear = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long' })
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'long' })
  const conjunction = new Intl.ListFormat(tag, { type: 'conjunction' })
  const disjunction = new Intl.ListFormat(tag, { type: 'disjunction' })
  const languages = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' })
  return {
    duration: (ms) => (ms < 999.5 ? `${whole.format(ms)} ms` : `${tenths.format(ms / 1000)} s`),
    decibels: (db) => `${whole.format(db).replace('-', '−')} dB`,
    count: (count) => grouped.format(count),
    percent: (share) => percents.format(share),
    bytes: (count) => {
      if (count >= 1e9) return `${tenths.format(count / 1e9)} GB`
      return count >= 1e6 ? `${whole.format(count / 1e6)} MB` : `${whole.format(Math.ceil(count / 1e3))} kB`
    },
    timeLeft: (seconds) => {
      if (seconds < 90) return `${whole.format(Math.ceil(seconds))} s`
      return seconds < 5400 ? `${whole.format(seconds / 60)} min` : `${tenths.format(seconds / 3600)} h`
    },
    clockTime: (at) => {
      const isToday = new Date(at).toDateString() === new Date().toDateString()
      return (isToday ? hours : daysAndHours).format(at)
    },
    hourOf: (at) => hours.format(at),
    dayOf: (at, now) => {
      const day = new Date(at)
      if (daysBetween(at, now) < 7) return weekdays.format(day)
      return (day.getFullYear() === new Date(now).getFullYear() ? datesOfYear : dates).format(day)
    },
    number: (count) => plain.format(count),
    list: (things) => conjunction.format(things),
    choice: (things) => disjunction.format(things),
    languageName(language) {
      try {
        return languages.of(language) ?? language
      } catch {
        // Of a voice that somebody named: it is no tag.
        return language
      }
    },
  }
}

/** How many midnights lie between two times in milliseconds since 1970. */
export function daysBetween(at: number, now: number): number {
  return Math.round((midnight(now) - midnight(at)) / (24 * 60 * 60 * 1000))
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
