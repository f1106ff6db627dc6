import type { ShownExchange } from '../../state'

export interface CaptionParts {
  readonly heard: string
  readonly rest: string
  /** What became of the rest: it is about to be heard, never will be, or nothing was to be spoken. */
  readonly restIs: 'coming' | 'never' | 'plain'
}

/** Divides an answer at the place up to which its audio was really heard. */
export function captionParts(exchange: ShownExchange, stillSpeaking: boolean): CaptionParts {
  const { answer, outcome, readEnd } = exchange
  const end = wordEnd(answer, Math.min(readEnd ?? exchange.heardEnd, answer.length))
  if (readEnd !== undefined) return { heard: answer.slice(0, end), rest: answer.slice(end), restIs: 'coming' }
  const cutOff = outcome === 'interrupted' || (outcome === 'failed' && exchange.heardEnd > 0)
  const restIs = outcome === 'running' || stillSpeaking ? 'coming' : cutOff ? 'never' : 'plain'
  return { heard: answer.slice(0, end), rest: answer.slice(end), restIs }
}

/** Never cuts a surrogate pair in two, and takes along what follows a heard word: punctuation, and signs that close markup. */
function wordEnd(text: string, place: number): number {
  if (place <= 0) return 0
  let end = place
  const code = text.charCodeAt(end)
  if (code >= 0xdc00 && code <= 0xdfff) end++
  while (end < text.length && /[.,;:!?…'’"”)\]*_~`]/.test(text.charAt(end))) end++
  return end
}
