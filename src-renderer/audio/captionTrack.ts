/** A stretch of the written answer and the samples of the turn in which it is said. */
interface SaidWord {
  readonly end: number
  readonly endSample: number
}

/** Which samples of a chunk say which stretch of the written answer. */
export interface ChunkWord {
  readonly written: readonly [start: number, end: number]
  readonly startSample: number
  readonly endSample: number
}

/**
 * Knows up to where an answer was heard, by the samples that were heard: word by word where the voice tells its words,
 * else shared out over the sentence.
 */
export class CaptionTrack {
  readonly #sentences = new Map<number, { readonly start: number; readonly end: number }>()
  readonly #words: SaidWord[] = []
  #samples = 0

  /** A sentence lies at this place of the written answer. */
  sentence(index: number, start: number, end: number): void {
    this.#sentences.set(index, { start, end })
  }

  /** The next audio of the turn. */
  audio(sentence: number, samples: number, words: readonly ChunkWord[], answer: string): void {
    const begin = this.#samples
    this.#samples += samples
    const place = this.#sentences.get(sentence)
    if (words.length > 0)
      for (const { written, endSample } of words)
        this.#words.push({ end: written[1], endSample: begin + endSample })
    else if (place !== undefined) {
      // The voice does not say when: each word as long as its letters.
      for (const { index, 0: word } of answer.slice(place.start, place.end).matchAll(/\S+/gu)) {
        const share = (index + word.length) / (place.end - place.start)
        this.#words.push({
          end: place.start + index + word.length,
          endSample: begin + Math.ceil(share * samples),
        })
      }
    }
  }

  /** The place in the written answer up to which its audio was heard; words that were heard whole. */
  heardEnd(heardSamples: number): number {
    let end = 0
    for (const word of this.#words) if (word.endSample <= heardSamples) end = Math.max(end, word.end)
    return end
  }
}
