import { englishNotices } from './english'
import { frenchNotices } from './french'
import { germanNotices } from './german'
import { hindiNotices } from './hindi'
import { spanishNotices } from './spanish'
import { englishTaken } from './settings/english'
import { frenchTaken } from './settings/french'
import { germanTaken } from './settings/german'
import { hindiTaken } from './settings/hindi'
import { spanishTaken } from './settings/spanish'

/** Every notice in each language that Parley speaks, by its tag. */
export const noticeCatalogue = {
  en: englishNotices,
  de: germanNotices,
  fr: frenchNotices,
  es: spanishNotices,
  hi: hindiNotices,
}

/** How each of them says what a setting takes. */
export const takenCatalogue = {
  en: englishTaken,
  de: germanTaken,
  fr: frenchTaken,
  es: spanishTaken,
  hi: hindiTaken,
}
