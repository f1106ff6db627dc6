/** What is to happen later, and which day it is. Whoever replays a conversation gives other ones. */
export interface Timers {
  /** Runs it once, after so many milliseconds. @returns ends that */
  after(delayMs: number, run: () => void): () => void
  /** Runs it again and again, so many milliseconds apart. @returns ends that */
  every(periodMs: number, run: () => void): () => void
  /** The time of the wall clock, in milliseconds since 1970. */
  date(): number
}

export const realTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs)
    return () => clearInterval(timer)
  },
  date: () => Date.now(),
}
