import { z } from 'zod'
import { appErrorBody, turnEndReason } from '@contract'

const count = z.number().int().min(0)
const frame = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  'a frame must be a Float32Array',
)

/** A question that is spoken: its 16 kHz frames so far. */
export const spokenQuestion = z.object({
  frames: z.array(frame),
  /** It was spoken to its end, and not taken back before that. */
  isComplete: z.boolean(),
})
export type SpokenQuestion = z.infer<typeof spokenQuestion>

/** A question and its answer as they are kept for a new engine, and for the page that takes the place of one that died. */
export const keptExchange = z.object({
  /** Those of before the page are not positive. */
  turn: z.number().int(),
  question: z.union([z.object({ text: z.string() }), spokenQuestion]),
  answer: z.string(),
  /** Where the words of the answer end: in the text, in UTF-16 units, and in its audio, in samples. */
  words: z.array(z.object({ end: count, endSample: count })),
  audioSamples: count,
  /** How much of the audio was heard, where the window stopped it. */
  playedSamples: count.optional(),
  /** Absent while it goes on, or where it was cut off with its window. */
  outcome: turnEndReason.optional(),
  error: appErrorBody.optional(),
})
export type KeptExchange = z.infer<typeof keptExchange>
