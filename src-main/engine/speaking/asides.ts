import type { Sentence } from './splitSentences'

/** What is said between the sentences of an answer and is no part of it, such as "One moment." */
export class Asides {
  #texts: string[] = []
  #wake: (() => void) | undefined

  say(text: string): void {
    this.#texts.push(text)
    this.#wake?.()
  }

  /** The sentences, and asides as soon as no sentence is ready. An aside has an empty place in the answer, where it is said. */
  async *between(sentences: AsyncIterable<Sentence>): AsyncGenerator<Sentence, void> {
    const iterator = sentences[Symbol.asyncIterator]()
    let index = 0
    let place = 0
    let next = iterator.next()
    for (;;) {
      const sentence = await Promise.race([next, this.#aside()])
      if (sentence === undefined) {
        for (const text of this.#texts.splice(0))
          yield { index: index++, text, start: place, end: place, pauseAfterMs }
        continue
      }
      if (sentence.done === true) return
      place = sentence.value.end
      yield { ...sentence.value, index: index++ }
      next = iterator.next()
    }
  }

  /** Settles when there is something to be said. */
  #aside(): Promise<undefined> {
    if (this.#texts.length > 0) return Promise.resolve(undefined)
    return new Promise((resolve) => (this.#wake = () => resolve(undefined)))
  }
}

/** As behind any sentence. */
const pauseAfterMs = 280
