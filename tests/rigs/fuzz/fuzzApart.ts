import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { patienceMs } from '../../patience'
import type { FuzzNews, FuzzOrder } from './fuzzProcess'

/** What came of a row of inputs in a process of its own; what it ended by, where it did not come to their end. */
export interface FuzzOutcome {
  readonly tried: number
  readonly taken: number
  readonly slowestMs: number
  readonly grewMegabytes: number
  readonly offences: readonly string[]
}

/** Tries inputs in a process of its own: what crashes it or hangs is an offence, and told with about where it was. */
export function fuzzApart(order: FuzzOrder, tell: (done: number) => void): Promise<FuzzOutcome> {
  const child = fork(fileURLToPath(new URL('fuzzProcess.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    // What the product itself says of odd inputs is not what is looked for.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  return new Promise((resolve) => {
    let [done, said] = [0, '']
    let outcome: FuzzOutcome | undefined
    let hanging: NodeJS.Timeout | undefined
    const end = (offence: string): void => {
      const at = `behind input ${order.from + done}`
      outcome ??= {
        ...{ tried: done, taken: 0, slowestMs: 0, grewMegabytes: 0 },
        offences: [`${offence}, ${at}\n${said.slice(-2000)}`],
      }
      child.kill('SIGKILL')
    }
    const live = (): void => {
      clearTimeout(hanging)
      hanging = setTimeout(() => end('It hung'), 2 * patienceMs)
    }
    child.stderr!.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-10_000)))
    child.on('message', (message) => {
      const news = message as FuzzNews
      live()
      if ('done' in news) tell((done = news.done))
      else {
        const { report, grewMegabytes } = news
        const offences = report.offences.map(({ input, message: what }) => `input ${input}: ${what}`)
        outcome = { ...report, grewMegabytes, offences }
      }
    })
    child.on('exit', (code, signal) => {
      clearTimeout(hanging)
      end(`It ended with ${signal ?? code}`)
      resolve(outcome!)
    })
    live()
    child.send(order)
  })
}
