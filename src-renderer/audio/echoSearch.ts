/** How much of what a microphone hears is a delayed copy of what is played. */
export interface FoundEcho {
  /** Share of the microphone's energy that the copy explains, 0..1: the squared normalised cross-correlation. */
  readonly share: number
  /** By how many samples it is late. */
  readonly lag: number
}

/**
 * Looks for what is played in what is heard.
 * @param heard the newest samples of the microphone
 * @param played what was played until the same time, and longer ago by as many samples as an echo may be late
 * @param leastLag where to look; the search costs a product of every sample for each lag
 */
export function findEcho(
  heard: Float32Array,
  played: Float32Array,
  leastLag = 0,
  mostLag = Infinity,
): FoundEcho {
  const longestLag = played.length - heard.length
  const heardEnergy = energy(heard, 0, heard.length)
  let best: FoundEcho = { share: 0, lag: 0 }
  const first = Math.max(0, leastLag)
  if (heardEnergy === 0 || first > longestLag) return best
  let playedEnergy = energy(played, longestLag - first, heard.length)
  const total = energy(played, 0, played.length)
  for (let lag = first; lag <= Math.min(longestLag, mostLag); lag++) {
    const from = longestLag - lag
    if (lag > first) playedEnergy += played[from] ** 2 - played[from + heard.length] ** 2
    // Where nearly nothing was played, rounding alone would correlate.
    if (playedEnergy <= 1e-6 * total) continue
    let product = 0
    for (let i = 0; i < heard.length; i++) product += heard[i] * played[from + i]
    const share = (product * product) / (heardEnergy * playedEnergy)
    if (share > best.share) best = { share: Math.min(1, share), lag }
  }
  return best
}

function energy(samples: Float32Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += samples[i] ** 2
  return sum
}
