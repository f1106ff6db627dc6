/** So much of the time is left to others, for each part that long work took. */
const restShare = 3
/** Nobody waits longer for it. */
const longestRestMs = 2000

/** Leaves the thread to others behind work that took long: whoever asks for more of it waits meanwhile. */
export class Rest {
  #until = 0

  /** Work took so long, and is over. */
  took(ms: number): void {
    const now = performance.now()
    this.#until = Math.min(Math.max(this.#until, now) + restShare * ms, now + longestRestMs)
  }

  /** How long the next such work has to wait. */
  get leftMs(): number {
    return Math.max(0, this.#until - performance.now())
  }
}
