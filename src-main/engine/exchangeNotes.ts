import type { AnswerWord, EngineMessage } from '@contract'
import type { ConversationStore } from './conversations/conversationStore'

type AudioMessage = Extract<EngineMessage, { type: 'audio' }>

/** Writes the answer of an exchange into the store, as its turn says it. */
export class ExchangeNotes {
  readonly exchange: number
  readonly #store: Pick<ConversationStore, 'appendAnswer' | 'appendWords'>
  /** Of audio so far. */
  #seconds = 0

  constructor(exchange: number, store: Pick<ConversationStore, 'appendAnswer' | 'appendWords'>) {
    this.exchange = exchange
    this.#store = store
  }

  said(message: EngineMessage): void {
    if (message.type === 'text') this.#store.appendAnswer(this.exchange, message.text)
    if (message.type !== 'audio') return
    if (message.words.length > 0) this.#store.appendWords(this.exchange, this.#words(message))
    this.#seconds += message.samples.length / message.sampleRateHz
  }

  #words({ words, sampleRateHz }: AudioMessage): AnswerWord[] {
    return words.map(({ written, startSample, endSample }) => ({
      written,
      startSeconds: this.#seconds + startSample / sampleRateHz,
      endSeconds: this.#seconds + endSample / sampleRateHz,
    }))
  }
}
