/** Waits for what another side does, and no longer than it may take. */
export class Patience {
  /** Aborts with the turn's signal, and when the other side took too long. */
  readonly signal: AbortSignal
  readonly #overdue = new AbortController()
  #timer: NodeJS.Timeout | undefined

  /** @param signal ends the waiting from outside */
  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#overdue.signal])
  }

  /** The other side took too long. */
  get isOver(): boolean {
    return this.#overdue.signal.aborted
  }

  /** From now on it may take so long. */
  atMost(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#overdue.abort(), ms)
  }

  /** It is not waited for, for now. */
  rest(): void {
    clearTimeout(this.#timer)
  }
}
