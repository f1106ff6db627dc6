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
  // By what the engine measured: that goes when its exchange does.
  const told = new WeakSet<TurnMetrics>()
  store.subscribe(({ exchanges }, before) => {
    if (exchanges === before.exchanges) return
    for (const { turn, stages, outcome } of exchanges) {
      if (turn === undefined || !isKnown(stages, outcome) || told.has(stages.engine)) continue
      told.add(stages.engine)
      timed(turn, stages)
    }
  })
}

/** The engine is done, and the answer has sounded or never will. */
function isKnown(stages: TurnStages | undefined, outcome: ShownExchange['outcome']): stages is KnownStages {
  if (!stages?.engine) return false
  return stages.firstAudibleAt !== undefined || stages.engine.firstAudioAt === undefined || outcome !== 'done'
}
