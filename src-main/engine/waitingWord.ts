import type { ToolStep } from '@contract'
import type { WaitingWords } from './speaking/waitingWords'

/** What takes longer than this is felt as a pause. */
export const waitsSilentlyMs = 700

/** Lets a voice say a word in a turn while what is called takes long: each word once. */
export class WaitingWord {
  readonly #say: (word: keyof WaitingWords) => void
  readonly #isAsking: () => boolean
  readonly #said = new Set<keyof WaitingWords>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param isAsking whether the user is being asked now */
  constructor(say: (word: keyof WaitingWords) => void, isAsking: () => boolean) {
    this.#say = say
    this.#isAsking = isAsking
  }

  /** A call begins, or ends. */
  step({ outcome }: ToolStep): void {
    clearTimeout(this.#timer)
    if (outcome !== undefined) return
    this.#timer = setTimeout(() => {
      const word = this.#isAsking() ? 'ask' : 'wait'
      if (!this.#said.has(word)) this.#say(word)
      this.#said.add(word)
    }, waitsSilentlyMs)
  }
}
