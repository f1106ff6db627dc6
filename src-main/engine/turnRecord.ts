import {
  heardEnd,
  saidWords,
  type Clock,
  type EngineMessage,
  type SaidWord,
  type TurnMetrics,
} from '@contract'
import type { SpokenChunk } from './speaking/speak'
import type { Sentence } from './speaking/splitSentences'
import type { TurnEvents } from './turn'

/** What happened in one turn: it tells the window as it happens, and keeps what the memory and the metrics need. */
export class TurnRecord implements TurnEvents {
  readonly metrics: TurnMetrics
  readonly turn: number
  readonly #say: (message: EngineMessage) => void
  readonly #now: Clock
  #written = ''
  #hasWord = false
  readonly #words: SaidWord[] = []
  #samples = 0

  constructor(
    turn: number,
    question: { readonly utteranceEndAt: number; readonly utteranceSeconds: number },
    say: (message: EngineMessage) => void,
    now: Clock,
  ) {
    this.turn = turn
    this.#say = say
    this.#now = now
    this.metrics = {
      ...question,
      endAt: question.utteranceEndAt,
      spokenSeconds: 0,
      promptTokens: 0,
      cachedTokens: 0,
      answerTokens: 0,
    }
  }

  /** The models are free for it. */
  hasModels(): void {
    this.metrics.modelsAt = this.#now()
  }

  heard(): void {
    this.metrics.heardAt = this.#now()
  }

  prefill(promptTokens: number, cachedTokens: number): void {
    this.metrics.promptTokens = promptTokens
    this.metrics.cachedTokens = cachedTokens
  }

  token(): void {
    const now = this.#now()
    this.metrics.firstTokenAt ??= now
    this.metrics.lastTokenAt = now
    this.metrics.answerTokens++
  }

  text(text: string): void {
    // A word is whole when something follows it, which may be in the next piece.
    if (!this.#hasWord && /\S[\s.,;:!?]/.test(this.#written.slice(-1) + text)) {
      this.#hasWord = true
      this.metrics.firstWordAt = this.#now()
    }
    this.#written += text
    this.#say({ type: 'text', turn: this.turn, text })
  }

  sentence({ index, text, start, end }: Sentence): void {
    this.metrics.firstSentenceAt ??= this.#now()
    this.#say({ type: 'sentence', turn: this.turn, index, text, start, end })
  }

  audio(chunk: SpokenChunk): void {
    if (this.metrics.firstAudioAt === undefined) {
      this.metrics.firstAudioAt = this.#now()
      this.#say({ type: 'state', turn: this.turn, state: 'speaking' })
    }
    this.#words.push(...saidWords(chunk.words, this.#samples))
    this.#samples += chunk.samples.length
    this.metrics.spokenSeconds += chunk.samples.length / chunk.sampleRateHz
    const { sentence, sampleRateHz, samples, words } = chunk
    this.#say({ type: 'audio', turn: this.turn, sentence, sampleRateHz, samples, words })
  }

  /** The answer as it is written so far. */
  get written(): string {
    return this.#written
  }

  /**
   * The part of the answer that was heard: up to the last word whose last sample was played.
   * @param playedSamples at the rate of the chunks; absent: all of them
   */
  heardText(playedSamples = Infinity): string {
    return this.#written.slice(0, heardEnd(this.#words, playedSamples))
  }
}
