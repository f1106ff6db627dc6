import type { ShownExchange } from '../../state'
import { turnClock } from '../../turnClock'

export type StageName = 'wait' | 'listen' | 'think' | 'speak'

export interface StageSpan {
  readonly name: StageName
  readonly ms: number
}

export interface StageReport {
  readonly spans: readonly StageSpan[]
  /** From the last sample of the question to the first sound of the answer, or to its first word when it was not spoken. */
  readonly totalMs: number
  readonly heard: boolean
  /** From the last sample of the question to when an answer was begun in secret, and what that saved. */
  readonly softEndMs: number | undefined
  readonly savedMs: number | undefined
}

/**
 * Divides the time between question and answer into what it was spent on: waiting for the end of the speech, listening
 * (the audio becomes features), thinking (until the first sentence is written), speaking (until that can be heard).
 * What was done while there was waiting took no time of its own. Stages that did not happen are left out, and the spans
 * always add up to the total. Undefined: no answer began, or its stages are not known. What was stopped or failed before it
 * sounded did not begin: only an answer that is done can have been a written one.
 */
export function stageReport({
  stages,
  outcome,
}: Pick<ShownExchange, 'stages' | 'outcome'>): StageReport | undefined {
  const engine = stages?.engine
  if (!stages || !engine) return undefined
  const heard = stages.firstAudibleAt !== undefined
  const written = engine.firstSentenceAt ?? engine.firstWordAt
  const beganAt = stages.firstAudibleAt ?? (outcome === 'done' ? written : undefined)
  // Of an engine that was lost while it answered, all stamps are of when that was seen.
  if (beganAt === undefined || beganAt < engine.utteranceEndAt) return undefined
  const waitEndAt = Math.max(engine.utteranceEndAt, stages.committedAt ?? 0)
  const ends: [StageName, number | undefined][] = [
    ['wait', stages.speechEndAt === undefined ? undefined : waitEndAt],
    ['listen', engine.utteranceSeconds > 0 ? engine.heardAt : undefined],
    ['think', heard ? written : (engine.firstWordAt ?? written)],
    ['speak', stages.firstAudibleAt],
  ]
  const start = stages.speechEndAt ?? engine.utteranceEndAt
  const spans: StageSpan[] = []
  let at = start
  for (const [name, end] of ends) {
    if (end === undefined) continue
    const ms = Math.max(0, end - at)
    spans.push({ name, ms })
    at += ms
  }
  if (at <= start) return undefined
  const { softEndMs, savedMs } = turnClock(stages) ?? {}
  return { spans, totalMs: at - start, heard, softEndMs, savedMs }
}
