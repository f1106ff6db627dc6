import type { Timers } from '../../../src-renderer/audio/timers'

/** Timers on a virtual clock: they run when it is moved on. */
export class SimulatedTimers implements Timers {
  readonly #now: () => number
  #timers: { at: number; readonly periodMs: number | undefined; readonly run: () => void }[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  after = (delayMs: number, run: () => void): (() => void) => this.#begin(delayMs, undefined, run)
  every = (periodMs: number, run: () => void): (() => void) => this.#begin(periodMs, periodMs, run)
  date = (): number => this.#now()

  /** Runs what is due by now; true when that was anything. */
  runDue(): boolean {
    const now = this.#now()
    const due = this.#timers.filter(({ at }) => at <= now)
    if (due.length === 0) return false
    this.#timers = this.#timers.filter((timer) => timer.at > now || timer.periodMs !== undefined)
    for (const timer of due) {
      timer.at += timer.periodMs ?? 0
      timer.run()
    }
    return true
  }

  #begin(delayMs: number, periodMs: number | undefined, run: () => void): () => void {
    const timer = { at: this.#now() + delayMs, periodMs, run }
    this.#timers.push(timer)
    return () => (this.#timers = this.#timers.filter((each) => each !== timer))
  }
}
