import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openBenchStore, twoWords, writeTurn } from '../benchStore'
import { median, type BenchResult, type BenchSection } from '../result'

const times = 40
const goals = { readMs: 50, writeMs: 2, grownMiB: 30 }

/** A store of 100,000 exchanges in 2,000 conversations: what a window asks of it, and what a turn writes into it. */
export const benchStore: BenchSection = () => {
  const root = mkdtempSync(path.join(tmpdir(), 'parley-bench-store-'))
  try {
    const fill = path.join(import.meta.dirname, '../fillStoreProcess.ts')
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', fill, root], { stdio: 'inherit' })
    if (status !== 0) throw new Error('The store could not be filled.')
    return Promise.resolve(measure(root))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function measure(root: string): BenchResult[] {
  const before = residentMiB()
  const store = openBenchStore(root)
  const listMs = medianMs(() => store.conversations())
  const all = store.conversations(200)
  const openMs = medianMs((i) => store.exchanges(all[(i * 37) % all.length].id))
  const everywhereMs = medianMs(() => store.search('the'))
  const searchMs = medianMs((i) => store.search(twoWords(i)))
  const rareMs = medianMs((i) => store.search(`number ${i * 991}`))
  const namesMs = medianMs((i) => store.conversations(50, undefined, `number ${i * 49}`))
  const [{ id }] = all
  const writeMs = medianMs((i) => writeTurn(store, id, i))
  const grown = residentMiB() - before
  store.close()
  return [
    below('store-list', 'ms', listMs, goals.readMs),
    below('store-open', 'ms', openMs, goals.readMs),
    below('store-search-everywhere', 'ms', everywhereMs, goals.readMs),
    below('store-search-common', 'ms', searchMs, goals.readMs),
    below('store-search-rare', 'ms', rareMs, goals.readMs),
    below('store-search-names', 'ms', namesMs, goals.readMs),
    below('store-turn-writes', 'ms', writeMs, goals.writeMs),
    below('store-memory-grown', 'MiB', grown, goals.grownMiB),
  ]
}

function medianMs(work: (time: number) => unknown): number {
  const tookMs = Array.from({ length: times }, (_, i) => {
    const start = performance.now()
    work(i)
    return performance.now() - start
  })
  return median(tookMs)
}

function residentMiB(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss / 2 ** 20
}

function below(name: string, unit: string, value: number, goal: number): BenchResult {
  return { name, unit, value, goal: `<= ${goal} ${unit}`, ok: value <= goal }
}
