/** Keeps the newest samples of what is pushed, up to a length. */
export class LatestSamples {
  readonly #length: number
  /** Pieces that hold `#length` samples together, or a little more. */
  readonly #pieces: Float32Array[] = []
  #kept = 0

  constructor(length: number) {
    this.#length = length
  }

  /** The piece is kept, not copied. */
  push(samples: Float32Array): void {
    this.#pieces.push(samples)
    this.#kept += samples.length
    while (this.#kept - this.#pieces[0].length >= this.#length) this.#kept -= this.#pieces.shift()!.length
  }

  /** A copy, oldest first: as many as there are, and no more than the length. */
  read(): Float32Array {
    const latest = new Float32Array(Math.min(this.#kept, this.#length))
    let to = latest.length
    for (const piece of [...this.#pieces].reverse()) {
      const wanted = piece.subarray(Math.max(0, piece.length - to))
      to -= wanted.length
      latest.set(wanted, to)
    }
    return latest
  }
}
