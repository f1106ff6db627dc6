import type { App } from './app'
import { eachTimedTurn, type KnownStages } from './eachTimedTurn'
import { turnClock } from './turnClock'

/** Turns in memory; older ones are of no use to anybody. */
const mostTurns = 100

/**
 * Writes the times of every turn into the browser's own timeline, where its tools show them: a measure `parley turn`
 * from the last sample of the question to the first sound of the answer, with all moments in its detail.
 */
export function noteTurns({ store }: Pick<App, 'store'>): void {
  let noted = 0
  eachTimedTurn(store, (turn, stages) => {
    if (++noted % mostTurns === 0) performance.clearMeasures(name)
    note(turn, stages)
  })
}

const name = 'parley turn'

function note(turn: number, stages: KnownStages): void {
  const { engine, speechEndAt = engine.utteranceEndAt, firstAudibleAt = engine.endAt } = stages
  performance.measure(name, {
    start: Math.max(0, speechEndAt - performance.timeOrigin),
    end: Math.max(0, firstAudibleAt - performance.timeOrigin),
    detail: { turn, ...turnClock(stages) },
  })
}
