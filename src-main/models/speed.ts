/** Speed is that of the last few seconds: what a user sees change. */
const windowMs = 5000

/** How fast something arrives, and how long the rest will take. */
export class Speed {
  readonly #samples: { readonly atMs: number; readonly bytes: number }[] = []
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Notes how many bytes are here by now. */
  note(bytes: number): void {
    const atMs = this.#now()
    const last = this.#samples.at(-1)
    if (last && this.#samples.length > 1 && atMs - this.#samples.at(-2)!.atMs < 100) this.#samples.pop()
    this.#samples.push({ atMs, bytes })
    while (this.#samples.length > 2 && atMs - this.#samples[1].atMs > windowMs) this.#samples.shift()
  }

  /** Forgets what was: bytes that come from another place would count as fast ones. */
  restart(): void {
    this.#samples.length = 0
  }

  get bytesPerSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (first === undefined || last === undefined || last.atMs - first.atMs < 300) return undefined
    // Up to now: while nothing comes, it falls.
    return ((last.bytes - first.bytes) / (this.#now() - first.atMs)) * 1000
  }

  secondsLeft(bytesToCome: number): number | undefined {
    const speed = this.bytesPerSecond
    return speed === undefined || speed === 0 ? undefined : bytesToCome / speed
  }
}
