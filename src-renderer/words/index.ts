import {
  daysBetween,
  formatsOf,
  noticeCatalogue,
  noticeText,
  pickLanguage,
  type Formats,
  type Notice,
  type NoticeWords,
} from '@contract'
import type { WindowNotice } from '../state'
import { english, type Words } from './english'
import { french } from './french'
import { german } from './german'
import { hindi } from './hindi'
import { spanish } from './spanish'

export type { Words }

/** A language of the window. */
export interface WindowLanguage {
  readonly formats: Formats
  readonly words: Words
  readonly notices: NoticeWords
}

/** The words of each language, by its tag. */
export const catalogue = { en: english, de: german, fr: french, es: spanish, hi: hindi }

/** The languages that there are words for, by their tags. */
export const languageTags = Object.keys(catalogue) as (keyof typeof catalogue)[]

/**
 * The words and formats in use. They are bindings that change with `speakIn`: who keeps a part of them for later keeps
 * the language of before.
 */
export let words: Words
export let formats: Formats
/** What the engine and the host tell, in the language in use. */
export let notices: NoticeWords

/**
 * Takes the first language that there are words for. What is on the screen has to be drawn anew.
 * @param wanted tags as in BCP 47, best first, such as `navigator.languages`; English where none is known
 */
export function speakIn(wanted: readonly string[]): void {
  const { language, tag } = pickLanguage(wanted, languageTags)
  const ofTag = formatsOf(tag)
  takeLanguage({
    formats: ofTag,
    words: catalogue[language](ofTag),
    notices: noticeCatalogue[language](ofTag),
  })
}

/** As `speakIn`, for a language that the catalogue does not have. */
export function takeLanguage(language: WindowLanguage): void {
  formats = language.formats
  words = language.words
  notices = language.notices
}

speakIn([])

/** What the engine or the host tells, in the language in use. */
export function inWords(notice: Notice): string {
  return noticeText(notice, notices)
}

/** What is wrong, in the language in use. */
export function troubleInWords(told: Notice | WindowNotice): string {
  if ('kind' in told) return inWords(told)
  if (told.word === 'unplugged') return words.trouble.unplugged(told)
  if (told.word === 'speakerUnplugged') return words.trouble.speakerUnplugged(told)
  return words.trouble[told.word]
}

/** The day of a time in plain words: today, yesterday, the day of this week, or its date. @param at, now milliseconds since 1970 */
export function dayName(at: number, now: number): string {
  const daysAgo = daysBetween(at, now)
  if (daysAgo <= 0) return words.conversations.today
  if (daysAgo === 1) return words.conversations.yesterday
  return formats.dayOf(at, now)
}
