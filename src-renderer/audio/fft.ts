/** A complex Fourier transform of a power of two, in place. */
export class Fft {
  readonly size: number
  readonly #cos: Float64Array
  readonly #sin: Float64Array

  /** @param size a power of two */
  constructor(size: number) {
    this.size = size
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size))
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size))
  }

  forward(real: Float64Array, imaginary: Float64Array): void {
    const { size } = this
    for (let i = 1, j = 0; i < size; i++) {
      let bit = size >> 1
      for (; j & bit; bit >>= 1) j ^= bit
      j ^= bit
      if (i >= j) continue
      ;[real[i], real[j]] = [real[j], real[i]]
      ;[imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]]
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half)
      for (let from = 0; from < size; from += 2 * half)
        for (let i = 0; i < half; i++) {
          const a = from + i
          const b = a + half
          const cos = this.#cos[i * step]
          const sin = this.#sin[i * step]
          const re = real[b] * cos + imaginary[b] * sin
          const im = imaginary[b] * cos - real[b] * sin
          real[b] = real[a] - re
          imaginary[b] = imaginary[a] - im
          real[a] += re
          imaginary[a] += im
        }
    }
  }

  /** Undoes `forward`. */
  inverse(real: Float64Array, imaginary: Float64Array): void {
    // With the parts exchanged the forward transform runs backwards.
    this.forward(imaginary, real)
    for (let i = 0; i < this.size; i++) {
      real[i] /= this.size
      imaginary[i] /= this.size
    }
  }
}
