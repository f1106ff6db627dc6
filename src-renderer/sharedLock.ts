/** The browser's locks, as far as they are used. */
export interface Locks {
  request(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: AbortSignal },
    granted: () => Promise<void> | undefined,
  ): Promise<unknown>
}

export interface SharedLockEvents {
  readonly gained: () => void
  readonly lost: () => void
  /** Whether it may be had now; where not, the next window in the line has it. */
  readonly mayHold?: () => boolean
}

/** Something of which one of all windows has hold. The others wait in a line for it, or take it. */
export class SharedLock {
  readonly #locks: Locks
  readonly #name: string
  readonly #on: SharedLockEvents
  #waiting: AbortController | undefined
  #letGo = (): void => undefined
  /** The request by which it is here: a later one of this window takes it from an earlier one. */
  #here: object | undefined

  constructor(locks: Locks, name: string, on: SharedLockEvents) {
    this.#locks = locks
    this.#name = name
    this.#on = on
  }

  get isHere(): boolean {
    return this.#here !== undefined
  }

  /** Waits for it in the line. */
  wait(): void {
    this.#ask(false)
  }

  /** Takes it from whoever has it. */
  take(): void {
    if (!this.isHere) this.#ask(true)
  }

  /** Gives it to the next in the line, or waits for it no more. */
  letGo(): void {
    this.#waiting?.abort()
    if (!this.isHere) return
    this.#lose()
    this.#letGo()
  }

  #ask(steal: boolean): void {
    this.#waiting?.abort()
    if (this.#on.mayHold?.() === false) return
    this.#waiting = steal ? undefined : new AbortController()
    const request = {}
    const hold = (): Promise<void> | undefined => {
      if (this.#on.mayHold?.() === false) return undefined
      const wasHere = this.isHere
      this.#here = request
      if (!wasHere) this.#on.gained()
      return new Promise((resolve) => (this.#letGo = resolve))
    }
    this.#locks
      .request(this.#name, this.#waiting ? { signal: this.#waiting.signal } : { steal }, hold)
      .catch(() => {
        // Taken by another window; one that waits no longer was not here.
        if (this.#here !== request) return
        this.#lose()
        this.#ask(false)
      })
  }

  #lose(): void {
    this.#here = undefined
    this.#on.lost()
  }
}
