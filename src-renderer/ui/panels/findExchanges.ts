import type { ShownExchange } from '../../state'
import { writtenQuestion } from '../conversation/writtenQuestion'

/** A piece of an exchange around what was looked for: the text before it, it, and the text after it. */
export interface Excerpt {
  readonly before: string
  readonly match: string
  readonly after: string
}

const lead = 28

/** The exchanges in which the query occurs, newest first; an empty query finds all. Case and accents do not count. */
export function findExchanges(exchanges: readonly ShownExchange[], query: string): readonly ShownExchange[] {
  const newestFirst = exchanges.toReversed()
  const wanted = fold(query.trim())
  if (wanted === '') return newestFirst
  return newestFirst.filter((exchange) =>
    [writtenQuestion(exchange.question) ?? '', exchange.answer].some((text) => fold(text).includes(wanted)),
  )
}

export function excerpt(text: string, query: string): Excerpt {
  const wanted = fold(query.trim())
  const place = wanted === '' ? -1 : fold(text).indexOf(wanted)
  if (place < 0) return { before: text, match: '', after: '' }
  const start = place > lead + 8 ? wordStart(text, place - lead) : 0
  return {
    before: (start > 0 ? '… ' : '') + text.slice(start, place),
    match: text.slice(place, place + wanted.length),
    after: text.slice(place + wanted.length),
  }
}

function wordStart(text: string, place: number): number {
  const space = text.indexOf(' ', place)
  return space < 0 ? place : space + 1
}

/** Same length as the text, so that places in one are places in the other. */
function fold(text: string): string {
  return Array.from(text, (letter) => {
    const plain = letter.normalize('NFD').charAt(0).toLowerCase()
    return plain.length === letter.length ? plain : letter
  }).join('')
}
