import {
  notedTrouble,
  type AppError,
  type AskedQuestion,
  type Config,
  type EngineMessage,
  type Exchange,
  type Keeping,
  type NoteEvent,
} from '@contract'
import type { ConversationStore, Removal } from './conversations/conversationStore'
import type { Removed } from './conversations/removals'
import { Rest } from './flow/rest'
import type { ListenerConversation } from './listeners/listener'
import type { EngineModels } from './models/engineModels'
import { toldConversation } from './toldConversation'
import type { RawTool } from './tools/rawTool'
import type { Toolbox } from './tools/toolbox'
import { VoicePace } from './voicePace'

/** Tells one window of the open conversation. */
export type View = (message: EngineMessage) => void

/** The question of an exchange, to be asked once more. */
export type AskedBefore = { readonly text: string } | { readonly samples: Float32Array }

/** What a session is made of, beside the models. */
export interface SessionOptions {
  readonly store: ConversationStore
  /** What the listener may call; absent: nothing. */
  readonly toolbox?: Toolbox
  /** Told when something rings and no window is there to be heard, and when that is over. */
  readonly onUnheard?: (isUnheard: boolean) => void
  /** Told of what happens, for the log; absent: nobody is. */
  readonly note?: NoteEvent
  /** The newest conversation goes on if it went on after this time, in milliseconds since 1970. */
  readonly since?: number
}

/** The conversation that is open. */
interface Open {
  readonly conversation: number
  readonly isPrivate: boolean
  readonly told: ListenerConversation
}

/**
 * One conversation is open, and all windows are views of it. What is said goes into the store as it is said, and all views
 * are told what became of it.
 */
export class Session {
  readonly models: EngineModels
  readonly config: Config
  readonly store: ConversationStore
  /** For the log. */
  readonly note: NoteEvent
  readonly #toolbox: Toolbox | undefined
  readonly #onUnheard: (isUnheard: boolean) => void
  #isUnheard = false
  readonly #views = new Set<View>()
  /** What ends an answer that goes on, by the number of its exchange. */
  readonly #answering = new Map<number, () => void>()
  /** Trouble with the store before anybody was there to hear of it. */
  #untold: AppError[] = []
  /** Why nothing is kept, as the views know it. */
  #toldHindrance: string | undefined
  /** How fast the voices are, whoever hears them. */
  readonly pace = new VoicePace()
  /** What all windows leave to each other behind a search. */
  readonly rest = new Rest()
  #open: Open

  constructor(models: EngineModels, config: Config, options: SessionOptions) {
    const { store, toolbox, since = Infinity } = options
    const { onUnheard = () => undefined, note = () => undefined } = options
    this.models = models
    this.config = config
    this.store = store
    this.note = note
    this.#toolbox = toolbox
    this.#onUnheard = onUnheard
    toolbox?.tellTo((message) => {
      for (const view of this.#views) view(message)
      this.#tellUnheard()
    })
    const [newest] = store.conversations(1)
    this.#toldHindrance = store.hindrance?.message
    this.#open =
      newest !== undefined && newest.updatedAt >= since
        ? this.#opened(newest.id, newest.isPrivate)
        : this.#opened(store.createConversation())
  }

  /** What the listener may call now. */
  get tools(): readonly RawTool[] {
    return this.#toolbox?.tools(() => this.#open.isPrivate) ?? []
  }

  /** Whatever rings is silent; or what has rung was seen. */
  ringingSeen(ring?: number): void {
    if (ring === undefined) this.#toolbox?.timers.silence()
    else this.#toolbox?.timers.seen(ring)
  }

  /** What the listener is told of the open conversation. */
  get told(): ListenerConversation {
    return this.#open.told
  }

  /**
   * Shows a window the open conversation, from now on; another one is opened for all. One that is not there is not.
   * @param isPrivate the window takes it for a private one: in place of one that is not there, another begins
   */
  open(view: View, conversation = this.#open.conversation, isPrivate = false): void {
    this.#views.add(view)
    this.#tellUnheard()
    const isThere = this.store.conversation(conversation) !== undefined
    if (conversation !== this.#open.conversation && isThere) this.#show(conversation)
    else if (conversation !== this.#open.conversation && isPrivate && !this.#open.isPrivate) this.begin(true)
    else this.#tellConversation(view)
    if (this.#toolbox) for (const message of [this.#toolbox.told, this.#toolbox.ringing]) view(message)
    for (const trouble of this.#untold.splice(0)) this.trouble(trouble)
    if (this.store.hindrance) view(this.#keeping)
  }

  leave(view: View): void {
    this.#views.delete(view)
    this.#tellUnheard()
  }

  /** Begins a new conversation. @param isPrivate nothing of it touches a disk */
  begin(isPrivate = false): void {
    this.#show(this.store.createConversation(isPrivate), isPrivate)
  }

  /**
   * A question was asked in a window, which knows it by its turn.
   * @param samples of a spoken one
   * @returns the number of its exchange
   */
  asked(view: View, turn: number, question: AskedQuestion, samples?: Float32Array): number {
    const exchange = this.store.begin(this.#open.conversation, question)
    if (samples) this.store.setQuestionAudio(exchange.id, samples)
    // The conversation may have been removed.
    if (exchange.conversation !== this.#open.conversation) this.#show(exchange.conversation)
    this.#tell(exchange, view, turn)
    this.#listChanged()
    return exchange.id
  }

  /** The answer of an exchange goes on until `answered`. @param end ends it: the exchange is removed */
  answers(exchange: number, end: () => void): void {
    this.#answering.set(exchange, end)
  }

  answered(exchange: number): void {
    this.#answering.delete(exchange)
  }

  /** A piece of an answer is written: the window that asked has it already. */
  written(exchange: number, text: string, asker: View): void {
    this.#tellOthers({ type: 'exchange-written', exchange, text }, asker)
  }

  /** An answer was heard up to a place, in the window that plays it. @param isAgain it is read aloud once more; no place: it ends */
  heard(exchange: number, place: number | undefined, isAgain: boolean, player: View): void {
    this.#tellOthers(
      { type: 'exchange-heard', exchange, ...(place !== undefined && { place }), isAgain },
      player,
    )
  }

  /** An exchange has ended, or was cut afterwards. */
  changed(id: number, view: View, turn: number): void {
    const exchange = this.store.exchange(id)
    if (exchange) this.#tell(exchange, view, turn)
  }

  /**
   * Removes an exchange, a conversation or everything, and ends what is being answered of it; for a while that can be undone.
   * What follows a private conversation is private.
   */
  remove(what: Removed): Removal | undefined {
    const removal = this.store.remove(what)
    for (const [exchange, end] of this.#answering) if (this.store.exchange(exchange) === undefined) end()
    if (typeof what === 'object' && 'exchange' in what) this.#gone(what.exchange)
    else if (what === 'everything' || what.conversation === this.#open.conversation)
      this.begin(this.#open.isPrivate)
    this.#listChanged()
    return removal
  }

  /** Takes a removal back. False: it is too late. */
  undo(removal: number): boolean {
    const isUndone = this.store.undo(removal)
    if (isUndone) this.#show(this.#open.conversation, this.#open.isPrivate)
    return isUndone
  }

  rename(conversation: number, name: string): void {
    this.store.rename(conversation, name)
    this.#listChanged()
  }

  /** Keeps conversations otherwise from now on. */
  keep(keeping: Keeping): void {
    this.store.keep(keeping)
    this.#listChanged()
  }

  /** What was spoken is put right by hand. */
  correct(id: number, transcript: string): void {
    this.store.correctQuestion(id, transcript)
    this.#written(id)
  }

  /** A spoken question that is not written down, the newest first; undefined: there is none that anybody looks at. */
  unwritten(isGivenUp: (id: number) => boolean): number | undefined {
    if (this.#views.size === 0) return undefined
    const exchange = this.store
      .exchanges(this.#open.conversation)
      .findLast(
        ({ id, question, outcome }) =>
          'seconds' in question &&
          question.transcript === undefined &&
          (outcome === 'done' || outcome === 'interrupted') &&
          !isGivenUp(id),
      )
    return exchange?.id
  }

  /** Writes a spoken question down, beside the conversation. False: nothing was understood. Aborting throws the signal's reason. */
  async writeDown(id: number, signal: AbortSignal): Promise<boolean> {
    const text = await this.models.listener.writeDown(this.told, id, signal)
    if (!text) return false
    this.store.setTranscript(id, text)
    this.#written(id)
    return true
  }

  /** An exchange never was. */
  discard(id: number): void {
    this.store.discard(id)
    this.#gone(id)
  }

  /** The question of an exchange; undefined: it is not there, or its sound is not. */
  questionOf(id: number): AskedBefore | undefined {
    const exchange = this.store.exchange(id)
    if (exchange === undefined) return undefined
    if ('text' in exchange.question) return exchange.question
    const samples = this.store.questionAudio(id)
    return samples && { samples }
  }

  /** What was answered in an exchange; undefined: nothing, or it is not kept. */
  answerOf(id: number): string | undefined {
    const answer = this.store.exchange(id)?.answer
    return answer === '' ? undefined : answer
  }

  /** Trouble that belongs to no turn, in all windows. */
  trouble(error: AppError): void {
    this.note({ event: 'trouble', ...notedTrouble(error) })
    if (this.#views.size === 0) this.#untold.push(error)
    for (const view of this.#views) view({ type: 'trouble', error: error.toBody() })
    this.#tellKeeping()
  }

  #show(conversation: number, isPrivate = this.store.conversation(conversation)?.isPrivate ?? false): void {
    this.#open = this.#opened(conversation, isPrivate)
    for (const view of this.#views) this.#tellConversation(view)
    this.#listChanged()
  }

  #opened(conversation: number, isPrivate = false): Open {
    const told = toldConversation(this.store, conversation, this.config, () => this.tools)
    return { conversation, isPrivate, told }
  }

  #written(id: number): void {
    const exchange = this.store.exchange(id)
    if (exchange) this.#tell(exchange)
    // The conversation may be called by it.
    this.#listChanged()
  }

  #tellUnheard(): void {
    const rings = this.#toolbox?.timers.ringing.some(({ isSilent }) => !isSilent) ?? false
    const isUnheard = rings && this.#views.size === 0
    if (isUnheard === this.#isUnheard) return
    this.#isUnheard = isUnheard
    this.#onUnheard(isUnheard)
  }

  #tellOthers(message: EngineMessage, than: View): void {
    for (const view of this.#views) if (view !== than) view(message)
  }

  #listChanged(): void {
    for (const view of this.#views) view({ type: 'conversations-changed' })
    this.#tellKeeping()
  }

  /** Tells whether what is said is kept, where that has changed. */
  #tellKeeping(): void {
    const hindrance = this.store.hindrance?.message
    if (hindrance === this.#toldHindrance) return
    this.#toldHindrance = hindrance
    for (const view of this.#views) view(this.#keeping)
  }

  get #keeping(): EngineMessage {
    const { hindrance } = this.store
    return { type: 'keeping', ...(hindrance && { hindrance: hindrance.toBody() }) }
  }

  #gone(id: number): void {
    for (const view of this.#views) view({ type: 'forgotten', exchange: id })
  }

  #tellConversation(view: View): void {
    const { conversation, isPrivate } = this.#open
    const exchanges = this.store.exchanges(conversation)
    view({ type: 'conversation', conversation, isPrivate, exchanges })
  }

  #tell(exchange: Exchange, asker?: View, turn?: number): void {
    if (exchange.conversation !== this.#open.conversation) return
    for (const view of this.#views) view({ type: 'exchange', exchange, ...(view === asker && { turn }) })
  }
}
