import { englishNotices } from './english'
import { frenchNotices } from './french'
import { germanNotices } from './german'
import { hindiNotices } from './hindi'
import { spanishNotices } from './spanish'

/** Every notice in each language that Parley speaks, by its tag. */
export const noticeCatalogue = {
  en: englishNotices,
  de: germanNotices,
  fr: frenchNotices,
  es: spanishNotices,
  hi: hindiNotices,
}
