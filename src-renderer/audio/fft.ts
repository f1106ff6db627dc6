/** The half of a real signal's spectrum that says all of it: `size / 2 + 1` frequencies, from 0 on. */
export interface Spectrum {
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

/**
 * The Fourier transforms of two real signals at once: the one is the real part of a complex signal and the other its
 * imaginary part, and their spectra are the two halves of conjugate symmetry of what comes out.
 */
export class Fft {
  readonly size: number
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  /** Pairs of places whose values change places first. */
  readonly #exchanges: Uint32Array

  /** @param size of each signal: a power of two, from 4 */
  constructor(size: number) {
    this.size = size
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size))
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size))
    this.#exchanges = Uint32Array.from(exchanges(size))
  }

  /** A spectrum of this size, all zero. */
  spectrum(): Spectrum {
    const frequencies = this.size / 2 + 1
    return { real: new Float64Array(frequencies), imaginary: new Float64Array(frequencies) }
  }

  /** Writes the spectra of two signals of `size` samples. What was in the signals is gone then. */
  forward(a: Float64Array, b: Float64Array, ofA: Spectrum, ofB: Spectrum): void {
    this.#transform(a, b)
    const size = this.size
    for (let k = 0; k <= size / 2; k++) {
      const mirrored = k === 0 ? 0 : size - k
      ofA.real[k] = (a[k] + a[mirrored]) / 2
      ofA.imaginary[k] = (b[k] - b[mirrored]) / 2
      ofB.real[k] = (b[k] + b[mirrored]) / 2
      ofB.imaginary[k] = (a[mirrored] - a[k]) / 2
    }
  }

  /** Writes the two signals that have these spectra. */
  inverse(ofA: Spectrum, ofB: Spectrum, a: Float64Array, b: Float64Array): void {
    const size = this.size
    for (let k = 0; k <= size / 2; k++) {
      const mirrored = k === 0 ? 0 : size - k
      a[mirrored] = (ofA.real[k] + ofB.imaginary[k]) / size
      b[mirrored] = (ofB.real[k] - ofA.imaginary[k]) / size
      a[k] = (ofA.real[k] - ofB.imaginary[k]) / size
      b[k] = (ofB.real[k] + ofA.imaginary[k]) / size
    }
    // With the parts exchanged the transform runs backwards.
    this.#transform(b, a)
  }

  /** Of a complex signal, in place. */
  #transform(real: Float64Array, imaginary: Float64Array): void {
    // In local names, because the innermost lines run a thousand times for each of these.
    const size = this.size
    const cosines = this.#cos
    const sines = this.#sin
    const exchanges = this.#exchanges
    for (let i = 0; i < exchanges.length; i += 2) {
      const a = exchanges[i]
      const b = exchanges[i + 1]
      const re = real[a]
      const im = imaginary[a]
      real[a] = real[b]
      imaginary[a] = imaginary[b]
      real[b] = re
      imaginary[b] = im
    }
    firstTwoStages(real, imaginary)
    for (let half = 4; half < size; half *= 2) {
      const step = size / (2 * half)
      for (let from = 0; from < size; from += 2 * half)
        for (let i = 0; i < half; i++) {
          const a = from + i
          const b = a + half
          const cos = cosines[i * step]
          const sin = sines[i * step]
          const re = real[b] * cos + imaginary[b] * sin
          const im = imaginary[b] * cos - real[b] * sin
          real[b] = real[a] - re
          imaginary[b] = imaginary[a] - im
          real[a] += re
          imaginary[a] += im
        }
    }
  }
}

/** Their factors are only 1 and -i. */
function firstTwoStages(real: Float64Array, imaginary: Float64Array): void {
  for (let a = 0; a < real.length; a += 4) {
    const sumRe = real[a] + real[a + 1]
    const sumIm = imaginary[a] + imaginary[a + 1]
    const differenceRe = real[a] - real[a + 1]
    const differenceIm = imaginary[a] - imaginary[a + 1]
    const otherSumRe = real[a + 2] + real[a + 3]
    const otherSumIm = imaginary[a + 2] + imaginary[a + 3]
    const otherDifferenceRe = real[a + 2] - real[a + 3]
    const otherDifferenceIm = imaginary[a + 2] - imaginary[a + 3]
    real[a] = sumRe + otherSumRe
    imaginary[a] = sumIm + otherSumIm
    real[a + 1] = differenceRe + otherDifferenceIm
    imaginary[a + 1] = differenceIm - otherDifferenceRe
    real[a + 2] = sumRe - otherSumRe
    imaginary[a + 2] = sumIm - otherSumIm
    real[a + 3] = differenceRe - otherDifferenceIm
    imaginary[a + 3] = differenceIm + otherDifferenceRe
  }
}

/** Each place and the one with its bits in reverse order. */
function exchanges(size: number): number[] {
  const pairs: number[] = []
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) pairs.push(i, j)
  }
  return pairs
}
