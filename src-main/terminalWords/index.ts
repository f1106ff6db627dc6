import {
  faultNotice,
  formatsOf,
  noticeCatalogue,
  noticeText,
  pickLanguage,
  takenCatalogue,
  takenText,
  takenValues,
  wantedLanguages,
  type Formats,
  type Notice,
  type SettingEntry,
  type SettingFault,
} from '@contract'
import { settingsFile } from '../models/places'
import { HostSettings } from '../settings/hostSettings'
import { english, type TerminalWords } from './english'
import { french } from './french'
import { german } from './german'
import { hindi } from './hindi'
import { spanish } from './spanish'
import { systemLanguages } from './systemLanguages'

export type { TerminalWords }

/** What commands say, in one language. */
export interface Terminal {
  readonly words: TerminalWords
  /** The language and the place, as in BCP 47. */
  readonly tag: string
  readonly formats: Formats
  /** What went wrong, or is to be known. */
  readonly inWords: (notice: Notice) => string
  /** What is wrong with a setting, in one line. */
  readonly ofFault: (fault: SettingFault) => string
  /** What a setting takes: to stand behind its name. */
  readonly takes: (entry: SettingEntry) => string
}

const catalogue = { en: english, de: german, fr: french, es: spanish, hi: hindi }
const known = Object.keys(catalogue) as (keyof typeof catalogue)[]

/** The first language that there are words for. @param wanted tags as in BCP 47, best first */
export function terminalIn(wanted: readonly string[]): Terminal {
  const { language, tag } = pickLanguage(wanted, known)
  const formats = formatsOf(tag)
  const notices = noticeCatalogue[language](formats)
  const inWords = (notice: Notice): string => noticeText(notice, notices)
  return {
    words: catalogue[language](formats),
    tag,
    formats,
    inWords,
    ofFault: (fault) => inWords(faultNotice(fault)),
    takes: (entry) => takenText(takenValues(entry), takenCatalogue[language]),
  }
}

let own: Terminal | undefined

/** The language that its user has chosen in the settings, or that of the system. */
export function terminal(): Terminal {
  if (own === undefined) {
    const { values } = new HostSettings({ file: settingsFile(), env: process.env })
    own = terminalIn(wantedLanguages(values.language, systemLanguages()))
  }
  return own
}
