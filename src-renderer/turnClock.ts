import type { TurnStages } from './state'

/** One turn on one clock: milliseconds since the last sample of the question. What did not happen is absent. */
export interface TurnClock {
  /** Silence enough to begin an answer in secret, and silence enough to answer. */
  readonly softEndMs?: number
  readonly commitMs?: number
  readonly firstTokenMs?: number
  readonly firstWordMs?: number
  /** The engine had the first piece of sound; it was handed to the loudspeaker; it could be heard. */
  readonly firstChunkMs?: number
  readonly firstQueuedMs?: number
  readonly firstAudibleMs?: number
  /** Answers that were begun in pauses and were none, for the speaker went on. */
  readonly wastedAttempts: number
  /** By how much the attempt that was right brought the answer forward; absent: there was none. */
  readonly savedMs?: number
}

/** Undefined: the engine is not done with the turn yet. */
export function turnClock(stages: TurnStages | undefined): TurnClock | undefined {
  const engine = stages?.engine
  if (!stages || !engine) return undefined
  const { pausedAt, committedAt, firstQueuedAt, firstAudibleAt, attempts = 0 } = stages
  const start = stages.speechEndAt ?? engine.utteranceEndAt
  const since = (at: number | undefined): number | undefined => (at === undefined ? undefined : at - start)
  const isHit = engine.committedAt !== undefined
  return {
    softEndMs: since(pausedAt),
    commitMs: since(committedAt),
    firstTokenMs: since(engine.firstTokenAt),
    firstWordMs: since(engine.firstWordAt),
    firstChunkMs: since(engine.firstAudioAt),
    firstQueuedMs: since(firstQueuedAt),
    firstAudibleMs: since(firstAudibleAt),
    wastedAttempts: attempts - (isHit ? 1 : 0),
    savedMs: savedMs(stages),
  }
}

/** What was done before the commit would have been done after it. */
function savedMs({ engine }: TurnStages): number | undefined {
  if (engine?.committedAt === undefined) return undefined
  const ready = engine.firstAudioAt ?? engine.firstWordAt ?? Infinity
  return Math.max(0, Math.min(ready, engine.committedAt) - engine.utteranceEndAt)
}
