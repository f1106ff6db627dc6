import { Fft } from './fft'

/** With more lags to look at, two Fourier transforms cost less than a product for each. */
const fewLags = 100
const transforms = new Map<number, Fft>()

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
 * @param leastLag where to look
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
  const last = Math.min(longestLag, mostLag)
  const products = last - first < fewLags ? undefined : correlate(heard, played)
  for (let lag = first; lag <= last; lag++) {
    const from = longestLag - lag
    if (lag > first) playedEnergy += played[from] ** 2 - played[from + heard.length] ** 2
    // Where nearly nothing was played, rounding alone would correlate.
    if (playedEnergy <= 1e-6 * total) continue
    const product = products ? products[from] : productAt(heard, played, from)
    const share = (product * product) / (heardEnergy * playedEnergy)
    if (share > best.share) best = { share: Math.min(1, share), lag }
  }
  return best
}

function productAt(heard: Float32Array, played: Float32Array, from: number): number {
  let product = 0
  for (let i = 0; i < heard.length; i++) product += heard[i] * played[from + i]
  return product
}

/** The products at every place of `played` at once: one transform of both sounds, and one back. */
function correlate(heard: Float32Array, played: Float32Array): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(played.length))
  const fft = transforms.get(size) ?? new Fft(size)
  transforms.set(size, fft)
  const products = new Float64Array(size)
  const nothing = new Float64Array(size)
  products.set(heard)
  nothing.set(played)
  const a = fft.spectrum()
  const b = fft.spectrum()
  fft.forward(products, nothing, a, b)
  for (let k = 0; k < a.real.length; k++) {
    const real = a.real[k] * b.real[k] + a.imaginary[k] * b.imaginary[k]
    a.imaginary[k] = a.real[k] * b.imaginary[k] - a.imaginary[k] * b.real[k]
    a.real[k] = real
  }
  fft.inverse(a, fft.spectrum(), products, nothing)
  return products
}

function energy(samples: Float32Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += samples[i] ** 2
  return sum
}
