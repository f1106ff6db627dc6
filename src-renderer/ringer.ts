import type { RingingTimer } from '@contract'
import type { Playback } from './audio/playbackTypes'
import { SharedLock, type Locks } from './sharedLock'

const everyMs = 1600

/** Lets be heard what rings, in one of all windows. */
export class Ringer {
  readonly #playback: () => Playback | undefined
  readonly #lock: SharedLock | undefined
  #beat: ReturnType<typeof setInterval> | undefined

  /** @param locks absent: there is no other window */
  constructor(playback: () => Playback | undefined, locks: Locks | undefined) {
    this.#playback = playback
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
    this.#beat = setInterval(() => this.#playback()?.tone(), everyMs)
  }

  #end(): void {
    clearInterval(this.#beat)
    this.#beat = undefined
  }
}
