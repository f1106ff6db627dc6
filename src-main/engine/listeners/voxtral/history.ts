import { AppError, type Config } from '@contract'
import type { Listener } from './voxtralModel'
import { newestThatFit } from './newestThatFit'
import { promptLength, type Prompt } from './promptTokens'
import type { HeardAudio } from './encodeAudio'
import { chatPrompt, transcriptionPrompt, type Exchange, type Question } from './prompt'

/** An exchange that the listener can be told of. */
export type Remembered = Exchange & { readonly id: number }

/** One of earlier. A spoken question of earlier is encoded when it is needed, for that takes long. */
export interface Earlier {
  readonly id: number
  readonly question: { readonly text: string } | { readonly samples: number }
  readonly answer: readonly number[]
  readonly isCut: boolean
}

/** What is kept of spoken questions of earlier. */
export interface EarlierQuestions {
  /** Hears one once more; undefined: nobody has its sound any more. Aborting throws the signal's reason. */
  rehear(id: number, signal: AbortSignal): Promise<HeardAudio | undefined>
  /** One as it was written down; undefined: it was not. */
  textOf(id: number): string | undefined
}

/** `tokens` are counted once, for it means to encode the texts, and a conversation may be long. */
type Known = { readonly tokens: number } & (Remembered | Earlier)

/**
 * A conversation as the listener is told of it: of its exchanges the newest that fit. Exchanges go by their numbers: where one
 * is forgotten, the prompt of all before it and what was heard of all others stay as they are.
 */
export class History {
  readonly #listener: Listener
  readonly #config: Config
  readonly #questions: EarlierQuestions
  #exchanges: Known[]

  /** @param earlier what was said before, oldest first */
  constructor(listener: Listener, config: Config, earlier: readonly Earlier[], questions: EarlierQuestions) {
    this.#listener = listener
    this.#config = config
    this.#questions = questions
    this.#exchanges = newestThatFit(
      earlier.map((exchange) => ({ ...exchange, tokens: this.#tokensOf(exchange) })),
      this.#promptTokens,
    )
  }

  /** Tokens of a conversation that the listener holds: what is configured, and no more than it can tell apart. */
  get contextTokens(): number {
    return Math.min(this.#config.contextTokens, this.#listener.config.longestContext)
  }

  /** An answer gets what is configured, but never so much of a small context that no question has room beside it. */
  get answerTokens(): number {
    return Math.min(this.#config.sampling.maxNewTokens, Math.floor(this.contextTokens / 4))
  }

  add(exchange: Remembered): void {
    this.#exchanges.push({ ...exchange, tokens: this.#tokensOf(exchange) })
  }

  /** Cuts an answer to what was heard of it; an exchange of which nothing was is forgotten. */
  cut(id: number, heard: string): void {
    if (heard === '') return this.forget(id)
    this.#exchanges = this.#exchanges.map((exchange) => {
      if (exchange.id !== id) return exchange
      const cut = { ...exchange, answer: this.#listener.tokenizer.encode(heard), isCut: true }
      return { ...cut, tokens: this.#tokensOf(cut) }
    })
  }

  forget(id: number): void {
    this.#exchanges = this.#exchanges.filter((exchange) => exchange.id !== id)
  }

  /** What was heard of a spoken question, where that is still known. */
  heardOf(id: number): HeardAudio | undefined {
    const question = this.#exchanges.find((exchange) => exchange.id === id)?.question
    return question !== undefined && 'heard' in question ? question.heard : undefined
  }

  /** All of it can stand in a prompt at once. */
  get isPrepared(): boolean {
    return this.#exchanges.every(isHeard)
  }

  /** What the next prompts begin with. */
  get beginning(): Prompt {
    return this.#chatPrompt(this.#exchanges)
  }

  /**
   * Hears the spoken questions of earlier once more, each once. One that cannot be heard any more is left out: a
   * conversation with a hole is better than none. Aborting throws the signal's reason.
   */
  async prepare(signal: AbortSignal): Promise<void> {
    for (const exchange of [...this.#exchanges]) {
      if (isHeard(exchange)) continue
      const heard = await this.#questions.rehear(exchange.id, signal).catch((failure: unknown) => {
        signal.throwIfAborted()
        console.error(`parley: A question of earlier could not be heard again. ${String(failure)}`)
        return undefined
      })
      // It may have been cut or forgotten meanwhile.
      if (heard === undefined) this.forget(exchange.id)
      else
        this.#exchanges = this.#exchanges.map((each) =>
          each.id === exchange.id ? { ...each, question: { heard } } : each,
        )
    }
  }

  /**
   * The prompt of the conversation so far and a question; the oldest exchanges go when it would grow too long.
   * @throws question-too-long for what has no room alone
   */
  prompt(question: Question): Prompt {
    const alone = this.#chatPrompt([], question)
    this.#requireFits(alone)
    this.#exchanges = newestThatFit(this.#exchanges, this.#promptTokens - promptLength(alone))
    // The persona may take a token more before another question.
    for (;;) {
      const prompt = this.#chatPrompt(this.#exchanges, question)
      if (this.#fits(prompt)) return prompt
      this.#exchanges.shift()
    }
  }

  /** The prompt that asks for what was said, word by word. @throws question-too-long */
  transcription(heard: HeardAudio): Prompt {
    const prompt = transcriptionPrompt(this.#listener.tokenizer, heard, 'en')
    this.#requireFits(prompt)
    return prompt
  }

  /**
   * Makes room when the next question might find none, and more than need be, so that this happens seldom: what follows a
   * change must be computed anew. Spoken questions become what was written down of them; then the oldest exchanges go.
   * @returns whether something was changed
   */
  makeRoom(): boolean {
    const roomy = this.#promptTokens - this.contextTokens / 4
    if (this.tokens <= roomy) return false
    if (this.#config.earlierQuestions === 'written')
      this.#exchanges = this.#exchanges.map((each) => this.#written(each))
    if (this.tokens <= roomy) return true
    const kept = newestThatFit(this.#exchanges, this.#promptTokens / 2)
    this.#exchanges = kept.length > 0 ? kept : this.#exchanges.slice(-1)
    return true
  }

  /** Tokens that what is remembered takes of the context. */
  get tokens(): number {
    return this.#exchanges.reduce((sum, exchange) => sum + exchange.tokens, 0)
  }

  /** An exchange whose question is read, where that takes less room than to hear it. */
  #written(exchange: Known): Known {
    const text = 'text' in exchange.question ? undefined : this.#questions.textOf(exchange.id)
    if (text === undefined) return exchange
    const written = { ...exchange, question: { text } }
    const tokens = this.#tokensOf(written)
    return tokens < exchange.tokens ? { ...written, tokens } : exchange
  }

  /** @throws `question-too-long` for audio that cannot be held: it is refused before it is encoded, which takes long */
  requireRoom(samples: number): void {
    const { encoder, config } = this.#listener
    if (encoder.tokensOf(samples, 0) <= this.#promptTokens) return
    const seconds = (count: number): number => count / config.mel.samplingRate
    const longest = seconds(this.#promptTokens * config.tokenSamples)
    throw new AppError(
      'question-too-long',
      `That was ${Math.ceil(seconds(samples))} s long; this listener holds ${Math.floor(longest)} s at most. ` +
        'Ask in shorter parts.',
    )
  }

  /** Tokens that an exchange takes of a prompt. */
  #tokensOf({ question, ...exchange }: Remembered | Earlier): number {
    const { tokenizer, encoder } = this.#listener
    const tokens = (asked: Question): number =>
      promptLength(chatPrompt(tokenizer, '', [{ ...exchange, question: asked }])) - 1
    if (!('samples' in question)) return tokens(question)
    const { audioMarginTokens } = this.#config
    const audio = encoder.tokensOf(question.samples, audioMarginTokens)
    return tokens({ heard: { id: 0, tokens: audio, embeddings: noEmbeddings } })
  }

  get #promptTokens(): number {
    return this.contextTokens - this.answerTokens
  }

  #fits(prompt: Prompt): boolean {
    return promptLength(prompt) <= this.#promptTokens
  }

  #requireFits(prompt: Prompt): void {
    if (this.#fits(prompt)) return
    const message = 'That question is too long to be held in mind. Ask in shorter parts.'
    throw new AppError('question-too-long', message)
  }

  #chatPrompt(exchanges: readonly Known[], question?: Question): Prompt {
    return chatPrompt(this.#listener.tokenizer, this.#config.persona, exchanges.filter(isHeard), question)
  }
}

const noEmbeddings = new Float32Array(0)

/** Whether it can stand in a prompt. */
function isHeard(exchange: Known): exchange is Known & Remembered {
  return !('samples' in exchange.question)
}
