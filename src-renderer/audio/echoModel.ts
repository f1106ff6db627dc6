import { Fft, type Spectrum } from './fft'

/** How much of the path stays as it is from block to block: rooms change when people move. */
const keeping = 0.999
/** Share of the newest block in what is known of the sounds that are no echo. */
const newestShare = 0.5
/** Far below any microphone's noise. */
const leastPower = 1e-10

/**
 * Learns the way from what is played to what is heard, and says what of it is to be heard next: a Kalman filter for
 * each frequency, in blocks (Kuech, Mabande, Enzner: State-space architecture of the partitioned-block-based acoustic
 * echo controller, ICASSP 2014). Voices over the echo do it little harm: it learns the less, the more it cannot explain.
 */
export class EchoModel {
  readonly #block: number
  readonly #fft: Fft
  /** For each block of the path: what was played so long ago, the path itself, and the power of what it may be wrong by. */
  readonly #parts: { readonly played: Spectrum; readonly path: Spectrum; readonly doubt: Float64Array }[]
  /** Power of what is no echo. */
  readonly #others: Float64Array
  readonly #total: Float64Array
  readonly #line: Spectrum
  /** Beside a signal that is transformed alone: zero, but for rounding. */
  readonly #nothing: Spectrum
  readonly #echo: Float32Array
  /** Two signals of two blocks each, on their way to their spectra or back. */
  readonly #signals: readonly [Float64Array, Float64Array]

  /**
   * @param blockSamples a power of two
   * @param blocks the path's length, an even number
   */
  constructor(blockSamples: number, blocks: number) {
    const fft = new Fft(2 * blockSamples)
    const frequencies = blockSamples + 1
    this.#block = blockSamples
    this.#fft = fft
    this.#parts = Array.from({ length: blocks }, () => ({
      played: fft.spectrum(),
      path: fft.spectrum(),
      doubt: new Float64Array(frequencies),
    }))
    this.#others = new Float64Array(frequencies)
    this.#total = new Float64Array(frequencies)
    this.#line = fft.spectrum()
    this.#nothing = fft.spectrum()
    this.#echo = new Float32Array(blockSamples)
    this.#signals = [new Float64Array(fft.size), new Float64Array(fft.size)]
  }

  /** How many samples `echoOf` takes. */
  get playedSamples(): number {
    return (this.#parts.length + 1) * this.#block
  }

  /**
   * Takes nothing that it knows for certain any more.
   * @param gain about how much louder the echo is than what is played; with far too much of it learning takes long
   */
  doubt(gain: number): void {
    for (const [i, { doubt }] of this.#parts.entries()) doubt.fill((gain / (i + 1)) ** 2)
  }

  /** What the newest block of what was played, and those before it, sound like in the microphone. Valid until the next. */
  echoOf(played: Float32Array): Float32Array {
    const block = this.#block
    const parts = this.#parts
    const [a, b] = this.#signals
    const blocksBefore = (part: number): Float32Array =>
      played.subarray(played.length - (part + 2) * block, played.length - part * block)
    for (let i = 0; i < parts.length; i += 2) {
      a.set(blocksBefore(i))
      b.set(blocksBefore(i + 1))
      this.#fft.forward(a, b, parts[i].played, parts[i + 1].played)
    }
    const { real, imaginary } = this.#line
    real.fill(0)
    imaginary.fill(0)
    for (const { played: from, path } of parts)
      for (let k = 0; k < real.length; k++) {
        real[k] += from.real[k] * path.real[k] - from.imaginary[k] * path.imaginary[k]
        imaginary[k] += from.real[k] * path.imaginary[k] + from.imaginary[k] * path.real[k]
      }
    this.#fft.inverse(this.#line, this.#nothing, a, b)
    this.#echo.set(a.subarray(block))
    return this.#echo
  }

  /** Energy by which the last `echoOf` may be wrong. */
  get uncertainty(): number {
    const last = this.#block
    let energy = 0
    for (const { played, doubt } of this.#parts) {
      // All frequencies but the first and the last stand for two of the whole spectrum.
      for (let k = 0; k <= last; k++) energy += 2 * doubt[k] * powerAt(played, k)
      energy -= doubt[0] * powerAt(played, 0) + doubt[last] * powerAt(played, last)
    }
    return (0.5 * energy) / (2 * this.#block)
  }

  /** What was heard in the block of the last `echoOf`. */
  learn(heard: Float32Array): void {
    const [a, b] = this.#signals
    a.fill(0)
    b.fill(0)
    for (let i = 0; i < this.#block; i++) a[this.#block + i] = heard[i] - this.#echo[i]
    const error = this.#line
    this.#fft.forward(a, b, error, this.#nothing)
    const total = this.#total
    for (let k = 0; k < total.length; k++) {
      this.#others[k] += newestShare * (powerAt(error, k) - this.#others[k])
      total[k] = leastPower + this.#others[k]
      // Of two blocks that were played, one is in the error.
      for (const { played, doubt } of this.#parts) total[k] += 0.5 * doubt[k] * powerAt(played, k)
    }
    for (const { played, path, doubt } of this.#parts)
      for (let k = 0; k < total.length; k++) {
        const gain = doubt[k] / total[k]
        doubt[k] =
          keeping * (1 - 0.5 * gain * powerAt(played, k)) * doubt[k] + (1 - keeping) * powerAt(path, k)
        // The error times the conjugate of what was played.
        path.real[k] += gain * (played.real[k] * error.real[k] + played.imaginary[k] * error.imaginary[k])
        path.imaginary[k] +=
          gain * (played.real[k] * error.imaginary[k] - played.imaginary[k] * error.real[k])
      }
    for (let i = 0; i < this.#parts.length; i += 2)
      this.#keepWithinBlock(this.#parts[i].path, this.#parts[i + 1].path)
  }

  /** Each part of the path is one block long: what lies behind that is the transform's own going round. */
  #keepWithinBlock(path: Spectrum, next: Spectrum): void {
    const [a, b] = this.#signals
    this.#fft.inverse(path, next, a, b)
    a.fill(0, this.#block)
    b.fill(0, this.#block)
    this.#fft.forward(a, b, path, next)
  }
}

function powerAt({ real, imaginary }: Spectrum, k: number): number {
  return real[k] * real[k] + imaginary[k] * imaginary[k]
}
