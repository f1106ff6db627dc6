import type { NoticeWords } from '@contract'
import { formats, notices, speakIn, takeLanguage, words, type Words } from '../../../../src-renderer/words'

/**
 * The window in a language that no one speaks: English words in brackets, a third longer. What stands without brackets is
 * not in the catalogue; what does not fit would not fit in German. `?language=pseudo`, or `mirrored`, from right to left.
 */
// The language of the browser is taken first: scenes have words of it.
speakIn(navigator.languages)
const language = new URLSearchParams(location.search).get('language')
export const isPseudo = language === 'pseudo' || language === 'mirrored'
if (isPseudo) {
  takeLanguage({ formats, words: pseudo(words) as Words, notices: pseudo(notices) as NoticeWords })
  if (language === 'mirrored') document.documentElement.dir = 'rtl'
}

function pseudo(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : longer(value)
  if (typeof value === 'function')
    return (...args: unknown[]) => pseudo((value as (...args: unknown[]) => unknown)(...args))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'language' && typeof each === 'string' ? each : pseudo(each),
    ]),
  )
}

function longer(text: string): string {
  const more = 'ĳ'.repeat(Math.ceil(text.length / 3))
  return `⟦${text.replace(/[aeiou]/g, (letter) => `${letter}\u0301`)} ${more}⟧`
}
