import {
  AppError,
  beginsTurn,
  engineMessage,
  sharedClock,
  storeAnswers,
  storeRequest,
  unansweredTurn,
  type AppErrorBody,
  type AskMessage,
  type Clock,
  type EngineMessage,
  type EngineState,
  type HostMessage,
  type Notice,
  type Port,
  type StoreAnswer,
  type StoreKind,
  type StoreRequest,
  type TurnEndReason,
  type TurnMetrics,
  type WindowTimes,
} from '@contract'

type Message<Type extends EngineMessage['type']> = Extract<EngineMessage, { type: Type }>

/** What the engine says of the conversation that is open. */
export type ConversationMessage = Message<
  'conversation' | 'exchange' | 'exchange-written' | 'exchange-heard' | 'forgotten'
>

/** Asks of what was said before. Rejects with a sentence for the user, also when the engine goes away meanwhile. */
export type AskStore = <Request extends StoreRequest>(
  request: Request,
) => Promise<StoreAnswer<Request['kind']>>

/** What was asked of the store, until it answers. */
interface StoreQuestion {
  readonly kind: StoreKind
  readonly resolve: (answer: never) => void
  readonly reject: (reason: AppError) => void
}

/** What the engine says. Of turns only the newest is heard; but every turn's end is told, once. */
export interface EngineEvents {
  /** An engine is there that knows nothing of this window yet. What is told to it now comes before all that waited. */
  ready(message: Message<'ready'>): void
  /** The engine is not there, or not yet. */
  away(state: EngineState, error: AppErrorBody | undefined): void
  conversation(message: ConversationMessage): void
  /** The list of conversations is to be asked for again. */
  conversationsChanged(): void
  /** Why what is said is not kept as its user chose, from now on; undefined: it is. */
  keeping(hindrance: AppErrorBody | undefined): void
  state(message: Message<'state'>): void
  /** How likely a pause of the newest turn was the end of it. */
  endOfTurn(message: Message<'end-of-turn'>): void
  text(turn: number, text: string): void
  sentence(message: Message<'sentence'>): void
  audio(message: Message<'audio'>): void
  turnEnd(turn: number, reason: TurnEndReason, metrics: TurnMetrics, error: AppErrorBody | undefined): void
  /** What may be called, and how the servers of tools are. */
  tools(message: Message<'tools'>): void
  /** A tool of the newest turn asks first. */
  toolAsk(message: Message<'tool-ask'>): void
  /** What rings, or has rung and was not seen. */
  ringing(ringing: Message<'ringing'>['ringing']): void
  /** What the user should know, and is no trouble. */
  note(note: Notice): void
  trouble(error: AppErrorBody): void
}

/**
 * The engine as a window sees it: numbers the turns, knows which are open, and lets nothing through that is old or
 * malformed. Engines come and go behind it:
 *
 *     starting -> ready -> restarting or cut -> ready -> ... -> lost -> restart asked for -> ...
 *
 * When one goes, every turn that it had ends as failed. What is asked while one starts waits for it, and what is asked of a
 * lost one fails at once.
 */
export class EngineClient {
  readonly #port: Port<AskMessage | HostMessage, unknown>
  readonly #on: EngineEvents
  readonly #now: Clock
  /** And whether their questions are complete. */
  readonly #openTurns = new Map<number, boolean>()
  #newestTurn = 0
  #engine: { readonly state: EngineState | 'ready'; readonly error?: AppErrorBody } = { state: 'starting' }
  /** What waits for an engine. */
  #held: AskMessage[] = []
  /** The one that is shown, and one that was left before the engine said so. */
  #conversation: { readonly id: number; readonly isPrivate: boolean } | undefined
  #left: number | undefined
  /** By the numbers of requests. */
  readonly #storeQuestions = new Map<number, StoreQuestion>()
  #newestRequest = 0

  constructor(port: Port<AskMessage | HostMessage, unknown>, on: EngineEvents, now: Clock = sharedClock) {
    this.#port = port
    this.#on = on
    this.#now = now
    port.onMessage((message) => this.#receive(message))
  }

  /** Begins a spoken question and says its turn. @param interrupts an answer: where it says no more than "stop", nothing is asked */
  beginUtterance(interrupts = false): number {
    const turn = this.#nextTurn()
    this.#ask({ type: 'utterance-start', turn, mode: 'chat', ...(interrupts && { interrupts }) })
    return turn
  }

  /** 16 kHz samples of the newest turn's question. */
  hear(samples: Float32Array): void {
    this.#ask({ type: 'audio', turn: this.#newestTurn, samples })
  }

  /** The speaker pauses: the engine may begin to answer in secret, and say how likely this was the end. */
  pauseUtterance(pause: number): void {
    this.#ask({ type: 'utterance-pause', turn: this.#newestTurn, pause })
  }

  endUtterance(): void {
    this.#ask({ type: 'utterance-end', turn: this.#newestTurn })
  }

  /** A typed question; says its turn. */
  ask(text: string): number {
    const turn = this.#nextTurn()
    this.#ask({ type: 'ask', turn, text })
    return turn
  }

  /** The question of an exchange once more, by its ID; says its turn. */
  askAgain(of: number): number {
    const turn = this.#nextTurn()
    this.#ask({ type: 'ask-again', turn, of })
    return turn
  }

  /** Says the answer of an exchange once more, by its ID; says its turn. */
  readAloud(of: number): number {
    const turn = this.#nextTurn()
    this.#ask({ type: 'read-aloud', turn, of })
    return turn
  }

  /** Says a text that is no answer, by that voice; says its turn. @param isInMood as it sounds where the voice follows what it says */
  say(text: string, voice?: string, isInMood?: boolean): number {
    const turn = this.#nextTurn()
    this.#ask({ type: 'say', turn, text, voice, isInMood })
    return turn
  }

  /**
   * Takes a question back, or ends its answer.
   * @param playedSamples how much of the answer was heard
   */
  interrupt(turn: number, playedSamples?: number): void {
    this.#takeBack({ type: 'interrupt', turn, playedSamples })
  }

  /** Tells the other windows up to where the answer of a turn was heard; undefined: it is read aloud no more. */
  heard(turn: number, place: number | undefined): void {
    if (this.#isReady) this.#port.send({ type: 'heard', turn, ...(place !== undefined && { place }) })
  }

  /** The turn never was: neither its question nor its answer is remembered. */
  withdraw(turn: number): void {
    this.#takeBack({ type: 'withdraw', turn })
  }

  /** Takes a number that no question has, for what is played without one. */
  skipTurn(): number {
    return this.#nextTurn()
  }

  /** Begins a new conversation. What is still told of the one before is not heard. @param isPrivate none of it is written down */
  begin(isPrivate = false): void {
    this.#left = this.#conversation?.id
    this.#sendOrHold({ type: 'begin', ...(isPrivate && { isPrivate }) })
  }

  /** Opens a conversation, in all windows. */
  open(conversation: number): void {
    this.#sendOrHold({ type: 'open', conversation })
  }

  /** Asks of what was said before. */
  readonly store: AskStore = (ask) =>
    new Promise((resolve, reject) => {
      if (this.#engine.state === 'lost') return reject(this.#storeGone())
      // What enters no engine is answered by none.
      const { error } = storeRequest.safeParse(ask)
      if (error)
        return reject(new AppError('message-invalid', { kind: 'not-asked', detail: error.issues[0].message }))
      const request = ++this.#newestRequest
      this.#storeQuestions.set(request, { kind: ask.kind, resolve, reject })
      this.#sendOrHold({ type: 'store', request, ask })
    })

  /** How fast the next answers are spoken. To be told to every engine that is ready. */
  speakAt(speed: number): void {
    if (this.#isReady) this.#port.send({ type: 'speed', speed })
  }

  /** Whether the next sentences are said in their mood. To be told to every engine that is ready. */
  followMood(isFollowed: boolean): void {
    if (this.#isReady) this.#port.send({ type: 'mood', isFollowed })
  }

  /** Who speaks the next sentences. To be told to every engine that is ready. */
  speakAs(id: string): void {
    if (this.#isReady) this.#port.send({ type: 'voice', id })
  }

  /** What the user says to a tool that asked first. */
  answerTool(answer: Omit<Extract<AskMessage, { type: 'tool-answer' }>, 'type'>): void {
    if (this.#isReady) this.#port.send({ type: 'tool-answer', ...answer })
  }

  /** Silences what rings; or what has rung was seen. */
  ringingSeen(ring?: number): void {
    if (this.#isReady) this.#port.send({ type: 'ringing-seen', ...(ring !== undefined && { ring }) })
  }

  /** Tells what this window did for a turn, for the log and the figures. */
  timed(turn: number, times: WindowTimes): void {
    if (this.#isReady && Object.keys(times).length > 0) this.#port.send({ type: 'timed', turn, ...times })
  }

  /** Asks for a lost engine to be started again. */
  restart(): void {
    this.#port.send({ type: 'restart' })
  }

  close(): void {
    this.#port.close()
  }

  get #isReady(): boolean {
    return this.#engine.state === 'ready'
  }

  #nextTurn(): number {
    return ++this.#newestTurn
  }

  /** Says something of a turn that it begins, or that is open. */
  #ask(message: Extract<AskMessage, { turn: number }>): void {
    const { turn } = message
    if (beginsTurn(message)) this.#openTurns.set(turn, message.type !== 'utterance-start')
    else if (!this.#openTurns.has(turn)) return
    if (message.type === 'utterance-end') this.#openTurns.set(turn, true)
    if (this.#engine.state !== 'lost') this.#sendOrHold(message)
    // Later: whoever asks is to know the turn first.
    else if (beginsTurn(message)) queueMicrotask(() => this.#fail(turn))
  }

  #sendOrHold(message: AskMessage): void {
    if (this.#isReady) this.#port.send(message)
    else this.#held.push(message)
  }

  #takeBack(message: Extract<AskMessage, { type: 'interrupt' | 'withdraw' }>): void {
    const { turn } = message
    // An answer that is over for the engine may still be playing.
    if (this.#isReady) return this.#port.send(message)
    this.#held = this.#held.filter((held) => !('turn' in held) || held.turn !== turn)
    this.#end(unansweredTurn(turn, 'interrupted', this.#now()))
  }

  #receive(data: unknown): void {
    const checked = engineMessage.safeParse(data)
    if (!checked.success) {
      this.#on.trouble(notUnderstood(checked.error).toBody())
      return
    }
    const message = checked.data
    switch (message.type) {
      case 'ready':
        return this.#begins(message)
      case 'engine':
        return this.#goes(message)
      case 'conversation':
      case 'exchange':
      case 'exchange-written':
      case 'exchange-heard':
      case 'forgotten':
        return this.#receiveOfConversation(message)
      case 'tools':
        return this.#on.tools(message)
      case 'ringing':
        return this.#on.ringing(message.ringing)
      case 'note':
        return this.#on.note(message.note)
      case 'trouble':
        return this.#on.trouble(message.error)
      case 'keeping':
        return this.#on.keeping(message.hindrance)
      case 'conversations-changed':
        return this.#on.conversationsChanged()
      case 'stored':
        return this.#stored(message)
      case 'pong':
        return
      case 'turn-end':
        return this.#end(message)
      case 'state':
      case 'end-of-turn':
      case 'text':
      case 'tool-ask':
      case 'sentence':
      case 'audio':
        if (message.turn === this.#newestTurn && this.#openTurns.has(message.turn)) this.#tellOfTurn(message)
        return
    }
  }

  #begins(message: Message<'ready'>): void {
    // One engine may come right after the other.
    if (this.#isReady) this.#failAll()
    this.#engine = { state: 'ready' }
    const { id, isPrivate } = this.#conversation ?? {}
    this.#port.send({
      type: 'open',
      ...(id !== undefined && { conversation: id }),
      ...(isPrivate && { isPrivate }),
    })
    this.#on.ready(message)
    for (const held of this.#held.splice(0)) this.#port.send(held)
  }

  #goes({ state, error }: Message<'engine'>): void {
    const wasReady = this.#isReady
    this.#engine = { state, error }
    if (wasReady || state === 'lost') this.#failAll()
    this.#on.away(state, error)
  }

  #receiveOfConversation(message: ConversationMessage): void {
    if (message.type === 'conversation') {
      if (message.conversation === this.#left && message.exchanges.length > 0) return
      this.#left = undefined
      this.#conversation = { id: message.conversation, isPrivate: message.isPrivate }
    }
    if (message.type === 'exchange' && message.exchange.conversation === this.#left) return
    this.#on.conversation(message)
  }

  #tellOfTurn(message: Message<'state' | 'end-of-turn' | 'text' | 'tool-ask' | 'sentence' | 'audio'>): void {
    switch (message.type) {
      case 'state':
        return this.#on.state(message)
      case 'end-of-turn':
        return this.#on.endOfTurn(message)
      case 'text':
        return this.#on.text(message.turn, message.text)
      case 'tool-ask':
        return this.#on.toolAsk(message)
      case 'sentence':
        return this.#on.sentence(message)
      case 'audio':
        return this.#on.audio(message)
    }
  }

  #end({ turn, reason, metrics, error }: Message<'turn-end'>): void {
    if (this.#openTurns.delete(turn)) this.#on.turnEnd(turn, reason, metrics, error)
  }

  #stored({ request, answer, error }: Message<'stored'>): void {
    const question = this.#storeQuestions.get(request)
    if (question === undefined) return
    this.#storeQuestions.delete(request)
    const { kind, resolve, reject } = question
    if (error) return reject(new AppError(error.code, error.notice, { retryable: error.retryable }))
    const checked = storeAnswers[kind].safeParse(answer)
    if (checked.success) resolve(checked.data as never)
    else reject(notUnderstood(checked.error))
  }

  /** Ends all that was asked of an engine that is gone. What waits of it is not asked any more. */
  #failAll(): void {
    this.#held = this.#held.filter((held) => !('turn' in held) && held.type !== 'store')
    for (const turn of [...this.#openTurns.keys()]) this.#fail(turn)
    const questions = [...this.#storeQuestions.values()]
    this.#storeQuestions.clear()
    for (const { reject } of questions) reject(this.#storeGone())
  }

  #storeGone(): AppError {
    if (this.#engine.state === 'lost')
      return new AppError('engine-lost', { kind: 'engine-not-running' }, { retryable: true })
    return this.#gone('store', true)
  }

  #fail(turn: number): void {
    this.#end(unansweredTurn(turn, 'failed', this.#now(), this.#whyNot(turn)))
  }

  #whyNot(turn: number): AppErrorBody {
    if (this.#engine.state === 'lost')
      return this.#engine.error ?? new AppError('engine-lost', { kind: 'engine-not-running' }).toBody()
    return (this.#openTurns.get(turn) ? this.#gone('answer', true) : this.#gone('question', false)).toBody()
  }

  /** The engine was lost for a while, or the line to it. */
  #gone(during: 'question' | 'answer' | 'store', retryable: boolean): AppError {
    const kind = this.#engine.state === 'cut' ? 'line-cut' : 'engine-stopped'
    return new AppError('engine-lost', { kind, during }, { retryable })
  }
}

function notUnderstood({ issues }: { readonly issues: readonly { readonly message: string }[] }): AppError {
  return new AppError('message-invalid', { kind: 'not-understood', detail: issues[0].message })
}
