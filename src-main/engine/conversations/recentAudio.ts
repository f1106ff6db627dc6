import { microphoneFormat } from '@contract'

/** About what the longest context can hold of audio. */
const longestSeconds = 300

/** The sound of the newest spoken questions, in memory: they can be asked again also where it is not kept. */
export class RecentAudio {
  readonly #pcm = new Map<number, Int16Array>()
  #samples = 0

  set(exchange: number, pcm: Int16Array): void {
    this.delete(exchange)
    this.#pcm.set(exchange, pcm)
    this.#samples += pcm.length
    for (const oldest of this.#pcm.keys()) {
      if (this.#samples <= longestSeconds * microphoneFormat.sampleRateHz || oldest === exchange) return
      this.delete(oldest)
    }
  }

  get(exchange: number): Int16Array | undefined {
    return this.#pcm.get(exchange)
  }

  delete(exchange: number): void {
    this.#samples -= this.#pcm.get(exchange)?.length ?? 0
    this.#pcm.delete(exchange)
  }

  /** The exchanges whose sound is here. */
  get exchanges(): number[] {
    return [...this.#pcm.keys()]
  }
}
