import type { Session } from './session'
import type { TurnSeat } from './turnLock'

/** The turn is over, and the next one has not begun. */
const usualIdleMs = 500

/**
 * Writes down what was spoken, while nobody asks: one question after the other, the newest first. Whoever begins to ask
 * is given way to at once.
 */
export class Scribe {
  readonly #session: Session
  readonly #seat: TurnSeat
  readonly #idleMs: number
  /** Of which nothing could be written down. */
  readonly #givenUp = new Set<number>()
  #writing: AbortController | undefined
  #starting: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(session: Session, seat: TurnSeat, idleMs = usualIdleMs) {
    this.#session = session
    this.#seat = seat
    this.#idleMs = idleMs
  }

  /** Nobody asks in this window: it may begin soon. */
  start(): void {
    clearTimeout(this.#starting)
    if (this.#isClosed) return
    this.#starting = setTimeout(() => void this.#write(), this.#idleMs).unref()
  }

  /** Somebody asks in this window. */
  stop(): void {
    clearTimeout(this.#starting)
    this.#writing?.abort()
  }

  /** The window is gone. */
  close(): void {
    this.#isClosed = true
    this.stop()
  }

  async #write(): Promise<void> {
    if (this.#writing !== undefined) return
    const writing = new AbortController()
    this.#writing = writing
    try {
      for (;;) {
        const id = this.#session.unwritten((each) => this.#givenUp.has(each))
        const idle = id === undefined ? undefined : this.#seat.acquireIdle()
        if (id === undefined || idle === undefined) return
        const signal = AbortSignal.any([writing.signal, idle.signal])
        try {
          if (!(await this.#session.writeDown(id, signal))) this.#givenUp.add(id)
        } catch {
          if (signal.aborted) return
          // What cannot be written down now is not tried again and again: the sound is there.
          this.#givenUp.add(id)
        } finally {
          idle.release()
        }
      }
    } finally {
      this.#writing = undefined
    }
  }
}
