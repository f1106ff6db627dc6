import { voiceBlend, type OfferedVoice } from '@contract'
import type { OperatorCounts } from '../onnx/countOperators'
import type { Mood } from './moodWords'

/** Says text. One call at a time; the engine asks for the next text when the last one is done. */
export interface Voice {
  readonly name: string
  /** A BCP 47 tag in lower case, such as `en-us`: decides how numbers and signs are said. */
  readonly language: string
  readonly sampleRateHz: number
  /** Absent: the model has this voice alone. */
  readonly others?: OtherVoices
  /**
   * Speaks `spoken`, which holds at least one letter or digit, in one piece or, when it is longer than the model
   * takes, in several; nothing is left out.
   *
   * @param speed relative to the voice's own pace, 0.5 to 2
   * @param mood how bright or dark it sounds; a voice that cannot sounds as always
   * @throws the signal's reason when it aborts; AppError `inference-failed` or `voice-unavailable`
   */
  synthesize(spoken: string, signal: AbortSignal, speed?: number, mood?: Mood): AsyncIterable<SpeechPiece>
  /** On what its first run was really computed; absent: nobody counted, or it is no model. */
  readonly operators?: OperatorCounts
  release(): void
}

/** The voices of one loaded model. */
export interface OtherVoices {
  /** All of them, in the order in which they are shown. */
  readonly offered: readonly OfferedVoice[]
  /** One of them, or a blend of two. It needs no loading and is not released. What goes wrong with it is thrown when it speaks. */
  get(id: string): Voice
}

/** The voice of that ID, where the model has it or the two that it blends; else this one. */
export function voiceOf(voice: Voice, id: string | undefined): Voice {
  const { others } = voice
  if (id === undefined || others === undefined) return voice
  const isOffered = (wanted: string): boolean => others.offered.some((each) => each.id === wanted)
  return (voiceBlend(id)?.voices ?? [id]).every(isOffered) ? others.get(id) : voice
}

export interface SpeechPiece {
  /** Mono, -1..1, untrimmed. */
  samples: Float32Array
  /** The stretch of the spoken text that was said, in UTF-16 units. */
  spoken: readonly [start: number, end: number]
  phonemes?: string
  /** Where words begin, from voices that know it; places are those of the spoken text. */
  words?: readonly { start: number; end: number; startSample: number }[]
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The best place to part a text that is too long to be said at once: behind a sentence, else a clause, else a word,
 * near the middle; in a text without any of them, between two characters.
 *
 * @returns a UTF-16 place, with something other than white space on both sides; undefined for a single character
 */
export function partNearMiddle(text: string): number | undefined {
  for (const boundary of [
    /(?<=[.!?…]["'”’)]{0,8})\s+(?=\S)|(?<=[。！？])(?=\S)/gu,
    /(?<=[,;:—–])\s+(?=\S)/gu,
    /(?<!\s)\s+(?=\S)/gu,
  ]) {
    const places = [...text.matchAll(boundary)].map((match) => match.index + match[0].length)
    const best = nearestMiddle(places, text.length)
    // A place near one end helps little: a weaker boundary in the middle is better.
    if (best !== undefined && Math.abs(best - text.length / 2) < text.length * 0.4) return best
  }
  const middle = graphemes.segment(text).containing(Math.floor(text.length / 2))
  return middle && nearestMiddle([middle.index, middle.index + middle.segment.length], text.length)
}

function nearestMiddle(places: readonly number[], length: number): number | undefined {
  const distance = (place: number): number => Math.abs(place - length / 2)
  const inner = places.filter((place) => place > 0 && place < length)
  return inner.length === 0 ? undefined : inner.reduce((a, b) => (distance(b) < distance(a) ? b : a))
}
