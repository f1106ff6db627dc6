import type { RingingTimer } from '@contract'
import type { Playback } from './audio/playbackTypes'
import type { Timers } from './audio/timers'
import { SharedLock, type Locks } from './sharedLock'

const everyMs = 1600

/** Lets be heard what rings, in one of all windows. */
export class Ringer {
  readonly #playback: () => Playback | undefined
  readonly #lock: SharedLock | undefined
  readonly #timers: Pick<Timers, 'every'>
  /** Ends it; undefined: it does not ring here. */
  #beat: (() => void) | undefined

  /** @param locks absent: there is no other window */
  constructor(playback: () => Playback | undefined, timers: Pick<Timers, 'every'>, locks: Locks | undefined) {
    this.#playback = playback
    this.#timers = timers
    this.#lock =
      locks &&
      new SharedLock(locks, 'parley-ringer', { gained: () => this.#begin(), lost: () => this.#end() })
  }

  /** What rings now. */
  tell(ringing: readonly RingingTimer[]): void {
    const rings = ringing.some(({ isSilent }) => !isSilent)
    if (!rings) {
      this.#lock?.letGo()
      this.#end()
    } else if (this.#beat === undefined) {
      if (this.#lock) this.#lock.wait()
      else this.#begin()
    }
  }

  #begin(): void {
    if (this.#beat !== undefined) return
    this.#playback()?.tone()
    this.#beat = this.#timers.every(everyMs, () => this.#playback()?.tone())
  }

  #end(): void {
    this.#beat?.()
    this.#beat = undefined
  }
}
