import {
  AppError,
  isAbort,
  notedTrouble,
  toAppError,
  type EngineMessage,
  type TurnEndReason,
} from '@contract'
import { ExchangeNotes } from './exchangeNotes'
import { onlyStops } from './hearing/onlyStops'
import { HeldMessages } from './heldMessages'
import { sayText } from './sayText'
import { Asides } from './speaking/asides'
import type { SpokenChunk } from './speaking/speak'
import { voiceOf } from './speaking/voice'
import { waitingWords } from './speaking/waitingWords'
import { turnTools } from './tools/turnTools'
import { runTurn, type Asked, type TurnSettings } from './turn'
import type { Release } from './turnLock'
import { TurnNotes } from './turnNotes'
import type { TurnPlace, TurnRequest } from './turnPlace'
import { TurnRecord } from './turnRecord'
import { WaitingWord } from './waitingWord'

/** "Hold on a second", with the silence around it. */
const longestStopSeconds = 2

/**
 * One turn of a window: what is asked, what is answered, and what of that was really heard. It ends with exactly one
 * `turn-end`. While it is speculative it says nothing, and one that is dropped then never was.
 */
export class ConversationTurn {
  readonly turn: number
  readonly #request: TurnRequest
  readonly #place: TurnPlace
  readonly #isSpeculative: boolean
  readonly #abort = new AbortController()
  readonly #messages: HeldMessages
  readonly #record: TurnRecord
  readonly #log: TurnNotes
  /** Those of its exchange: a turn that is no question, or only speculative, has none. */
  #notes: ExchangeNotes | undefined
  #isWaiting = false
  /** Its `turn-end` is said. Its answer may still be played. */
  #isOver = false
  /** How much of its audio was heard when it was interrupted. */
  #playedSamples: number | undefined
  /** The place in the answer up to which the window said that it was heard. */
  #heardEnd: number | undefined
  /** The window that would play it is gone. */
  #isLost = false
  /** It was speculative, and says nothing, not even that it ended. */
  #isDropped = false
  /** It never was. */
  #isWithdrawn = false
  /** It was cut to what was heard after it had ended. */
  #isCut = false

  constructor(request: TurnRequest, place: TurnPlace, isSpeculative: boolean) {
    const { turn, mode, utteranceEndAt } = request
    const { session, seat, say, now } = place
    const [asked, utteranceSeconds] =
      'spoken' in request ? (['spoken', request.spoken.seconds] as const) : (['written', 0] as const)
    this.turn = turn
    this.#request = request
    this.#place = place
    this.#isSpeculative = isSpeculative
    this.#messages = new HeldMessages((message) => {
      this.#notes?.said(message)
      say(message)
      if (this.#notes && message.type === 'text') session.written(this.#notes.exchange, message.text, say)
    }, isSpeculative)
    const tell = (message: EngineMessage): void => this.#messages.say(message)
    this.#record = new TurnRecord(turn, { utteranceEndAt, utteranceSeconds }, tell, now)
    this.#log = new TurnNotes(session.note, { window: seat.window, turn, mode, asked }, isSpeculative)
    if (!isSpeculative) this.#asked()
  }

  /** Another window's turn goes on. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** Whether its answer can still be cut to what is heard of it. */
  get isRemembered(): boolean {
    return this.#isOver && this.#notes !== undefined && !this.#isWithdrawn
  }

  /** Whether it said its `turn-end`: a speculative one that was dropped or failed did not. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** A speculative turn says what it has ready, and goes on aloud. False: it is ending. */
  commit(): boolean {
    if (this.#abort.signal.aborted) return false
    this.#record.metrics.committedAt = this.#place.now()
    this.#log.kept()
    this.#asked()
    this.#messages.release()
    return true
  }

  /** Ends a speculative turn, as if it had never been. */
  drop(): void {
    if (!this.#messages.isHeld) return
    this.#isDropped = true
    this.abort()
  }

  abort(): void {
    this.#abort.abort()
  }

  /** Ends it, and cuts its answer to what was heard. @param playedSamples see `Conversation.interrupt` */
  interrupt(playedSamples?: number): void {
    if (this.#isOver) {
      if (playedSamples !== undefined) this.#cut(this.#record.heardText(playedSamples))
      return
    }
    this.#playedSamples = playedSamples
    this.abort()
  }

  /** The window has heard its answer up to a place. */
  heard(place: number): void {
    if (this.#notes === undefined) return
    this.#heardEnd = place
    this.#place.session.heard(this.#notes.exchange, place, false, this.#place.say)
  }

  /** It never was, whether it goes on or is over. */
  withdraw(): void {
    if (this.#isOver && this.#notes) return this.#place.session.discard(this.#notes.exchange)
    this.#isWithdrawn = true
    this.abort()
  }

  /** The window is gone: of an answer that it still played nothing more is heard. */
  lose(): void {
    this.#isLost = true
    if (!this.#isOver || this.#isCut || this.#heardEnd === undefined) return
    if (this.#heardText.length < this.#record.heardText().length) this.#cut(this.#heardText)
  }

  /** Runs it to its end. Never rejects. */
  async run(): Promise<void> {
    const { session, seat } = this.#place
    const { signal } = this.#abort
    let release: Release | undefined
    try {
      release = await seat.acquire(signal, () => {
        this.#isWaiting = true
        this.#log.waits()
        this.#tellState('waiting')
      })
      this.#isWaiting = false
      this.#record.hasModels()
      this.#tellState('thinking')
      if ('spoken' in this.#request && !this.#isSpeculative) this.#request.spoken.requireSpeech()
      if (await this.#onlyStops()) {
        await this.#untilReleased(signal)
        this.#isWithdrawn = true
        return this.#finish('interrupted', '')
      }
      for await (const chunk of this.#chunks()) {
        this.#record.audio(chunk)
        this.#tellSlow(session.pace.add(chunk))
      }
      await this.#untilReleased(signal)
      if (this.#request.mode === 'chat' && this.#record.written.trim() === '') throw noAnswer()
      this.#finish('done', this.#record.written)
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      release?.()
      if (this.#notes) session.answered(this.#notes.exchange)
    }
  }

  /** The question is complete: its exchange begins. */
  #asked(): void {
    const request = this.#request
    if (request.mode !== 'chat') return
    const { session, say } = this.#place
    const [question, samples] =
      'text' in request
        ? [{ text: request.text }]
        : [{ seconds: request.spoken.seconds }, request.spoken.samples]
    const exchange = session.asked(say, this.turn, question, samples)
    this.#notes = new ExchangeNotes(exchange, session.store)
    session.answers(exchange, () => this.abort())
  }

  /** What it says, as sound. */
  #chunks(): AsyncIterable<SpokenChunk> {
    const request = this.#request
    const { session } = this.#place
    const { listener, voice } = session.models
    const { signal } = this.#abort
    const isSpoken = request.mode === 'chat' && !('isOnlyWritten' in request && request.isOnlyWritten)
    const settings = this.#settings()
    if (request.mode === 'say') return sayText(request.text, voice, settings, this.#record, signal)
    const models = { listener, voice: isSpoken ? voice : undefined }
    return runTurn(this.#question(), session.told, models, settings, this.#record, signal)
  }

  /** The exchange of a speculative question begins while it is being answered. */
  #question(): Asked {
    const request = this.#request
    if (request.mode === 'transcribe') return { transcribe: request.spoken }
    const exchange = (): number | undefined => this.#notes?.exchange
    const asked = 'text' in request ? { text: request.text } : { spoken: request.spoken }
    return {
      question: {
        ...asked,
        get exchange() {
          return exchange()
        },
      },
    }
  }

  #settings(): TurnSettings {
    const { session, questions, delivery, now } = this.#place
    const request = this.#request
    const voiceId = (): string | undefined =>
      ('voice' in request ? request.voice : undefined) ?? delivery.voiceId
    const asides = new Asides()
    const waiting = new WaitingWord(
      (word) => asides.say(waitingWords(voiceOf(session.models.voice, voiceId()).language)[word]),
      () => questions.isAsking,
    )
    return {
      asides,
      tools: turnTools(session.tools, questions.of(this.turn)),
      mayCall: (signal) => this.#untilReleased(signal),
      onStep: (step) => {
        waiting.step(step)
        this.#log.step(step)
        if (this.#notes === undefined) return
        session.store.setToolStep(this.#notes.exchange, step)
        this.#changed()
      },
      now,
      speed: delivery.speed,
      voiceId,
      followsMood: () => ('isInMood' in request && request.isInMood === true) || delivery.followsMood,
      unspoken: (language) => this.#tellUnspoken(language),
    }
  }

  #failed(thrown: unknown): void {
    // A speculative turn that fails is no failure yet: the commit will ask anew.
    if (this.#isDropped) return this.#log.vanished()
    if (this.#messages.isHeld && !isAbort(thrown)) return this.#log.vanished(thrown)
    if (!isAbort(thrown)) return this.#finish('failed', this.#record.heardText(), toAppError(thrown))
    const isUntold = this.#isLost && this.#playedSamples === undefined
    this.#finish('interrupted', isUntold ? this.#heardText : this.#record.heardText(this.#playedSamples))
  }

  /** @param heard what was heard of its answer; of one that is done the window says later if it was less */
  #finish(outcome: TurnEndReason, heard: string, error?: AppError): void {
    const { session, now } = this.#place
    const { metrics } = this.#record
    metrics.endAt = now()
    const body = error?.toBody()
    this.#log.ended(outcome, metrics, error)
    this.#messages.say({ type: 'turn-end', turn: this.turn, reason: outcome, metrics, error: body })
    this.#messages.release()
    this.#isOver = true
    const exchange = this.#notes?.exchange
    if (exchange === undefined) return
    if (this.#isWithdrawn) return session.discard(exchange)
    session.store.setHeardEnd(exchange, heard.length)
    session.store.finish(exchange, { outcome, metrics, ...(body && { error: body }) })
    this.#changed()
  }

  /** Cuts an answer that is over to what was heard of it. */
  #cut(heard: string): void {
    this.#isCut = true
    // All that was said was heard.
    if (this.#notes === undefined || heard === this.#record.heardText()) return
    this.#log.cut()
    const { store } = this.#place.session
    const { exchange } = this.#notes
    store.setHeardEnd(exchange, heard.length)
    store.finish(exchange, { outcome: 'interrupted', metrics: this.#record.metrics })
    this.#changed()
  }

  /** Its exchange is another. */
  #changed(): void {
    const { session, say } = this.#place
    if (this.#notes) session.changed(this.#notes.exchange, say, this.turn)
  }

  /** What the window said that was heard of its answer. */
  get #heardText(): string {
    return this.#record.written.slice(0, this.#heardEnd ?? 0)
  }

  /** Whether what interrupts an answer only ends it. Of a listener that cannot tell it is asked. */
  async #onlyStops(): Promise<boolean> {
    const request = this.#request
    const isShort = 'spoken' in request && request.spoken.seconds <= longestStopSeconds
    if (!isShort || request.mode !== 'chat' || request.interrupts !== true) return false
    const { signal } = this.#abort
    const { session } = this.#place
    const said = await session.models.listener
      .writeDown(session.told, request.spoken, signal)
      .catch(() => undefined)
    signal.throwIfAborted()
    return said !== undefined && onlyStops(said)
  }

  /** Waits until it may be heard. @throws the signal's reason */
  #untilReleased(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error)
      if (signal.aborted) abort()
      signal.addEventListener('abort', abort, { once: true })
      void this.#messages.released.then(() => {
        signal.removeEventListener('abort', abort)
        resolve()
      })
    })
  }

  #tellState(state: 'waiting' | 'thinking'): void {
    this.#messages.say({ type: 'state', turn: this.turn, state })
  }

  /** Says that a voice takes longer than what it says, and what would help. @param factor undefined: it does not */
  #tellSlow(factor: number | undefined): void {
    if (factor === undefined) return
    const isBuiltIn = this.#place.session.models.embedded.includes('voice')
    this.#messages.say({ type: 'note', note: { kind: 'voice-slow', factor, isBuiltIn } })
  }

  /** Says once that what is written in a language is not spoken. */
  #tellUnspoken(language: string): void {
    const { session, seat, unspoken } = this.#place
    if (unspoken.has(language)) return
    unspoken.add(language)
    const named = language === 'und' ? {} : { language: language.split('-')[0] }
    const error = new AppError('voice-unavailable', { kind: 'language-unspoken', ...named })
    session.note({ event: 'trouble', ...notedTrouble(error), window: seat.window })
    this.#messages.say({ type: 'trouble', error: error.toBody() })
  }
}

/** A silence in the place of an answer would look like one that is still to come. */
function noAnswer(): AppError {
  return new AppError('inference-failed', { kind: 'answer-empty' }, { retryable: true })
}
