import { americanEnglish, britishEnglish } from './english'
import { french } from './french'
import { german } from './german'
import { hindi } from './hindi'
import { italian } from './italian'
import type { SpokenLanguage } from './language'
import { portuguese } from './portuguese'
import { spanish } from './spanish'

const known: Readonly<Record<string, SpokenLanguage>> = {
  en: americanEnglish,
  'en-gb': britishEnglish,
  de: german,
  es: spanish,
  fr: french,
  hi: hindi,
  it: italian,
  pt: portuguese,
}

/** How a language says numbers and signs; undefined for one that has no tables here. */
export function spokenLanguage(tag: string): SpokenLanguage | undefined {
  const lower = tag.toLowerCase()
  return known[lower] ?? known[lower.split('-')[0]]
}
