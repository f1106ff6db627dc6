import type { Exchange } from '@contract'
import type { Removed } from './removals'
import type { WaitingClock } from '../flow/waitingClock'

/** What was said longer ago than this outlives a crash. */
const writtenWithinMs = 500

/** The exchanges that go on. They are written as they grow, together and not at every token. */
export class OpenExchanges {
  readonly #clock: WaitingClock
  readonly #write: (exchange: Exchange) => void
  readonly #open = new Map<number, Exchange>()
  readonly #changed = new Set<Exchange>()
  #callOff: (() => void) | undefined

  /** @param write writes what has grown */
  constructor(clock: WaitingClock, write: (exchange: Exchange) => void) {
    this.#clock = clock
    this.#write = write
  }

  add(exchange: Exchange): void {
    this.#open.set(exchange.id, exchange)
  }

  /** An exchange that goes on, itself. */
  get(id: number): Exchange | undefined {
    return this.#open.get(id)
  }

  /** Those that are to be removed. */
  in(removed: Removed): Exchange[] {
    return [...this.#open.values()].filter(
      ({ id, conversation }) =>
        removed === 'everything' ||
        ('exchange' in removed ? removed.exchange === id : removed.conversation === conversation),
    )
  }

  /** Changes an exchange that goes on; does nothing where it does not. */
  grow(id: number, change: (exchange: Exchange) => void): void {
    const exchange = this.#open.get(id)
    if (exchange === undefined) return
    change(exchange)
    this.#changed.add(exchange)
    this.#callOff ??= this.#clock.after(writtenWithinMs, () => this.flush())
  }

  /** It does not go on. Whoever calls this writes it. */
  end(exchange: Exchange): void {
    this.#open.delete(exchange.id)
    this.#changed.delete(exchange)
  }

  /** Writes what was not written yet. */
  flush(): void {
    this.#callOff?.()
    this.#callOff = undefined
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const exchange of changed) this.#write(exchange)
  }
}
