import type { HeardAudio } from './encodeAudio'

/** A prompt is text tokens and heard audio in any order. */
export type Prompt = readonly ({ readonly tokens: readonly number[] } | { readonly audio: HeardAudio })[]

/** Tokens that a prompt takes. */
export function promptLength(prompt: Prompt): number {
  return prompt.reduce((sum, part) => sum + ('audio' in part ? part.audio.tokens : part.tokens.length), 0)
}

/** A number for each position that is the same only for the same content: the token, or a negative one for audio. */
export function positionKeys(part: Prompt[number]): number[] {
  if ('tokens' in part) return [...part.tokens]
  const first = -(part.audio.id * 2 ** 20) - 1
  return Array.from({ length: part.audio.tokens }, (_, i) => first - i)
}

/** How many entries two lists have in common at their beginning. */
export function commonPrefix(a: readonly number[], b: readonly number[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}
