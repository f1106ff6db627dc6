import { z } from 'zod'
import { formatsOf } from './formats'
import { englishNotices } from './notices/english'
import type { NoticeParams } from './notices/noticeParams'

export type NoticeKind = keyof NoticeParams

/**
 * A sentence or two for a person, told by the engine or the host: which of the catalogue it is, and what stands in it. In which
 * language is chosen where it is shown.
 */
export type Notice = { [K in NoticeKind]: { readonly kind: K } & NoticeParams[K] }[NoticeKind]

/** A notice within another is a text already when the outer one is worded. */
type Worded<P> = { readonly [F in keyof P]: Extract<P[F], Notice> extends never ? P[F] : string }

/** What a language says for each kind of notice. */
export type NoticeWords = { readonly [K in NoticeKind]: (params: Worded<NoticeParams[K]>) => string }

/** A notice in the words of a language. */
export function noticeText(told: Notice, words: NoticeWords): string {
  const say = words[told.kind] as (params: object) => string
  const params = Object.entries(told).map(([name, value]: [string, unknown]) => [
    name,
    isOfCatalogue(value) ? noticeText(value, words) : value,
  ])
  return say(Object.fromEntries(params) as object)
}

const english = englishNotices(formatsOf('en'))

/** All kinds of notices. */
export const noticeKinds = Object.keys(english) as [NoticeKind, ...NoticeKind[]]

/** A notice as terminals and logs have it. */
export function noticeInEnglish(told: Notice): string {
  return noticeText(told, english)
}

/** A notice of the catalogue whose sentence can be said: one of another version may lack what stands in it. */
export const notice = z.custom<Notice>((value) => {
  try {
    return isOfCatalogue(value) && typeof noticeInEnglish(value) === 'string'
  } catch {
    return false
  }
}, 'invalid notice')

function isOfCatalogue(value: unknown): value is Notice {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  return Object.hasOwn(english, value.kind as PropertyKey)
}
