import { heardEnd, saidWords, type SaidWord } from '@contract'

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
  audio(sentence: number, samples: number, words: Parameters<typeof saidWords>[0], answer: string): void {
    const begin = this.#samples
    this.#samples += samples
    const place = this.#sentences.get(sentence)
    if (words.length > 0) this.#words.push(...saidWords(words, begin))
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
    return heardEnd(this.#words, heardSamples)
  }
}
