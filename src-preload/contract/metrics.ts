import { z } from 'zod'

/**
 * What one turn took. All `...At` are milliseconds on the shared clock (`performance.timeOrigin + performance.now()`),
 * so that engine and renderer times compare. What did not happen is absent.
 */
export const turnMetrics = z.object({
  /** The whole utterance was in the engine: the start of every latency below. */
  utteranceEndAt: z.number(),
  /** The answer was asked for. Later than `utteranceEndAt` where the answer was begun in a pause, before that. */
  committedAt: z.number().optional(),
  /** The models were free for it. */
  modelsAt: z.number().optional(),
  heardAt: z.number().optional(),
  firstTokenAt: z.number().optional(),
  firstWordAt: z.number().optional(),
  firstSentenceAt: z.number().optional(),
  firstAudioAt: z.number().optional(),
  lastTokenAt: z.number().optional(),
  endAt: z.number(),
  /** Seconds of speech heard, and seconds of speech spoken. */
  utteranceSeconds: z.number(),
  spokenSeconds: z.number(),
  promptTokens: z.number().int(),
  /** Prompt tokens that were still in the KV cache from earlier turns and cost nothing. */
  cachedTokens: z.number().int(),
  answerTokens: z.number().int(),
})
export type TurnMetrics = z.infer<typeof turnMetrics>

const ms = z.number().min(0)

/**
 * What a window did for a turn: milliseconds since the last sample of the question, or since a typed one was there. What did not
 * happen is absent.
 */
export const windowTimes = z.object({
  /** Silence enough to begin an answer in secret, and silence enough to answer. */
  softEndMs: ms.optional(),
  commitMs: ms.optional(),
  /** The first piece of the answer's sound was handed to the loudspeaker; it could be heard. */
  firstQueuedMs: ms.optional(),
  firstAudibleMs: ms.optional(),
})
export type WindowTimes = z.infer<typeof windowTimes>

/** Milliseconds on the clock that all processes share. */
export type Clock = () => number
export const sharedClock: Clock = () => performance.timeOrigin + performance.now()

export interface TurnFigures {
  /** Milliseconds since the whole utterance was in the engine, as the stamps of the same names. */
  modelsMs?: number
  heardMs?: number
  firstTokenMs?: number
  firstWordMs?: number
  firstSentenceMs?: number
  firstAudioMs?: number
  lastTokenMs?: number
  endMs: number
  /** By how much the answer was begun before it was asked for. */
  savedMs?: number
  tokensPerSecond?: number
  /** Time from the end of the utterance to the last sample, over the seconds spoken: below 1 is faster than speech. */
  realTimeFactor?: number
}

/** The figures that people read, from the stamps. */
export function turnFigures(m: TurnMetrics): TurnFigures {
  const since = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : at - m.utteranceEndAt
  const decodeMs = (m.lastTokenAt ?? 0) - (m.firstTokenAt ?? 0)
  return {
    modelsMs: since(m.modelsAt),
    heardMs: since(m.heardAt),
    firstTokenMs: since(m.firstTokenAt),
    firstWordMs: since(m.firstWordAt),
    firstSentenceMs: since(m.firstSentenceAt),
    firstAudioMs: since(m.firstAudioAt),
    lastTokenMs: since(m.lastTokenAt),
    endMs: m.endAt - m.utteranceEndAt,
    savedMs: since(m.committedAt),
    tokensPerSecond: decodeMs > 0 ? ((m.answerTokens - 1) * 1000) / decodeMs : undefined,
    realTimeFactor: m.spokenSeconds > 0 ? (m.endAt - m.utteranceEndAt) / 1000 / m.spokenSeconds : undefined,
  }
}
