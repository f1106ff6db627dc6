import type { App } from './app'
import type { ShownExchange } from './state'
import { turnClock } from './turnClock'

/** Turns in memory; older ones are of no use to anybody. */
const mostTurns = 500

/**
 * Writes the times of every turn into the browser's own timeline, where its tools show them: a measure `parley turn`
 * from the last sample of the question to the first sound of the answer, with all moments in its detail.
 */
export function noteTurns({ store }: Pick<App, 'store'>): void {
  const noted = new Set<number>()
  store.subscribe(({ exchanges }) => {
    for (const exchange of exchanges) {
      const { turn } = exchange
      if (turn === undefined || noted.has(turn) || !isComplete(exchange)) continue
      noted.add(turn)
      if (noted.size % mostTurns === 0) performance.clearMeasures(name)
      note(turn, exchange)
    }
  })
}

const name = 'parley turn'

/** All moments are known: the engine is done, and the answer has sounded or never will. */
function isComplete({ stages, outcome }: ShownExchange): boolean {
  if (!stages?.engine) return false
  return stages.firstAudibleAt !== undefined || stages.engine.firstAudioAt === undefined || outcome !== 'done'
}

function note(turn: number, { stages }: ShownExchange): void {
  if (!stages?.engine) return
  const { engine, speechEndAt = engine.utteranceEndAt, firstAudibleAt = engine.endAt } = stages
  performance.measure(name, {
    start: Math.max(0, speechEndAt - performance.timeOrigin),
    end: Math.max(0, firstAudibleAt - performance.timeOrigin),
    detail: { turn, ...turnClock(stages) },
  })
}
