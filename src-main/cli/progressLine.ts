import type { PullProgress } from '../models/pullModel'
import { Speed } from '../models/speed'
import { terminal } from '../terminalWords'

interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Shows how a fetch goes: in one line that changes on a terminal, a line for every tenth elsewhere. */
export class ProgressLine {
  readonly #name: string
  readonly #output: Output
  readonly #words = terminal().words.models
  #speed = new Speed()
  #state = ''
  #tenth = -1
  #shownAt = -Infinity
  #isOpen = false

  constructor(name: string, output: Output) {
    this.#name = name
    this.#output = output
  }

  show(progress: PullProgress): void {
    const { state, doneBytes, sizeBytes } = progress
    const isNewState = state !== this.#state
    if (isNewState) this.#speed = new Speed()
    this.#state = state
    if (state === 'waiting') {
      if (isNewState) this.#say(this.#words.waiting(this.#name))
      return
    }
    if (sizeBytes === undefined) {
      if (isNewState) this.#say(this.#words.asking(this.#name))
      return
    }
    if (sizeBytes === 0) return
    this.#speed.note(doneBytes)
    const tenth = Math.floor((doneBytes / sizeBytes) * 10)
    const now = performance.now()
    const isDue = this.#output.isTTY
      ? now - this.#shownAt > 100 || doneBytes === sizeBytes
      : tenth > this.#tenth
    if (!isDue && !isNewState) return
    this.#tenth = tenth
    this.#shownAt = now
    this.#say(this.#text(progress, sizeBytes))
  }

  /** Leaves the line as it is and goes to the next one. */
  end(): void {
    if (this.#isOpen) this.#output.write('\n')
    this.#isOpen = false
  }

  #text({ state, doneBytes }: PullProgress, sizeBytes: number): string {
    const speed = this.#speed.bytesPerSecond
    const left = this.#speed.secondsLeft(sizeBytes - doneBytes)
    const { bytes, timeLeft, percent } = terminal().formats
    const say = state === 'checking' ? this.#words.checking : this.#words.progress
    return [
      say(this.#name, bytes(doneBytes), bytes(sizeBytes)),
      percent(Math.floor((doneBytes / sizeBytes) * 100) / 100),
      ...(speed !== undefined && doneBytes < sizeBytes ? [`${bytes(speed)}/s`] : []),
      ...(left !== undefined && doneBytes < sizeBytes ? [this.#words.left(timeLeft(left))] : []),
    ].join('  ')
  }

  #say(text: string): void {
    // The rest of a longer line before it is erased.
    this.#output.write(this.#output.isTTY ? `\r\u001b[K${text}` : `${text}\n`)
    this.#isOpen = this.#output.isTTY ?? false
  }
}
