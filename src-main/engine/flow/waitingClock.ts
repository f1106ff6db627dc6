/** The time, and waiting for one; tests move it by hand. */
export interface WaitingClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls once, so many milliseconds from now. Returns what calls it off. */
  after(ms: number, run: () => void): () => void
}

/** The time as the clock on the wall has it: it jumps where that is set, or the computer has slept. It keeps no process alive. */
export const wallClock: WaitingClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref()
    return () => clearTimeout(timer)
  },
}
