import type { WaitingClock } from '../../../src-main/engine/flow/waitingClock'

/** A clock that stands still until it is moved. What was to be called until then is, in order. */
export class HandClock implements WaitingClock {
  #now: number
  #waiting: { readonly at: number; readonly run: () => void }[] = []

  constructor(now = Date.UTC(2026, 10, 28, 12)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const waiting = { at: this.#now + ms, run }
    this.#waiting.push(waiting)
    return () => (this.#waiting = this.#waiting.filter((each) => each !== waiting))
  }

  /** Moves it to the time of this computer, where that is later. */
  catchUp(): void {
    this.move(Math.max(0, Date.now() - this.#now))
  }

  move(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const [next] = this.#waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#waiting = this.#waiting.filter((each) => each !== next)
      this.#now = next.at
      next.run()
    }
    this.#now = until
  }
}
