import { AppError, toAppError, type ToolStep } from '@contract'
import type { MelFeatures } from '../../hearing/logMel'
import type { ContextFill, ListenerConversation, PastExchange, Question, Spoken } from '../listener'
import type { HeardAudio } from './encodeAudio'
import { newestThatFit } from './newestThatFit'
import { chatPrompt, transcriptionPrompt, type Question as Asked } from './prompt'
import { promptLength, type Prompt } from './promptTokens'
import { answerTokens, availableTools, toolResults } from './toolPrompt'
import type { VoxtralModel } from './voxtralModel'

/** What is known of an exchange. A spoken question of earlier is encoded when it is needed, for that takes long. */
interface Known {
  /** As the conversation told it. */
  readonly told: PastExchange
  readonly question: Asked | { readonly samples: number }
  readonly answer: readonly number[]
  /** Of a prompt. Counted once, for it means to encode the texts, and a conversation may be long. */
  readonly tokens: number
}

/** A question that is asked here, and the tokens of its answer so far. */
interface Given {
  readonly question: Question
  readonly asked: Asked
  readonly answer: number[]
  /** How many calls the answer holds together with what came of them. */
  toolSteps: number
}

/**
 * A conversation as Voxtral is told of it: of its exchanges the newest that fit. What was said the conversation tells each time;
 * here lies what that is in tokens and in heard audio. Exchanges go by their numbers: where one is forgotten, the prompt of all
 * before it and what was heard of all others stay as they are.
 */
export class History {
  readonly #model: VoxtralModel
  readonly #conversation: ListenerConversation
  readonly #melOf: (spoken: Spoken) => MelFeatures
  #exchanges: Known[] = []
  #isOpened = false
  /** What is older had no room, and gets none again: prompts are to go on beginning as they did. */
  #oldest = 0
  /** Of these there is neither sound nor text. */
  readonly #lost = new Set<number>()
  /** What was heard of utterances, when they were so long. */
  readonly #heard = new WeakMap<Spoken, { readonly seconds: number; readonly heard: HeardAudio }>()
  /** The question that was asked last, until the conversation has it. */
  #given: Given | undefined
  /** What may be called, as text and as tokens. */
  #tools: { readonly text: string; readonly tokens: readonly number[] } = { text: '[]', tokens: [] }

  constructor(
    model: VoxtralModel,
    conversation: ListenerConversation,
    melOf: (spoken: Spoken) => MelFeatures,
  ) {
    this.#model = model
    this.#conversation = conversation
    this.#melOf = melOf
  }

  /** Tokens of a conversation that are held: what is configured, and no more than the model can tell apart. */
  get contextTokens(): number {
    return Math.min(this.#conversation.settings.contextTokens, this.#model.config.longestContext)
  }

  /** An answer gets what is configured, but never so much of a small context that no question has room beside it. */
  get answerTokens(): number {
    return Math.min(this.#conversation.settings.sampling.maxNewTokens, Math.floor(this.contextTokens / 4))
  }

  get fill(): ContextFill {
    this.#follow()
    return { usedTokens: this.#tokens, contextTokens: this.contextTokens }
  }

  /**
   * Hears a question: once, however often its listener is asked on.
   * @returns what the next tokens of its answer are to be added to
   * @throws question-too-long before anything is encoded, which takes long; the signal's reason
   */
  async hear(question: Question, signal: AbortSignal): Promise<Given> {
    if (this.#given?.question === question) return this.#given
    // What of the last question the conversation has not taken up by now never will be: it was dropped, or failed.
    this.#follow()
    if ('spoken' in question) this.requireRoom(question.spoken)
    await this.hearEarlier(signal)
    const asked =
      'text' in question ? { text: question.text } : { heard: await this.encode(question.spoken, signal) }
    return (this.#given = { question, asked, answer: [], toolSteps: 0 })
  }

  /** What is heard of an utterance, which is encoded once. Aborting throws the signal's reason. */
  async encode(spoken: Spoken, signal: AbortSignal): Promise<HeardAudio> {
    const { seconds } = spoken
    const known = this.#heard.get(spoken)
    if (known?.seconds === seconds) return known.heard
    const { audioMarginTokens } = this.#conversation.settings
    const heard = await this.#model.encoder.encode(this.#melOf(spoken), audioMarginTokens, signal)
    this.#heard.set(spoken, { seconds, heard })
    return heard
  }

  /** What was heard of the question of an exchange; undefined: nobody has its sound any more. */
  async heardOf(exchange: number, signal: AbortSignal): Promise<HeardAudio | undefined> {
    this.#follow()
    const question = this.#exchanges.find(({ told }) => told.id === exchange)?.question
    return question !== undefined && 'heard' in question ? question.heard : this.#rehear(exchange, signal)
  }

  /**
   * The prompt of the conversation so far and a question, with its answer as far as it is given; the oldest exchanges go when it
   * would grow too long.
   * @param toolSteps what was called for the answer, with what came of it
   * @throws question-too-long for what has no room alone
   */
  prompt(given: Given, written: string, toolSteps: readonly ToolStep[]): Prompt {
    const { tokenizer } = this.#model
    const added = toolSteps.slice(given.toolSteps)
    // Asked on behind another listener, it has no tokens of its own.
    if (given.answer.length === 0) given.answer.push(...answerTokens(tokenizer, written, toolSteps))
    else if (added.length > 0) given.answer.push(...toolResults(tokenizer, added))
    given.toolSteps = toolSteps.length
    const answer = given.answer.length > 0 ? [{ tokens: [...given.answer] }] : []
    const alone = [...this.#chatPrompt([], given.asked), ...answer]
    this.#requireFits(alone)
    this.#keep(newestThatFit(this.#exchanges.toReversed(), this.#promptTokens - promptLength(alone)))
    // The persona may take a token more before another question.
    for (;;) {
      const prompt = [...this.#chatPrompt(this.#exchanges, given.asked), ...answer]
      if (this.#fits(prompt)) return prompt
      this.#keep(this.#exchanges.slice(1))
    }
  }

  /** The prompt that asks for what was said, word by word. @throws question-too-long */
  transcription(heard: HeardAudio): Prompt {
    const prompt = transcriptionPrompt(this.#model.tokenizer, heard, 'en')
    this.#requireFits(prompt)
    return prompt
  }

  /** What the next prompts begin with. */
  get beginning(): Prompt {
    return this.#chatPrompt(this.#exchanges)
  }

  /** Takes up what was said meanwhile, and makes room for the next question. Returns whether prompts begin otherwise now. */
  getReady(): boolean {
    const { text } = this.#tools
    this.#follow()
    return this.#makeRoom() || !this.#exchanges.every(isHeard) || this.#tools.text !== text
  }

  /**
   * Hears the spoken questions of earlier once more, each once. One that cannot be heard any more is left out. Aborting throws the
   * signal's reason.
   */
  async hearEarlier(signal: AbortSignal): Promise<void> {
    for (const { told, question } of [...this.#exchanges]) {
      if (!('samples' in question)) continue
      const heard = await this.#rehear(told.id, signal).catch((failure: unknown) => {
        signal.throwIfAborted()
        console.error(`parley: A question of earlier could not be heard again (${toAppError(failure).code}).`)
        return undefined
      })
      if (heard === undefined) this.#lost.add(told.id)
      // It may have been cut or forgotten meanwhile.
      this.#exchanges = this.#exchanges.flatMap((each) => {
        if (each.told.id !== told.id) return each
        return heard === undefined ? [] : { ...each, question: { heard } }
      })
    }
  }

  /** @throws question-too-long for audio that cannot be held */
  requireRoom({ seconds }: Spoken): void {
    const { encoder, config } = this.#model
    const { samplingRate } = config.mel
    if (encoder.tokensOf(Math.round(seconds * samplingRate), 0) <= this.#promptTokens) return
    const longestSeconds = (this.#promptTokens * config.tokenSamples) / samplingRate
    throw new AppError('question-too-long', {
      kind: 'question-seconds',
      seconds: Math.ceil(seconds),
      longestSeconds: Math.floor(longestSeconds),
    })
  }

  /** Takes up what was said, cut and forgotten since. */
  #follow(): void {
    const text = JSON.stringify(this.#conversation.tools)
    const { tokenizer, config } = this.#model
    if (text !== this.#tools.text) {
      const roomTokens = this.contextTokens / 4
      const { tools } = this.#conversation
      this.#tools = { text, tokens: availableTools(tokenizer, tools, config.taughtTools, roomTokens) }
    }
    const { exchanges } = this.#conversation
    // What has no room when it is opened is not even made tokens: of a long conversation that would take long.
    const room = this.#isOpened ? Infinity : this.#promptTokens
    this.#exchanges = newestThatFit(this.#newestFirst(exchanges), room)
    if (!this.#isOpened && exchanges.length > 0) {
      const oldest = this.#exchanges[0]?.told.id ?? exchanges.at(-1)!.id + 1
      if (exchanges[0].id < oldest) this.#oldest = oldest
    }
    this.#isOpened = true
  }

  /** What there is to be told of these, newest first. Each is learnt when it is come to. */
  *#newestFirst(exchanges: readonly PastExchange[]): Generator<Known> {
    const known = new Map(this.#exchanges.map((exchange) => [exchange.told.id, exchange]))
    for (const told of exchanges.toReversed()) {
      if (told.id < this.#oldest) return
      const learnt = this.#lost.has(told.id) ? undefined : this.#learn(told, known.get(told.id))
      if (learnt !== undefined) yield learnt
    }
  }

  #learn(told: PastExchange, known: Known | undefined): Known | undefined {
    // Its question may have been written down meanwhile.
    if (known?.told.answer === told.answer && known.told.isCut === told.isCut) return { ...known, told }
    const given = this.#given?.question.exchange === told.id ? this.#given : undefined
    if (given !== undefined) this.#given = undefined
    const question = known?.question ?? given?.asked ?? this.#earlier(told)
    if (question === undefined) return undefined
    const answer =
      given !== undefined && !told.isCut
        ? given.answer
        : answerTokens(this.#model.tokenizer, told.answer, told.toolSteps)
    return this.#counted({ told, question, answer })
  }

  /** The question of an exchange that another listener, or another run, was asked; undefined: nobody can be told of it. */
  #earlier({ id, question }: PastExchange): Known['question'] | undefined {
    if ('text' in question) return { text: question.text }
    const samples = this.#conversation.audioOf(id)?.length
    if (samples !== undefined) return { samples }
    if (question.transcript !== undefined) return { text: question.transcript }
    this.#lost.add(id)
    return undefined
  }

  async #rehear(exchange: number, signal: AbortSignal): Promise<HeardAudio | undefined> {
    const samples = this.#conversation.audioOf(exchange)
    if (samples === undefined) return undefined
    return this.encode({ samples, seconds: samples.length / this.#model.config.mel.samplingRate }, signal)
  }

  /**
   * Makes room when the next question might find none, and more than need be, so that this happens seldom: what follows a
   * change must be computed anew. Spoken questions become what was written down of them; then the oldest exchanges go.
   * @returns whether something was changed
   */
  #makeRoom(): boolean {
    const roomy = this.#promptTokens - this.contextTokens / 4
    if (this.#tokens <= roomy) return false
    if (this.#conversation.settings.earlierQuestions === 'written')
      this.#exchanges = this.#exchanges.map((each) => this.#written(each))
    if (this.#tokens <= roomy) return true
    const kept = newestThatFit(this.#exchanges.toReversed(), this.#promptTokens / 2)
    this.#keep(kept.length > 0 ? kept : this.#exchanges.slice(-1))
    return true
  }

  /** Goes on with the newest of what is known. */
  #keep(kept: Known[]): void {
    const newest = this.#exchanges.at(-1)?.told.id ?? -1
    if (kept.length < this.#exchanges.length) this.#oldest = kept[0]?.told.id ?? newest + 1
    this.#exchanges = kept
  }

  /** Tokens that what is remembered takes of the context. */
  get #tokens(): number {
    return this.#exchanges.reduce((sum, exchange) => sum + exchange.tokens, 0)
  }

  /** An exchange whose question is read, where that takes less room than to hear it. */
  #written(exchange: Known): Known {
    const { question } = exchange.told
    const text = 'seconds' in question ? question.transcript : undefined
    if (text === undefined || 'text' in exchange.question) return exchange
    const written = this.#counted({ ...exchange, question: { text } })
    return written.tokens < exchange.tokens ? written : exchange
  }

  #counted(exchange: Omit<Known, 'tokens'>): Known {
    const { question } = exchange
    const { encoder } = this.#model
    const { audioMarginTokens } = this.#conversation.settings
    const asked =
      'samples' in question
        ? {
            heard: {
              id: 0,
              tokens: encoder.tokensOf(question.samples, audioMarginTokens),
              embeddings: noEmbeddings,
            },
          }
        : question
    const { tokenizer } = this.#model
    const { isCut } = exchange.told
    const said = chatPrompt(tokenizer, '', [{ question: asked, answer: exchange.answer, isCut }])
    return { ...exchange, tokens: promptLength(said) - 1 }
  }

  get #promptTokens(): number {
    return this.contextTokens - this.answerTokens
  }

  #fits(prompt: Prompt): boolean {
    return promptLength(prompt) <= this.#promptTokens
  }

  #requireFits(prompt: Prompt): void {
    if (this.#fits(prompt)) return
    throw new AppError('question-too-long', { kind: 'question-too-long' })
  }

  #chatPrompt(exchanges: readonly Known[], asked?: Asked): Prompt {
    const said = exchanges
      .filter(isHeard)
      .map(({ question, answer, told }) => ({ question, answer, isCut: told.isCut }))
    const { persona } = this.#conversation.settings
    return chatPrompt(this.#model.tokenizer, persona, said, asked, this.#tools.tokens)
  }
}

const noEmbeddings = new Float32Array(0)

/** Whether it can stand in a prompt. */
function isHeard(exchange: Known): exchange is Known & { readonly question: Asked } {
  return !('samples' in exchange.question)
}
