import { samplingConfig, type ToolStep } from '@contract'
import type { AnswerServer } from '../../network/answerServer'
import { serverModels } from '../../network/serverModels'
import { ServerError } from '../../network/serverTrouble'
import type { ToolDescription } from '../../tools/tool'
import type {
  AnswerOptions,
  AnswerPiece,
  Ear,
  Listener,
  ListenerConversation,
  PastExchange,
  Question,
  Spoken,
} from '../listener'
import { chatMessagesOf, toolsThatFit } from './chatMessagesOf'
import { questionContent, type SentQuestion } from './questionContent'
import { streamChat } from './streamChat'

/** What happens beside the answers. */
export type ServerNote =
  /** It takes no sound: what is said goes to it as text from now on. */
  | { readonly kind: 'takes-no-sound'; readonly host: string }
  /** Of the tools it is told of the first only: more do not fit. */
  | { readonly kind: 'tools-left-out'; readonly host: string; readonly told: number; readonly all: number }
  /** It takes no tools: it is told of none from now on. */
  | { readonly kind: 'takes-no-tools'; readonly host: string }
  /** It failed, and the local listener answers this question. */
  | { readonly kind: 'stepped-in'; readonly error: ServerError }

export interface ServerListenerOptions {
  readonly server: AnswerServer
  /** Empty: the first that the server lists. */
  readonly model: string
  /** What answers here: it writes questions down for a server that takes no sound, and steps in. */
  readonly local: Listener
  /** The local listener writes down whatever is said; the built-in one knows only its own questions. */
  readonly localWrites: boolean
  /** Spoken questions are sent as sound, as long as the server takes it. */
  readonly sendsSound: boolean
  /** Where the server fails before it said anything, the local listener answers. */
  readonly stepsIn: boolean
  readonly tell: (note: ServerNote) => void
}

const writeDownRequest = 'Write down word by word what is said, and nothing else.'
const sampling = samplingConfig.parse({})

/** A server that speaks as OpenAI's chat completions do, as a listener. */
export class ServerListener implements Listener {
  readonly name: string
  readonly isRemote = true
  readonly #options: ServerListenerOptions
  #model: string
  #sendsSound: boolean
  #sendsTools = true
  #toolsOffered = 0
  /** What spoken questions say, where somebody wrote that down for the server. */
  readonly #written = new WeakMap<Question, string>()
  readonly #writtenPast = new WeakMap<ListenerConversation, Map<number, string>>()

  constructor(options: ServerListenerOptions) {
    const { server, model, sendsSound } = options
    this.#options = options
    this.#model = model
    this.#sendsSound = sendsSound
    this.name = model === '' ? server.host : `${model} (${server.host})`
  }

  /** The local listener hears too: it may have to write down what was said, or to answer. */
  listen(): Ear {
    return this.#options.local.listen?.() ?? { push: () => undefined }
  }

  async *answer(
    conversation: ListenerConversation,
    question: Question,
    options: AnswerOptions,
  ): AsyncGenerator<AnswerPiece, void> {
    const { stepsIn, local, tell } = this.#options
    let hasSaid = false
    try {
      for await (const piece of this.#ask(conversation, question, options)) {
        hasSaid = true
        yield piece
      }
    } catch (thrown) {
      if (hasSaid || !stepsIn || !(thrown instanceof ServerError)) throw thrown
      tell({ kind: 'stepped-in', error: thrown })
      yield* local.answer(conversation, question, options)
    }
  }

  transcribe(
    conversation: ListenerConversation,
    spoken: Spoken,
    options: Pick<AnswerOptions, 'signal' | 'on'>,
  ): AsyncIterable<string> {
    if (!this.#isWriter) return this.#options.local.transcribe(conversation, spoken, options)
    return this.#transcribe(spoken.samples, options.signal)
  }

  async writeDown(
    conversation: ListenerConversation,
    said: number | Spoken,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    // Somebody waits, and what was spoken just now need not leave the computer for that.
    if (typeof said !== 'number') return this.#options.local.writeDown(conversation, said, signal)
    const known = this.#writtenPast.get(conversation)?.get(said)
    if (known !== undefined) return known
    if (!this.#isWriter) return this.#options.local.writeDown(conversation, said, signal)
    const samples = conversation.audioOf(said)
    return samples && textOf(this.#transcribe(samples, signal))
  }

  /** The local listener is left to whoever loaded it. */
  release(): void {
    this.#options.server.close()
  }

  /** The server writes down what was said, and not the local listener. */
  get #isWriter(): boolean {
    return this.#sendsSound && !this.#options.localWrites
  }

  async *#ask(
    conversation: ListenerConversation,
    question: Question,
    { signal, soFar, on }: AnswerOptions,
  ): AsyncGenerator<AnswerPiece, void> {
    on?.heard?.()
    let sent = await this.#firstSent(conversation, question, signal)
    let tools = this.#sendsTools ? conversation.tools : []
    for (;;) {
      let hasSaid = false
      try {
        for await (const piece of this.#send(conversation, tools, sent, soFar, signal)) {
          if (!hasSaid)
            this.#taken('spoken' in question && 'text' in sent, tools.length < conversation.tools.length)
          hasSaid = true
          if (typeof piece === 'string') on?.token?.()
          yield piece
        }
        return
      } catch (thrown) {
        if (hasSaid || !isRefusal(thrown)) throw thrown
        if (tools.length > 0 && isOfTools(thrown)) tools = []
        else if ('spoken' in question && 'samples' in sent) {
          const text = await this.#writeDownNow(conversation, question, signal)
          // What the server said of the sound says more than that nobody here understood it.
          if (text === '') throw thrown
          sent = { text }
        } else throw thrown
      }
    }
  }

  /** A question as the server is likely to take it. */
  async #firstSent(
    conversation: ListenerConversation,
    question: Question,
    signal: AbortSignal,
  ): Promise<SentQuestion> {
    if ('text' in question) return question
    if (this.#sendsSound) return { samples: question.spoken.samples }
    const text = await this.#writeDownNow(conversation, question, signal)
    if (text === '') throw this.#options.server.trouble({ kind: 'takes-no-sound' })
    return { text }
  }

  /** What is left out is told when something else is offered. */
  #fitting(offered: readonly ToolDescription[], contextTokens: number): readonly ToolDescription[] {
    const { server, tell } = this.#options
    const tools = toolsThatFit(offered, contextTokens)
    const [told, all] = [tools.length, offered.length]
    if (told < all && this.#toolsOffered !== all)
      tell({ kind: 'tools-left-out', host: server.host, told, all })
    this.#toolsOffered = all
    return tools
  }

  /** It answers to what has no sound, or no tools: it is asked so from now on. */
  #taken(withoutSound: boolean, withoutTools: boolean): void {
    const { server, tell } = this.#options
    if (withoutSound && this.#sendsSound) tell({ kind: 'takes-no-sound', host: server.host })
    if (withoutTools && this.#sendsTools) tell({ kind: 'takes-no-tools', host: server.host })
    this.#sendsSound &&= !withoutSound
    this.#sendsTools &&= !withoutTools
  }

  async *#send(
    conversation: ListenerConversation,
    offered: readonly ToolDescription[],
    question: SentQuestion,
    soFar: { readonly written: string; readonly toolSteps: readonly ToolStep[] } | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerPiece, void> {
    const takesSound = 'samples' in question || this.#sendsSound
    const { settings } = conversation
    const tools = this.#fitting(offered, settings.contextTokens)
    const messages = chatMessagesOf({
      ...{ conversation, tools, question, soFar },
      questionOf: (exchange) => this.#sentOf(conversation, exchange, takesSound),
    })
    const { server } = this.#options
    const model = await this.#modelOf(signal)
    const request = { model, messages, tools, sampling: settings.sampling }
    let isEmpty = true
    for await (const piece of streamChat(server, request, signal)) {
      isEmpty = false
      yield piece
    }
    // Behind a call what came of it is an answer.
    if (isEmpty && soFar === undefined) throw server.trouble({ kind: 'empty' })
  }

  #sentOf(
    conversation: ListenerConversation,
    { id, question }: PastExchange,
    takesSound: boolean,
  ): SentQuestion | undefined {
    if ('text' in question) return question
    const text = question.transcript ?? this.#writtenPast.get(conversation)?.get(id)
    if (text !== undefined) return { text }
    const samples = takesSound ? conversation.audioOf(id) : undefined
    return samples && { samples }
  }

  /** What was spoken, by the local listener: once, however often its answer is asked on. */
  async #writeDownNow(
    conversation: ListenerConversation,
    question: Extract<Question, { readonly spoken: Spoken }>,
    signal: AbortSignal,
  ): Promise<string> {
    const known = this.#written.get(question)
    if (known !== undefined) return known
    const text = await textOf(this.#options.local.transcribe(conversation, question.spoken, { signal }))
    this.#written.set(question, text)
    if (question.exchange !== undefined && text !== '') {
      const past = this.#writtenPast.get(conversation) ?? new Map<number, string>()
      this.#writtenPast.set(conversation, past.set(question.exchange, text))
    }
    return text
  }

  /** What is said, as the server writes it down. */
  async *#transcribe(samples: Float32Array, signal: AbortSignal): AsyncGenerator<string, void> {
    const content = questionContent({ samples }, writeDownRequest)
    const model = await this.#modelOf(signal)
    const request = { model, messages: [{ role: 'user', content }], tools: [], sampling } as const
    for await (const piece of streamChat(this.#options.server, request, signal))
      if (typeof piece === 'string') yield piece
  }

  async #modelOf(signal: AbortSignal): Promise<string> {
    const { server } = this.#options
    if (this.#model === '') this.#model = (await serverModels(server, signal))[0] ?? ''
    if (this.#model === '') throw server.trouble({ kind: 'no-model', model: '' })
    return this.#model
  }
}

/** It may not take what was sent, such as sound or tools. Servers say so in many ways: some fail. */
function isRefusal(thrown: unknown): thrown is ServerError {
  return saidOfRefusal(thrown) !== undefined
}

/** Of tools servers tell by their name, as vLLM, llama.cpp and Ollama do; or they tell nothing. */
function isOfTools(thrown: ServerError): boolean {
  const said = saidOfRefusal(thrown) ?? ''
  return /\btools?\b|\bfunction/i.test(said) || (said === '' && thrown.fault.kind === 'rejected')
}

function saidOfRefusal(thrown: unknown): string | undefined {
  if (!(thrown instanceof ServerError)) return undefined
  const { fault } = thrown
  if (fault.kind === 'rejected') return fault.said
  return fault.kind === 'failing' && (fault.status === 500 || fault.status === 501) ? fault.said : undefined
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text.trim()
}
