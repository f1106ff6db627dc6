import { turnFigures as figuresOf } from '@contract'
import type { ShownExchange, TurnStages } from '../../state'
import { stageReport, type StageSpan } from '../foot/stageSpans'

/** What one turn took. */
export interface TurnFigures {
  readonly key: string
  readonly spans: readonly StageSpan[]
  readonly totalMs: number
  readonly tokensPerSecond: number | undefined
}

/** More are no picture any more. */
const shownTurns = 40

/**
 * The newest turns of a conversation that were answered, oldest first. Of one that this window did not ask, nobody knows when it was
 * heard: it is counted to the first sound made, unless it was over before anything was heard of it.
 */
export function turnFigures(exchanges: readonly ShownExchange[]): readonly TurnFigures[] {
  return exchanges
    .flatMap((exchange) => {
      const stages = knownStages(exchange)
      const report = stageReport({ stages, outcome: exchange.outcome })
      if (!stages?.engine || !report) return []
      const { tokensPerSecond } = figuresOf(stages.engine)
      return [{ key: exchange.key, spans: report.spans, totalMs: report.totalMs, tokensPerSecond }]
    })
    .slice(-shownTurns)
}

function knownStages({ stages, metrics, outcome, heardEnd }: ShownExchange): TurnStages | undefined {
  if (stages?.engine || !metrics) return stages
  const hasSounded = outcome === 'done' || heardEnd > 0
  return { engine: metrics, ...(hasSounded && { firstAudibleAt: metrics.firstAudioAt }) }
}

/** The middle of some figures; undefined: there are none. */
export function median(figures: readonly number[]): number | undefined {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]
    : sorted.length === 0
      ? undefined
      : (sorted[middle - 1] + sorted[middle]) / 2
}
