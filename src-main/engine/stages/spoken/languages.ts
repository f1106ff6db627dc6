import { americanEnglish, britishEnglish } from './english'
import type { SpokenLanguage } from './language'

const known: Readonly<Record<string, SpokenLanguage>> = {
  en: americanEnglish,
  'en-gb': britishEnglish,
}

/** How a language says numbers and signs; undefined for one that has no tables here. */
export function spokenLanguage(tag: string): SpokenLanguage | undefined {
  const lower = tag.toLowerCase()
  return known[lower] ?? known[lower.split('-')[0]]
}
