/** Enough frames of 32 ms for two seconds. */
const observations = 64

/**
 * Tells when something of an audio context's time happened on the shared clock. A message from the audio thread is
 * never early but often late, so the earliest of the last two seconds says how the two clocks lie to each other; old
 * ones are forgotten, for sound cards drift and contexts pause.
 */
export class ContextClock {
  readonly #offsetsMs = new Float64Array(observations).fill(Infinity)
  #next = 0

  /** Something of this time in the context was known at this time on the shared clock. */
  observe(contextMs: number, knownAt: number): void {
    this.#offsetsMs[this.#next] = knownAt - contextMs
    this.#next = (this.#next + 1) % observations
  }

  /** The shared time of a time in the context; there must have been an observation. */
  toShared(contextMs: number): number {
    return contextMs + Math.min(...this.#offsetsMs)
  }
}
