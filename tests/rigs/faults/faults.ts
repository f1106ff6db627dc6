import { writeFileSync } from 'node:fs'
import { runOptions } from '../../../src-main/cli/runOptions'
import useNobodysOwn from '../../nobodysOwn'
import { figure, median, printFigures, quantile, type Figure } from '../conversation/figure'
import { builtScript } from '../builtScript'
import { faultKinds } from './faultKinds'
import { FaultRuns, type FaultRun } from './faultRuns'
import { FaultyWorld } from './faultyWorld'

const usage = `npm run faults -- [--runs COUNT] [--minutes M] [--seed N] [--only KIND,KIND] [--json FILE]

Lets things go wrong at random moments of conversations, in a window over a real line to a real host and its engine's process: each
is told, nothing that was said is lost, nothing is stuck, and the next question is answered.

  --runs COUNT   so many faults, of all kinds in turn (default: 500)
  --minutes M    no other fault after so long (default: until all were made)
  --seed N       other moments (default: 1)
  --only KINDS   of: ${Object.keys(faultKinds).join(', ')}
  --json FILE    write the figures into this file, too
`

const options = {
  runs: { type: 'string', default: '500' },
  minutes: { type: 'string', default: 'Infinity' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string' },
  json: { type: 'string' },
} as const

const progressEvery = 50
/** From the end of a fault to the whole next answer. */
const nextMostMs = 3000

await runOptions('faults', usage, options, async ({ runs, minutes, seed, only, json }) => {
  const leave = useNobodysOwn()
  try {
    const world = await FaultyWorld.open(await builtScript('tests/rigs/faults/faultyEngine.ts'))
    const all: FaultRun[] = []
    try {
      const faults = new FaultRuns(world, Number(seed), only?.split(','))
      const until = performance.now() + 60_000 * Number(minutes)
      while (all.length < Number(runs) && performance.now() < until) {
        const run = await faults.next()
        all.push(run)
        if (run.wrong !== undefined)
          console.log(`run ${all.length}, ${run.kind} while ${run.moment}: ${run.wrong}`)
        if (all.length % progressEvery === 0) console.log(`${all.length} of ${runs}`)
      }
    } finally {
      await world.close()
    }
    const figures = figuresOf(all)
    printFigures(figures)
    if (json !== undefined) writeFileSync(json, JSON.stringify(figures, undefined, 2))
    return figures.every(({ ok }) => ok) ? 0 : 1
  } finally {
    leave()
  }
})

function figuresOf(runs: readonly FaultRun[]): Figure[] {
  for (const kind of Object.keys(faultKinds)) {
    const own = runs.filter((run) => run.kind === kind)
    const told = own.flatMap(({ toldMs }) => toldMs ?? [])
    const next = own.flatMap(({ nextMs }) => (Number.isNaN(nextMs) ? [] : nextMs))
    const shown = (values: number[]): string =>
      values.length === 0 ? '-' : `${Math.round(median(values))} ms (${Math.round(Math.max(...values))})`
    console.log(
      `${kind.padEnd(20)} ${String(own.length).padStart(4)}  told ${shown(told).padEnd(18)} next answer ${shown(next)}`,
    )
  }
  const next = runs.flatMap(({ nextMs }) => (Number.isNaN(nextMs) ? [] : nextMs))
  const wrong = runs.filter((run) => run.wrong !== undefined)
  return [
    figure('runs in which something was lost, stuck or not told', wrong.length, 0, runs.length),
    figure('next answer, 95 of 100, ms', quantile(next, 0.95), nextMostMs, next.length),
    figure('next answer, slowest, ms', Math.max(...next), nextMostMs, next.length),
  ]
}
