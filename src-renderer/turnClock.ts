import type { TurnMetrics, WindowTimes } from '@contract'
import type { KnownStages } from './eachTimedTurn'
import type { TurnStages } from './state'

/** One turn on one clock: milliseconds since the last sample of the question. What did not happen is absent. */
export interface TurnClock extends WindowTimes {
  readonly firstTokenMs?: number
  readonly firstWordMs?: number
  /** The engine had the first piece of sound. */
  readonly firstChunkMs?: number
  /** Answers that were begun in pauses and were none, for the speaker went on. */
  readonly wastedAttempts: number
  /** By how much the attempt that was right brought the answer forward; absent: there was none. */
  readonly savedMs?: number
}

/** Undefined: the engine is not done with the turn yet. */
export function turnClock(stages: TurnStages | undefined): TurnClock | undefined {
  const engine = stages?.engine
  if (!stages || !engine) return undefined
  const since = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : at - startOf(stages, engine)
  const isHit = engine.committedAt !== undefined
  return {
    ...windowTimesOf({ ...stages, engine }),
    firstTokenMs: since(engine.firstTokenAt),
    firstWordMs: since(engine.firstWordAt),
    firstChunkMs: since(engine.firstAudioAt),
    wastedAttempts: (stages.attempts ?? 0) - (isHit ? 1 : 0),
    savedMs: savedMs(stages),
  }
}

/** What the window did for a turn. */
export function windowTimesOf(stages: KnownStages): WindowTimes {
  const { pausedAt, committedAt, firstQueuedAt, firstAudibleAt, engine } = stages
  const times = {
    softEndMs: pausedAt,
    commitMs: committedAt,
    firstQueuedMs: firstQueuedAt,
    firstAudibleMs: firstAudibleAt,
  }
  // The clocks of two processes may differ by a little.
  const since = (at: number): number => Math.max(0, at - startOf(stages, engine))
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, at]) => (at === undefined ? [] : [[name, since(at)]])),
  )
}

/** The last sample of the question; of a typed one, when it was in the engine. */
function startOf({ speechEndAt }: TurnStages, { utteranceEndAt }: TurnMetrics): number {
  return speechEndAt ?? utteranceEndAt
}

/** What was done before the commit would have been done after it. */
function savedMs({ engine }: TurnStages): number | undefined {
  if (engine?.committedAt === undefined) return undefined
  const ready = engine.firstAudioAt ?? engine.firstWordAt ?? Infinity
  return Math.max(0, Math.min(ready, engine.committedAt) - engine.utteranceEndAt)
}
