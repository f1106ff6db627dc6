import { AppError, type Config } from '@contract'
import type { Listener } from './models/listener'
import { newestThatFit } from './newestThatFit'
import { promptLength, type Prompt } from './stages/promptTokens'
import type { HeardAudio } from './stages/encodeAudio'
import { chatPrompt, transcriptionPrompt, type Question } from './stages/prompt'
import type { TurnRecord } from './turnRecord'

/** An exchange in memory. That of a turn can still be cut: the engine is done long before its answer has been played. */
interface Remembered {
  readonly question: Question
  readonly answer: readonly number[]
  readonly isCut?: boolean
  readonly spoken?: TurnRecord
}

/** Counted once, for it means to encode the texts, and a conversation may be long. */
type Counted = Remembered & { readonly tokens: number }

/** What was said so far, and how much of it the listener can hold. */
export class History {
  readonly #listener: Listener
  readonly #config: Config
  #exchanges: Counted[] = []

  constructor(listener: Listener, config: Config) {
    this.#listener = listener
    this.#config = config
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
    this.#exchanges.push(this.#counted(exchange))
  }

  /** Cuts the answer of a turn to what was heard of it, at the rate of its chunks; one of which nothing was is gone. */
  cut(turn: number, playedSamples: number): void {
    const at = this.#exchanges.findIndex(({ spoken }) => spoken?.turn === turn)
    if (at < 0) return
    const exchange = this.#exchanges[at]
    const heard = exchange.spoken!.heardText(playedSamples)
    if (heard === '') this.#exchanges.splice(at, 1)
    else if (heard !== exchange.spoken!.heardText()) {
      const answer = this.#listener.tokenizer.encode(heard)
      this.#exchanges[at] = this.#counted({ ...exchange, answer, isCut: true })
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
   * Drops the oldest exchanges when the next question might find no room, and more than need be, so that this happens
   * seldom: what follows them must be computed anew.
   * @returns what the next prompts begin with, when something was dropped
   */
  makeRoom(): Prompt | undefined {
    const tokens = this.#exchanges.reduce((sum, exchange) => sum + exchange.tokens, 0)
    if (tokens <= this.#promptTokens - this.contextTokens / 4) return undefined
    const kept = newestThatFit(this.#exchanges, this.#promptTokens / 2)
    this.#exchanges = kept.length > 0 ? kept : this.#exchanges.slice(-1)
    return this.#chatPrompt(this.#exchanges)
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

  #counted(exchange: Remembered): Counted {
    return { ...exchange, tokens: promptLength(chatPrompt(this.#listener.tokenizer, '', [exchange])) - 1 }
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

  #chatPrompt(exchanges: readonly Remembered[], question?: Question): Prompt {
    return chatPrompt(this.#listener.tokenizer, this.#config.persona, exchanges, question)
  }
}
