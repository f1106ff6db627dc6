import type { EngineMessage } from '@contract'

/** What a turn says. While the turn is speculative, its messages wait here; they are never out of order. */
export class HeldMessages {
  readonly #say: (message: EngineMessage) => void
  #held: EngineMessage[] | undefined
  #release!: () => void
  /** Settles when the messages are released. */
  readonly released: Promise<void>

  constructor(say: (message: EngineMessage) => void, isSpeculative: boolean) {
    this.#say = say
    this.released = new Promise((resolve) => (this.#release = resolve))
    if (isSpeculative) this.#held = []
    else this.#release()
  }

  get isHeld(): boolean {
    return this.#held !== undefined
  }

  say(message: EngineMessage): void {
    if (this.#held) this.#held.push(message)
    else this.#say(message)
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const message of held) this.#say(message)
    this.#release()
  }
}
