import {
  formatsOf,
  noticeCatalogue,
  noticeText,
  pickLanguage,
  type Notice,
  type NoticeWords,
} from '@contract'
import { english, type ShellWords } from './english'
import { french } from './french'
import { german } from './german'
import { hindi } from './hindi'
import { spanish } from './spanish'

const catalogue = { en: english, de: german, fr: french, es: spanish, hi: hindi }
const known = Object.keys(catalogue) as (keyof typeof catalogue)[]

/** The words in use. A binding that changes with `speakIn`: who keeps a part of them keeps the language of before. */
export let words: ShellWords = english
let notices: NoticeWords = noticeCatalogue.en(formatsOf('en'))

/** Takes the first language that there are words for. @param wanted tags as in BCP 47, best first */
export function speakIn(wanted: readonly string[]): void {
  const { language, tag } = pickLanguage(wanted, known)
  words = catalogue[language]
  notices = noticeCatalogue[language](formatsOf(tag))
}

/** What went wrong, in the language in use. */
export function inWords(notice: Notice): string {
  return noticeText(notice, notices)
}
