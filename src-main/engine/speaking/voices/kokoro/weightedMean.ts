/**
 * The weighted mean of arrays of one length.
 * @param weights one for each; only their proportions count
 */
export function weightedMean(arrays: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return arrays[0].map((_, i) => weights.reduce((sum, weight, j) => sum + (weight / total) * arrays[j][i], 0))
}
