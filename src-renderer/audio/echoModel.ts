import { Fft } from './fft'

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
  readonly #line: Spectrum
  readonly #echo: Float32Array

  /**
   * @param blockSamples a power of two
   * @param blocks the path's length
   */
  constructor(blockSamples: number, blocks: number) {
    const size = 2 * blockSamples
    this.#block = blockSamples
    this.#fft = new Fft(size)
    this.#parts = Array.from({ length: blocks }, () => ({
      played: spectrum(size),
      path: spectrum(size),
      doubt: new Float64Array(size),
    }))
    this.#others = new Float64Array(size)
    this.#line = spectrum(size)
    this.#echo = new Float32Array(blockSamples)
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
    const line = this.#line
    line.real.fill(0)
    line.imaginary.fill(0)
    for (const [i, part] of this.#parts.entries()) {
      const { real, imaginary } = part.played
      real.set(played.subarray(played.length - (i + 2) * block, played.length - i * block))
      imaginary.fill(0)
      this.#fft.forward(real, imaginary)
      for (let k = 0; k < 2 * block; k++) {
        line.real[k] += real[k] * part.path.real[k] - imaginary[k] * part.path.imaginary[k]
        line.imaginary[k] += real[k] * part.path.imaginary[k] + imaginary[k] * part.path.real[k]
      }
    }
    this.#fft.inverse(line.real, line.imaginary)
    this.#echo.set(line.real.subarray(block))
    return this.#echo
  }

  /** Energy by which the last `echoOf` may be wrong. */
  get uncertainty(): number {
    let energy = 0
    for (const { played, doubt } of this.#parts)
      for (let k = 0; k < doubt.length; k++)
        energy += doubt[k] * (played.real[k] ** 2 + played.imaginary[k] ** 2)
    return (0.5 * energy) / (2 * this.#block)
  }

  /** What was heard in the block of the last `echoOf`. */
  learn(heard: Float32Array): void {
    const error = this.#line
    error.real.fill(0)
    error.imaginary.fill(0)
    for (let i = 0; i < this.#block; i++) error.real[this.#block + i] = heard[i] - this.#echo[i]
    this.#fft.forward(error.real, error.imaginary)
    const total = new Float64Array(error.real.length)
    for (let k = 0; k < total.length; k++) {
      const power = error.real[k] ** 2 + error.imaginary[k] ** 2
      this.#others[k] += newestShare * (power - this.#others[k])
      total[k] = leastPower + this.#others[k]
      // Of two blocks that were played, one is in the error.
      for (const { played, doubt } of this.#parts)
        total[k] += 0.5 * doubt[k] * (played.real[k] ** 2 + played.imaginary[k] ** 2)
    }
    for (const { played, path, doubt } of this.#parts) {
      for (let k = 0; k < total.length; k++) {
        const gain = doubt[k] / total[k]
        const power = played.real[k] ** 2 + played.imaginary[k] ** 2
        doubt[k] =
          keeping * (1 - 0.5 * gain * power) * doubt[k] +
          (1 - keeping) * (path.real[k] ** 2 + path.imaginary[k] ** 2)
        // The error times the conjugate of what was played.
        path.real[k] += gain * (played.real[k] * error.real[k] + played.imaginary[k] * error.imaginary[k])
        path.imaginary[k] +=
          gain * (played.real[k] * error.imaginary[k] - played.imaginary[k] * error.real[k])
      }
      this.#keepWithinBlock(path)
    }
  }

  /** Each part of the path is one block long: what lies behind that is the transform's own going round. */
  #keepWithinBlock({ real, imaginary }: Spectrum): void {
    this.#fft.inverse(real, imaginary)
    real.fill(0, this.#block)
    imaginary.fill(0)
    this.#fft.forward(real, imaginary)
  }
}

interface Spectrum {
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

function spectrum(size: number): Spectrum {
  return { real: new Float64Array(size), imaginary: new Float64Array(size) }
}
