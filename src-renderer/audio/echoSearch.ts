import { Fft, type Spectrum } from './fft'

/** With more lags to look at, two Fourier transforms cost less than a product for each. */
const fewLags = 100
const transforms = new Map<number, Transform>()

/** One of a size, with the memory that it works in. */
interface Transform {
  readonly fft: Fft
  readonly products: Float64Array
  readonly beside: Float64Array
  readonly ofHeard: Spectrum
  readonly ofPlayed: Spectrum
}

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

/** The products at every place of `played` at once: one transform of both sounds, and one back. Valid until the next. */
function correlate(heard: Float32Array, played: Float32Array): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(played.length))
  const transform = transforms.get(size) ?? transformOf(size)
  transforms.set(size, transform)
  const { fft, products, beside, ofHeard: a, ofPlayed: b } = transform
  products.fill(0).set(heard)
  beside.fill(0).set(played)
  fft.forward(products, beside, a, b)
  for (let k = 0; k < a.real.length; k++) {
    const real = a.real[k] * b.real[k] + a.imaginary[k] * b.imaginary[k]
    a.imaginary[k] = a.real[k] * b.imaginary[k] - a.imaginary[k] * b.real[k]
    a.real[k] = real
  }
  b.real.fill(0)
  b.imaginary.fill(0)
  fft.inverse(a, b, products, beside)
  return products
}

function transformOf(size: number): Transform {
  const fft = new Fft(size)
  return {
    fft,
    products: new Float64Array(size),
    beside: new Float64Array(size),
    ofHeard: fft.spectrum(),
    ofPlayed: fft.spectrum(),
  }
}

function energy(samples: Float32Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += samples[i] ** 2
  return sum
}
