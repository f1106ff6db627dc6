/** From the cutoff to the lower Nyquist frequency, as a share of that, times the zero crossings: the stop band begins at Nyquist. */
const transition = 2.56
/** Kaiser window for about 85 dB of stop band. */
const kaiserBeta = 8.5

/**
 * Changes the sample rate of an endless stream: a polyphase windowed sinc, one set of taps for each exact phase of the
 * ratio, so that positions never drift. Output n stands at input position `n * inputsPerOutput`; the first outputs come
 * when the inputs behind them are known. Allocates nothing after construction.
 */
export class Resampler {
  /** Input samples from one output to the next. */
  readonly inputsPerOutput: number
  /** Input samples needed behind the position of an output. */
  readonly lookahead: number
  readonly #phases: number
  readonly #step: number
  readonly #taps: number
  readonly #coefficients: Float64Array
  /** The newest inputs, written twice so that the last `#taps` of them always lie in one piece. */
  readonly #history: Float64Array
  #write = 0
  #received = 0
  #base = 0
  #phase = 0

  /** @param zeroCrossings of the sinc on each side, counted at the lower of the two rates: 32 keep 92 % of the band, 16 84 % */
  constructor(inputRateHz: number, outputRateHz: number, zeroCrossings = 32) {
    const divisor = greatestCommonDivisor(inputRateHz, outputRateHz)
    this.#phases = outputRateHz / divisor
    this.#step = inputRateHz / divisor
    this.inputsPerOutput = inputRateHz / outputRateHz
    const isSame = inputRateHz === outputRateHz
    const cutoff = (1 - transition / zeroCrossings) * Math.min(1, outputRateHz / inputRateHz)
    this.lookahead = isSame ? 1 : Math.ceil(zeroCrossings * Math.max(1, this.inputsPerOutput))
    this.#taps = 2 * this.lookahead
    this.#coefficients = isSame ? Float64Array.of(1, 0) : polyphase(this.#phases, this.lookahead, cutoff)
    this.#history = new Float64Array(2 * this.#taps)
  }

  /** Begins a new stream. */
  reset(): void {
    this.#history.fill(0)
    this.#write = 0
    this.#received = 0
    this.#base = 0
    this.#phase = 0
  }

  /** How many more inputs make this many more outputs. */
  inputsFor(outputs: number): number {
    if (outputs === 0) return 0
    const lastBase = this.#base + Math.floor((this.#phase + (outputs - 1) * this.#step) / this.#phases)
    return Math.max(0, lastBase + this.lookahead + 1 - this.#received)
  }

  /**
   * Takes the first `count` inputs, writes what they complete to the start of `output`, and says how many that are.
   * @param limit outputs to write at most, where `count` is no more than `inputsFor(limit)`; the others come next time
   */
  push(input: Float32Array, count: number, output: Float32Array, limit = Infinity): number {
    let written = 0
    for (let taken = 0; ; taken++) {
      while (written < limit && this.#base + this.lookahead < this.#received) output[written++] = this.#next()
      if (taken === count) return written
      this.#history[this.#write] = input[taken]
      this.#history[this.#write + this.#taps] = input[taken]
      this.#write = (this.#write + 1) % this.#taps
      this.#received++
    }
  }

  #next(): number {
    const taps = this.#taps
    const history = this.#history
    const coefficients = this.#coefficients
    const from = this.#write
    const coefficientsAt = this.#phase * taps
    // Two sums side by side: neither waits for the other.
    let even = 0
    let odd = 0
    for (let tap = 0; tap < taps; tap += 2) {
      even += history[from + tap] * coefficients[coefficientsAt + tap]
      odd += history[from + tap + 1] * coefficients[coefficientsAt + tap + 1]
    }
    this.#phase += this.#step
    this.#base += Math.floor(this.#phase / this.#phases)
    this.#phase %= this.#phases
    return even + odd
  }
}

/** For each phase, the taps of a low pass (`cutoff` as a share of the input's Nyquist frequency) over the inputs `base - lookahead + 1 .. base + lookahead`, summing to 1. */
function polyphase(phases: number, lookahead: number, cutoff: number): Float64Array {
  const taps = 2 * lookahead
  const coefficients = new Float64Array(phases * taps)
  const row = new Float64Array(taps)
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - lookahead + 1 - phase / phases
      row[tap] = sinc(cutoff * distance) * kaiser(distance / lookahead)
      sum += row[tap]
    }
    for (let tap = 0; tap < taps; tap++) coefficients[phase * taps + tap] = row[tap] / sum
  }
  return coefficients
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Without its constant factor, which goes when the taps are made to sum to 1. */
function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel0(kaiserBeta * Math.sqrt(1 - x * x))
}

/** The modified Bessel function of order 0, by its series. */
function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
