/** A process that tries a row of inputs of one kind, and says now and then how far it is. */
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { tryInputs, type FuzzReport } from './fuzzPart'
import { fuzzParts } from './fuzzParts'

/** What it is sent. */
export interface FuzzOrder {
  readonly part: string
  readonly seed: number
  readonly from: number
  readonly count: number
}
/** What it says: how many are done, and at the end what came of all. */
export type FuzzNews =
  | { readonly done: number }
  | {
      readonly report: FuzzReport
      /** What was added to the heap behind the first half, in MB: all that was needed at first is there by then. */
      readonly grewMegabytes: number
    }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

async function heapMegabytes(): Promise<number> {
  // What lies outside the heap is given back some time behind a collection.
  for (let i = 0; i < 3; i++) {
    collect()
    await sleep(100)
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

process.once('message', (order) => void fuzz(order as FuzzOrder))

async function fuzz({ part, seed, from, count }: FuzzOrder): Promise<void> {
  const say = (news: FuzzNews): boolean => process.send!(news)
  const target = await fuzzParts[part].open(seed)
  const half = Math.ceil(count / 2)
  const first = await tryInputs(target, from, half, (done) => say({ done }))
  const before = await heapMegabytes()
  const second = await tryInputs(target, from + half, count - half, (done) => say({ done: half + done }))
  const grewMegabytes = (await heapMegabytes()) - before
  await target.close()
  const report: FuzzReport = {
    tried: first.tried + second.tried,
    taken: first.taken + second.taken,
    slowestMs: Math.max(first.slowestMs, second.slowestMs),
    offences: [...first.offences, ...second.offences],
  }
  process.send!({ report, grewMegabytes } satisfies FuzzNews, () => process.exit())
}
