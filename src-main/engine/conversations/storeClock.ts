import { sharedClock } from '@contract'

/** The time of the store, which tests move by hand. */
export interface StoreClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls once, so many milliseconds from now. Returns what calls it off. */
  after(ms: number, run: () => void): () => void
}

/** The time itself. It keeps no process alive. */
export const realClock: StoreClock = {
  now: sharedClock,
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref()
    return () => clearTimeout(timer)
  },
}
