/** One measured figure. Times and rates are medians of interleaved runs, so that a busy machine harms both alike. */
export interface BenchResult {
  readonly name: string
  readonly unit: string
  readonly value: number
  /** The same by transformers.js on the same files in the same run. */
  readonly peer?: number
  /** How many times better than the peer. */
  readonly ratio?: number
  /** What to reach, in words. */
  readonly goal: string
  readonly ok: boolean
}

/** A figure beside the peer's, whose goal is to be better by `goalRatio`. Rates are better high, the others low. */
export function besidePeer(
  [name, unit]: readonly [name: string, unit: string],
  value: number,
  peer: number,
  goalRatio: number,
): BenchResult {
  const ratio = unit.endsWith('/s') ? value / peer : peer / value
  return { name, unit, value, peer, ratio, goal: `ratio >= ${goalRatio}`, ok: ratio >= goalRatio }
}

export type BenchSection = () => Promise<BenchResult[]>

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
