/** Gives the models back. */
export type Release = () => void

/** What is done while nobody asks. */
export interface IdleWork {
  /** Aborts when somebody asks: end soon, and release. */
  readonly signal: AbortSignal
  readonly release: Release
}

/** Who has the models. */
interface Holder {
  readonly seat: TurnSeat
  /** Set for idle work. */
  readonly giveWay?: AbortController
}

interface Waiting {
  readonly seat: TurnSeat
  readonly grant: () => void
}

/**
 * The models answer one turn at a time, first come first served. Each window has a seat of its own.
 *
 *     free --acquire--> held --release--> the next of the queue holds, or free
 *     free --acquireIdle--> idle --somebody acquires--> gives way, releases --> held
 */
export class TurnLock {
  readonly #queue: Waiting[] = []
  readonly #begun = new AbortController()
  #holder: Holder | undefined

  /** Aborts when the first window begins a turn. */
  get begun(): AbortSignal {
    return this.#begun.signal
  }

  /** Turns that wait. */
  get waiting(): number {
    return this.#queue.length
  }

  /** A place for one window. @param window its number, for the log */
  seat(window = 0): TurnSeat {
    return new TurnSeat(this, false, window)
  }

  /** The same for what nobody listens to: no window is told that it waits for it. */
  rehearsalSeat(): TurnSeat {
    return new TurnSeat(this, true, 0)
  }

  /** @internal See `TurnSeat`. */
  get isFree(): boolean {
    return this.#queue.length === 0 && (this.#holder === undefined || this.#holder.giveWay !== undefined)
  }

  /** @internal See `TurnSeat`. */
  begins(): void {
    this.#begun.abort()
  }

  /** @internal See `TurnSeat`. */
  acquire(seat: TurnSeat, signal: AbortSignal, waits: () => void): Promise<Release> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error)
      if (this.#holder === undefined) return resolve(this.#hold({ seat }))
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1)
        reject(signal.reason as Error)
      }
      const waiting: Waiting = {
        seat,
        grant: () => {
          signal.removeEventListener('abort', leave)
          resolve(this.#hold({ seat }))
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      const isLong = this.#queue.length > 0 || !isBrief(this.#holder)
      this.#queue.push(waiting)
      this.#holder.giveWay?.abort()
      if (isLong) waits()
    })
  }

  /** @internal See `TurnSeat`. */
  acquireIdle(seat: TurnSeat): IdleWork | undefined {
    if (this.#holder !== undefined) return undefined
    const giveWay = new AbortController()
    return { signal: giveWay.signal, release: this.#hold({ seat, giveWay }) }
  }

  #hold(holder: Holder): Release {
    this.#holder = holder
    return () => {
      if (this.#holder !== holder) return
      this.#holder = undefined
      this.#queue.shift()?.grant()
    }
  }
}

/** One window's place at the lock. */
export class TurnSeat {
  readonly #lock: TurnLock
  readonly isRehearsal: boolean
  /** The number of its window, for the log. */
  readonly window: number

  /** @internal `TurnLock` gives them out. */
  constructor(lock: TurnLock, isRehearsal: boolean, window: number) {
    this.#lock = lock
    this.isRehearsal = isRehearsal
    this.window = window
  }

  /** Whether a turn would have the models at once: a speculative one begins only then. */
  get isFree(): boolean {
    return this.#lock.isFree
  }

  /** Says that somebody begins a turn here, though its question may not be complete. */
  begins(): void {
    if (!this.isRehearsal) this.#lock.begins()
  }

  /**
   * Waits for the models. Without anybody before it, it has them when this returns.
   * @param signal leaves the queue
   * @param waits called when somebody else's turn goes on
   * @returns what gives them back
   * @throws the signal's reason
   */
  acquire(signal: AbortSignal, waits: () => void): Promise<Release> {
    return this.#lock.acquire(this, signal, waits)
  }

  /** Takes the models for work that can wait; undefined while somebody has them. */
  acquireIdle(): IdleWork | undefined {
    return this.#lock.acquireIdle(this)
  }
}

/** It is over in a moment. */
function isBrief({ seat, giveWay }: Holder): boolean {
  return seat.isRehearsal || giveWay !== undefined
}
