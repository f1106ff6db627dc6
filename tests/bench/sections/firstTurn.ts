import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median, type BenchResult, type BenchSection } from '../result'

const engines = 5
/** Of the first turn's time over the last ones': what was not warmed up is in it. */
const goalRatio = 1.2
const script = fileURLToPath(new URL('../firstTurnProcess.ts', import.meta.url))

/** How much later the first answer of a fresh engine begins to sound than its last ones: medians of several engines. */
export const benchFirstTurn: BenchSection = async () => {
  const first: number[] = []
  const last: number[] = []
  for (let engine = 0; engine < engines; engine++) {
    const soundedMs = await askFresh()
    first.push(soundedMs[0])
    last.push(median(soundedMs.slice(-3)))
  }
  const ratio = median(first) / median(last)
  return [
    told('first-turn-sounds', median(first)),
    told('tenth-turn-sounds', median(last)),
    {
      name: 'first-turn',
      unit: 'x the tenth',
      value: ratio,
      goal: `<= ${goalRatio}`,
      ok: ratio <= goalRatio,
    },
  ]
}

function told(name: string, value: number): BenchResult {
  return { name, unit: 'ms', value, goal: 'told: after the last sample of the question', ok: true }
}

async function askFresh(): Promise<number[]> {
  const child = fork(script, { execArgv: ['--import', 'tsx'] })
  const [soundedMs] = (await Promise.race([once(child, 'message'), failed(child)])) as [number[]]
  return soundedMs
}

async function failed(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`The engine that was to be asked ended with ${code}.`)
}
