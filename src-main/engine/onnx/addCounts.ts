import { deviceKinds } from '@contract'
import type { OperatorCounts } from './countOperators'

/** What several graphs of a model computed together; undefined where none was counted. */
export function addCounts(counts: readonly (OperatorCounts | undefined)[]): OperatorCounts | undefined {
  const known = counts.filter((each) => each !== undefined)
  if (known.length === 0) return undefined
  const sums = deviceKinds.map(
    (kind) => [kind, known.reduce((sum, each) => sum + (each[kind] ?? 0), 0)] as const,
  )
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0))
}
