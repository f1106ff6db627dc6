import type { Locks } from '../../../src-renderer/sharedLock'

/** The browser's one lock for voices: whoever steals it has it, a little later; the others wait in line. */
export class FakeLock implements Locks {
  #holder: { taken(): void } | undefined
  readonly #line: (() => void)[] = []

  request: Locks['request'] = (_, { steal = false, signal }, granted) =>
    new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        if (signal?.aborted) return this.#next()
        const before = this.#holder
        const holder = (this.#holder = { taken: () => reject(new Error('taken')) })
        void Promise.resolve(granted()).then(() => {
          if (this.#holder === holder) this.#next()
          resolve()
        })
        // As browsers do: who had it hears of that last.
        before?.taken()
      }
      if (steal) queueMicrotask(begin)
      else if (!this.#holder) begin()
      else this.#line.push(begin)
    })

  #next(): void {
    this.#holder = undefined
    this.#line.shift()?.()
  }
}
