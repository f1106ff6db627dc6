import {
  AppError,
  isAbort,
  notedTrouble,
  sharedClock,
  toAppError,
  type Clock,
  type EngineMessage,
  type TurnEndReason,
} from '@contract'
import { ExchangeNotes } from './exchangeNotes'
import { onlyStops } from './hearing/onlyStops'
import { HeldMessages } from './heldMessages'
import { sayText } from './sayText'
import { Scribe } from './scribe'
import type { Session } from './session'
import { runTurn, type Asked, type TurnSettings } from './turn'
import type { Release, TurnSeat } from './turnLock'
import { Asides } from './speaking/asides'
import { voiceOf } from './speaking/voice'
import { waitingWords } from './speaking/waitingWords'
import { ToolQuestions } from './toolQuestions'
import { turnTools } from './tools/turnTools'
import { TurnNotes } from './turnNotes'
import { TurnRecord } from './turnRecord'
import { WaitingWord } from './waitingWord'
import type { Utterance } from './hearing/utterance'

/** "Hold on a second", with the silence around it. */
const longestStopSeconds = 2

/**
 * What a turn is asked, or what it is to say. `utteranceEndAt` is when the engine had all of it, on the shared clock. A
 * speculative turn is asked what was spoken so far. `interrupts`: an answer, and it may say no more than that this is to end.
 * `voice`: who says it, where that is not who says the answers.
 */
export type TurnRequest = { readonly turn: number; readonly utteranceEndAt: number } & (
  | {
      readonly mode: 'chat' | 'transcribe'
      readonly spoken: Utterance
      readonly interrupts?: boolean | undefined
    }
  | {
      readonly mode: 'chat' | 'say'
      readonly text: string
      readonly isOnlyWritten?: boolean
      readonly voice?: string | undefined
      readonly isInMood?: boolean | undefined
    }
)

/** The turn that is going on. */
interface CurrentTurn {
  readonly request: TurnRequest
  readonly abort: AbortController
  /** Settles when its `turn-end` is said. */
  readonly over: Promise<void>
  readonly messages: HeldMessages
  readonly record: TurnRecord
  readonly log: TurnNotes
  /** Those of its exchange: a turn that is no question, or only speculative, has none. */
  notes?: ExchangeNotes
  /** Another window's turn goes on. */
  isWaiting: boolean
  playedSamples?: number
  /** The window that would play it is gone. */
  isLost?: boolean
  /** The speculative turn was dropped: it says nothing, not even that it ended. */
  isDropped?: boolean
  /** It never was. */
  isWithdrawn?: boolean
}

/** A turn that is over for the engine, while its answer may still be played. */
interface EndedTurn {
  readonly exchange: number
  readonly record: TurnRecord
  readonly log: TurnNotes
  /** It was cut to what was heard. */
  isCut?: boolean
}

/**
 * Owns the one current turn of a window, and what of it was really heard. A new turn interrupts the one that goes on.
 * Every turn ends with exactly one `turn-end`. Questions and answers go into the session, which all windows share.
 */
export class Conversation {
  readonly #session: Session
  readonly #seat: TurnSeat
  readonly #say: (message: EngineMessage) => void
  readonly #now: Clock
  /** Of the voice, for the turns that begin from now on. */
  speed: number
  /** Whether the sentences that are said from now on are said in their mood. */
  followsMood: boolean
  /** Of the voices that the model has, for the sentences that are said from now on; undefined: the one it was loaded with. */
  voiceId: string | undefined
  readonly #scribe: Scribe
  readonly #questions: ToolQuestions
  #current: CurrentTurn | undefined
  /** The newest answer that is over. */
  #ended: EndedTurn | undefined
  /** The place in the answer of a turn up to which the window said that it was heard. */
  #heard: { readonly turn: number; readonly place: number } | undefined
  /** Languages of which the window was told that nobody says them. */
  readonly #unspoken = new Set<string>()

  /** @param say tells the window, and is its view of the session */
  constructor(
    session: Session,
    seat: TurnSeat,
    say: (message: EngineMessage) => void,
    now: Clock = sharedClock,
  ) {
    this.#session = session
    this.#seat = seat
    this.speed = session.config.speed
    this.followsMood = session.config.followsMood
    this.#say = say
    this.#now = now
    this.#scribe = new Scribe(session, seat)
    this.#questions = new ToolQuestions(say)
  }

  /** Whether the newest turn waits for another window's. */
  get isWaiting(): boolean {
    return this.#current?.isWaiting ?? false
  }

  /** Runs a turn to its end. Resolves when its `turn-end` is said; never rejects. */
  ask(request: TurnRequest): Promise<void> {
    return this.#begin(request, false)
  }

  /**
   * Begins a speculative turn: it goes its way and says nothing until `commit`. `drop` drops it without a trace;
   * the KV cache still holds what it has in common with the next prompt.
   */
  speculate(request: TurnRequest): void {
    void this.#begin(request, true)
  }

  /** Says what a speculative turn has ready, and lets it go on aloud. False when there is none: it failed, or another took over. */
  commit(turn: number): boolean {
    const current = this.#currentOf(turn)
    if (current === undefined || current.abort.signal.aborted) return false
    current.record.metrics.committedAt = this.#now()
    current.log.kept()
    this.#asked(current)
    current.messages.release()
    return true
  }

  /** Drops a speculative turn. */
  drop(turn: number): void {
    const current = this.#currentOf(turn)
    if (current?.messages.isHeld !== true) return
    current.isDropped = true
    current.abort.abort()
  }

  /**
   * Ends a turn that goes on, and cuts what is remembered of it, or of a turn that is over, to what was heard.
   * @param playedSamples how much of its audio was heard, at the rate of its chunks; absent: all that was made
   */
  interrupt(turn: number, playedSamples?: number): void {
    const current = this.#currentOf(turn)
    if (current !== undefined) {
      current.playedSamples = playedSamples
      current.abort.abort()
    } else if (this.#ended?.record.turn === turn && playedSamples !== undefined)
      this.#cut(this.#ended, this.#ended.record.heardText(playedSamples))
  }

  /** Tells the other windows up to which place the answer of a turn was heard. */
  heard(turn: number, place: number): void {
    const exchange =
      this.#currentOf(turn)?.notes?.exchange ??
      (this.#ended?.record.turn === turn ? this.#ended.exchange : undefined)
    if (exchange === undefined) return
    this.#heard = { turn, place }
    this.#session.heard(exchange, place, false, this.#say)
  }

  /** A turn never was, whether it goes on or is over. */
  withdraw(turn: number): void {
    const current = this.#currentOf(turn)
    if (current !== undefined) {
      current.isWithdrawn = true
      current.abort.abort()
    } else if (this.#ended?.record.turn === turn) this.#session.discard(this.#ended.exchange)
  }

  /** The user's answer to a tool that asked first. */
  toolAnswered(answer: Parameters<ToolQuestions['answered']>[0]): void {
    this.#questions.answered(answer)
  }

  /** Somebody begins to ask: what is done while nobody does ends. */
  listens(): void {
    this.#scribe.stop()
  }

  /** Ends the turn that goes on; a speculative one without a trace: it can be asked anew. */
  end(): void {
    if (this.#current) this.drop(this.#current.record.turn)
    this.#current?.abort.abort()
  }

  /** The window is gone: of an answer that it still played nothing more is heard. */
  close(): void {
    this.#scribe.close()
    if (this.#current) this.#current.isLost = true
    this.end()
    const ended = this.#ended
    if (ended === undefined || ended.isCut === true || this.#heard?.turn !== ended.record.turn) return
    const heard = this.#heardOf(ended.record)
    if (heard.length < ended.record.heardText().length) this.#cut(ended, heard)
  }

  /** Gets ready for the next question while nobody waits for what that costs, and writes down what was spoken. Never rejects. */
  async prepare(): Promise<void> {
    const prepare = this.#models.listener.preparation?.(this.#session.told)
    const idle = prepare && this.#seat.acquireIdle()
    try {
      if (idle !== undefined) await prepare?.(idle.signal)
    } catch {
      // What fails here fails in the next turn as well, which tells of it.
    } finally {
      idle?.release()
    }
    if (this.#current === undefined) this.#scribe.start()
  }

  get #models(): Session['models'] {
    return this.#session.models
  }

  #currentOf(turn: number): CurrentTurn | undefined {
    return this.#current?.record.turn === turn ? this.#current : undefined
  }

  /** The question is complete: its exchange begins. */
  #asked(current: CurrentTurn): void {
    const { request } = current
    if (request.mode !== 'chat') return
    const { store } = this.#session
    const [question, samples] =
      'text' in request
        ? [{ text: request.text }]
        : [{ seconds: request.spoken.seconds }, request.spoken.samples]
    const exchange = this.#session.asked(this.#say, request.turn, question, samples)
    current.notes = new ExchangeNotes(exchange, store)
    this.#session.answers(exchange, () => current.abort.abort())
  }

  /** What the window said that was heard of an answer. */
  #heardOf(record: TurnRecord): string {
    return record.written.slice(0, this.#heard?.turn === record.turn ? this.#heard.place : 0)
  }

  #cut(ended: EndedTurn, heard: string): void {
    const { exchange, record, log } = ended
    ended.isCut = true
    // All that was said was heard.
    if (heard === record.heardText()) return
    log.cut()
    const { store } = this.#session
    store.setHeardEnd(exchange, heard.length)
    store.finish(exchange, { outcome: 'interrupted', metrics: record.metrics })
    this.#session.changed(exchange, this.#say, record.turn)
  }

  /** A new turn ends the one that goes on, and begins when that is over. */
  async #begin(request: TurnRequest, isSpeculative: boolean): Promise<void> {
    const { turn, mode, utteranceEndAt } = request
    const asked = 'spoken' in request ? 'spoken' : 'written'
    const before = this.#current
    let end!: () => void
    const messages = new HeldMessages((message) => {
      const { notes } = current
      notes?.said(message)
      this.#say(message)
      if (notes && message.type === 'text') this.#session.written(notes.exchange, message.text, this.#say)
    }, isSpeculative)
    const current: CurrentTurn = {
      request,
      abort: new AbortController(),
      over: new Promise((resolve) => (end = resolve)),
      messages,
      record: new TurnRecord(
        turn,
        { utteranceEndAt, utteranceSeconds: 'spoken' in request ? request.spoken.seconds : 0 },
        (message) => messages.say(message),
        this.#now,
      ),
      log: new TurnNotes(this.#session.note, { window: this.#seat.window, turn, mode, asked }, isSpeculative),
      isWaiting: false,
    }
    this.#current = current
    before?.abort.abort()
    if (!isSpeculative) this.#asked(current)
    if (before !== undefined) await before.over
    try {
      await this.#run(current, isSpeculative)
    } finally {
      if (current.notes) this.#session.answered(current.notes.exchange)
      if (this.#current === current) {
        this.#current = undefined
        void this.prepare()
      }
      end()
    }
  }

  async #run(current: CurrentTurn, isSpeculative: boolean): Promise<void> {
    const { request, messages, record, log } = current
    const { turn, mode } = request
    const { signal } = current.abort
    const { told } = this.#session
    const { listener, voice } = this.#models
    const isSpoken = mode === 'chat' && !('isOnlyWritten' in request && request.isOnlyWritten)
    const voiceId = (): string | undefined => ('voice' in request ? request.voice : undefined) ?? this.voiceId
    const asides = new Asides()
    const waiting = new WaitingWord(
      (word) => asides.say(waitingWords(voiceOf(voice, voiceId()).language)[word]),
      () => this.#questions.isAsking,
    )
    const settings: TurnSettings = {
      asides,
      tools: turnTools(this.#session.tools, this.#questions.of(turn)),
      mayCall: (signal) => releasedOrAborted(messages, signal),
      onStep: (step) => {
        waiting.step(step)
        log.step(step)
        if (current.notes === undefined) return
        const { exchange } = current.notes
        this.#session.store.setToolStep(exchange, step)
        this.#session.changed(exchange, this.#say, turn)
      },
      now: this.#now,
      speed: this.speed,
      voiceId,
      followsMood: () => ('isInMood' in request && request.isInMood === true) || this.followsMood,
      unspoken: (language) => this.#tellUnspoken(language, messages),
    }
    /** Ends the turn. `heard`: what was heard of its answer; of one that is done the window says later if it was less. */
    const finish = (outcome: TurnEndReason, heard: string, error?: AppError): void => {
      record.metrics.endAt = this.#now()
      const { metrics } = record
      const body = error?.toBody()
      log.ended(outcome, metrics, error)
      messages.say({ type: 'turn-end', turn, reason: outcome, metrics, error: body })
      messages.release()
      this.#ended = undefined
      const exchange = current.notes?.exchange
      if (exchange === undefined) return
      if (current.isWithdrawn) return this.#session.discard(exchange)
      this.#ended = { exchange, record, log }
      const { store } = this.#session
      store.setHeardEnd(exchange, heard.length)
      store.finish(exchange, { outcome, metrics, ...(body && { error: body }) })
      this.#session.changed(exchange, this.#say, turn)
    }
    let release: Release | undefined
    try {
      release = await this.#seat.acquire(signal, () => {
        current.isWaiting = true
        log.waits()
        messages.say({ type: 'state', turn, state: 'waiting' })
      })
      current.isWaiting = false
      record.hasModels()
      messages.say({ type: 'state', turn, state: 'thinking' })
      if ('spoken' in request && !isSpeculative) request.spoken.requireSpeech()
      if (await this.#onlyStops(request, signal)) {
        await releasedOrAborted(messages, signal)
        current.isWithdrawn = true
        return finish('interrupted', '')
      }
      const models = { listener, voice: isSpoken ? voice : undefined }
      const chunks =
        request.mode === 'say'
          ? sayText(request.text, voice, settings, record, signal)
          : runTurn(askedOf(current), told, models, settings, record, signal)
      for await (const chunk of chunks) {
        record.audio(chunk)
        this.#tellSlow(this.#session.pace.add(chunk), messages)
      }
      await releasedOrAborted(messages, signal)
      if (mode === 'chat' && record.written.trim() === '') throw noAnswer()
      finish('done', record.written)
    } catch (thrown) {
      // A speculative turn that fails is no failure yet: the commit will ask anew.
      if (current.isDropped) return log.vanished()
      if (messages.isHeld && !isAbort(thrown)) return log.vanished(thrown)
      if (!isAbort(thrown)) return finish('failed', record.heardText(), toAppError(thrown))
      const { isLost = false, playedSamples } = current
      const isUntold = isLost && playedSamples === undefined
      finish('interrupted', isUntold ? this.#heardOf(record) : record.heardText(playedSamples))
    } finally {
      release?.()
    }
  }

  /** Whether what interrupts an answer only ends it. Of a listener that cannot tell it is asked. */
  async #onlyStops(request: TurnRequest, signal: AbortSignal): Promise<boolean> {
    const isShort = 'spoken' in request && request.spoken.seconds <= longestStopSeconds
    if (!isShort || request.mode !== 'chat' || request.interrupts !== true) return false
    const said = await this.#models.listener
      .writeDown(this.#session.told, request.spoken, signal)
      .catch(() => undefined)
    signal.throwIfAborted()
    return said !== undefined && onlyStops(said)
  }

  /** Says that a voice takes longer than what it says, and what would help. @param factor undefined: it does not */
  #tellSlow(factor: number | undefined, messages: HeldMessages): void {
    if (factor === undefined) return
    const isBuiltIn = this.#models.embedded.includes('voice')
    messages.say({ type: 'note', note: { kind: 'voice-slow', factor, isBuiltIn } })
  }

  /** Says once that what is written in a language is not spoken. */
  #tellUnspoken(language: string, messages: HeldMessages): void {
    if (this.#unspoken.has(language)) return
    this.#unspoken.add(language)
    const named = language === 'und' ? {} : { language: language.split('-')[0] }
    const error = new AppError('voice-unavailable', { kind: 'language-unspoken', ...named })
    this.#session.note({ event: 'trouble', ...notedTrouble(error), window: this.#seat.window })
    messages.say({ type: 'trouble', error: error.toBody() })
  }
}

function askedOf(current: CurrentTurn): Asked {
  const { request } = current
  if (request.mode === 'transcribe') return { transcribe: request.spoken }
  const exchange = {
    get exchange() {
      return current.notes?.exchange
    },
  }
  const asked = 'text' in request ? { text: request.text } : { spoken: request.spoken }
  return { question: Object.assign(exchange, asked) }
}

/** Waits until the turn may be heard. @throws the signal's reason */
function releasedOrAborted(messages: HeldMessages, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void messages.released.then(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}

/** A silence in the place of an answer would look like one that is still to come. */
function noAnswer(): AppError {
  return new AppError('inference-failed', { kind: 'answer-empty' }, { retryable: true })
}
