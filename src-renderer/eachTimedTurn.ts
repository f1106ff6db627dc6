import type { TurnMetrics } from '@contract'
import type { App } from './app'
import type { ShownExchange, TurnStages } from './state'

/** Stages of which all are known. */
export type KnownStages = TurnStages & { readonly engine: TurnMetrics }

/** Tells of each turn once, when all of its moments are known. */
export function eachTimedTurn(
  store: Pick<App['store'], 'subscribe'>,
  timed: (turn: number, stages: KnownStages) => void,
): void {
  const known = new Set<number>()
  store.subscribe(({ exchanges }, before) => {
    if (exchanges === before.exchanges) return
    for (const { turn, stages, outcome } of exchanges) {
      if (turn === undefined || known.has(turn) || !isKnown(stages, outcome)) continue
      known.add(turn)
      timed(turn, stages)
    }
  })
}

/** The engine is done, and the answer has sounded or never will. */
function isKnown(stages: TurnStages | undefined, outcome: ShownExchange['outcome']): stages is KnownStages {
  if (!stages?.engine) return false
  return stages.firstAudibleAt !== undefined || stages.engine.firstAudioAt === undefined || outcome !== 'done'
}
