import type {
  AppErrorBody,
  AskedQuestion,
  Clock,
  EngineMessage,
  Notice,
  TurnEndReason,
  TurnMetrics,
} from '@contract'
import { CaptionTrack } from './audio/captionTrack'
import { EchoGate } from './audio/echoGate'
import type { Playback, PlaybackEvents } from './audio/playbackTypes'
import type { Timers } from './audio/timers'
import type { Answer } from './audio/turnTakingState'
import type { ConversationMessage, EngineClient } from './engineClient'
import { readTo, shownExchanges } from './shownExchanges'
import type { ShownExchange, TurnStages } from './state'

type AudioMessage = Extract<EngineMessage, { type: 'audio' }>
type SentenceMessage = Extract<EngineMessage, { type: 'sentence' }>

export interface AnswersParts {
  readonly engine: Pick<EngineClient, 'interrupt' | 'withdraw' | 'heard'>
  playback(): Playback | undefined
  readonly clock: Clock
  readonly timers: Pick<Timers, 'after'>
  exchanges(): readonly ShownExchange[]
  setExchanges(exchanges: readonly ShownExchange[]): void
  /** A question was asked in this window. */
  asked(): void
  /** What belongs to no question could not be said. */
  trouble(notice: Notice): void
  /** What is thought has been at the voice for so long that it should be seen. Ends with the next change. */
  voicing(): void
  /** What is answered with changed: nothing, thinking, or sound. */
  changed(answer: Answer): void
}

/** A voice that needs less for its first sound is not told of: the word would only flicker. */
const voicingAfterMs = 300

/** The answer that goes on. */
interface CurrentAnswer {
  readonly turn: number
  readonly track: CaptionTrack
  tokens: number
  /** Some of it was handed to the loudspeaker. */
  isQueued: boolean
  /** Some of it was heard. */
  isAudible: boolean
  /** Its first sentence was begun, and the time runs after which the voice is seen at work. */
  isVoicing: boolean
  /** Not asked now, but read aloud again: the answer of this exchange. */
  readonly reads: string | undefined
}

/** Plays the answers and keeps the conversation: what was written, and what of it was really heard. */
export class Answers implements Omit<PlaybackEvents, 'blocked'> {
  readonly #parts: AnswersParts
  readonly #gate = new EchoGate()
  #current: CurrentAnswer | undefined
  #interrupted: Promise<void> = Promise.resolve()
  /** The newest turn that belongs to no question. */
  #unasked: number | undefined

  constructor(parts: AnswersParts) {
    this.#parts = parts
  }

  /** Answer tokens of the current turn so far. */
  get tokens(): number {
    return this.#current?.tokens ?? 0
  }

  /** The engine said something of the conversation. */
  conversation(message: ConversationMessage): void {
    this.#parts.setExchanges(shownExchanges(this.#exchanges, message))
  }

  /** A question was asked: its answer is the current one. */
  begin(turn: number, question: AskedQuestion, stages?: TurnStages): void {
    const key = `turn-${turn}`
    const exchange: ShownExchange = {
      key,
      turn,
      question,
      answer: '',
      heardEnd: 0,
      outcome: 'running',
      stages,
    }
    this.#parts.setExchanges([...this.#exchanges, exchange])
    this.#parts.asked()
    this.#begins(turn, undefined)
  }

  /** What this turn says is played; it belongs to no question. @param reads the exchange whose answer it is, by its key */
  play(turn: number, reads?: string): void {
    this.#unasked = turn
    this.#begins(turn, reads)
    this.#isRead(turn, reads, 0)
  }

  text(turn: number, text: string): void {
    if (this.#current?.turn !== turn) return
    this.#current.tokens++
    this.#update(turn, (exchange) => ({ answer: exchange.answer + text }))
  }

  sentence({ turn, index, start, end }: SentenceMessage): void {
    if (this.#current?.turn !== turn) return
    this.#current.track.sentence(index, start, end)
    if (this.#current.isVoicing) return
    this.#current.isVoicing = true
    this.#parts.timers.after(voicingAfterMs, () => {
      if (this.#current?.turn === turn && !this.#current.isAudible) this.#parts.voicing()
    })
  }

  audio({ turn, sentence, sampleRateHz, samples, words }: AudioMessage): void {
    if (this.#current?.turn !== turn) return
    const { reads } = this.#current
    const said = reads === undefined ? this.#find(turn) : this.#exchanges.find(({ key }) => key === reads)
    const answer = said?.answer ?? ''
    this.#current.track.audio(sentence, samples.length, words, answer)
    this.#gate.play(turn, sampleRateHz, samples)
    this.#parts.playback()?.play(turn, sampleRateHz, samples)
    if (this.#current.isQueued) return
    this.#current.isQueued = true
    const firstQueuedAt = this.#parts.clock()
    this.#update(turn, ({ stages }) => ({ stages: { ...stages, firstQueuedAt } }))
  }

  /** The engine is done with a turn; its audio may go on for long. */
  turnEnd(turn: number, reason: TurnEndReason, metrics: TurnMetrics, error: AppErrorBody | undefined): void {
    this.#update(turn, (exchange) => ({
      outcome: exchange.outcome === 'running' ? reason : exchange.outcome,
      stages: { ...exchange.stages, engine: metrics },
      ...(error && { error }),
    }))
    // An engine that is gone is told of already.
    if (turn === this.#unasked && error && error.code !== 'engine-lost') this.#parts.trouble(error.notice)
    if (this.#current?.turn !== turn) return
    const playback = this.#parts.playback()
    if (playback) playback.end(turn)
    else this.finished(turn)
  }

  /** Falls silent at once and tells the engine how much was heard. */
  interrupt(): void {
    const current = this.#current
    if (!current) return
    this.#current = undefined
    this.#isRead(current.turn, current.reads, undefined)
    this.#update(current.turn, () => ({ outcome: 'interrupted' }))
    this.#interrupted = this.#silence(current)
    this.#parts.changed('none')
  }

  /** The window goes away: how much was heard is told while it still can be. */
  leave(): void {
    if (!this.#current) return
    const { turn } = this.#current
    this.#parts.engine.interrupt(turn, this.#parts.playback()?.heardSamples(turn) ?? 0)
  }

  /** Takes a turn back as if it had not been asked: neither the engine nor the conversation keeps it. */
  withdraw(turn: number): void {
    const isCurrent = this.#current?.turn === turn
    if (isCurrent) {
      this.#current = undefined
      this.#gate.silence()
      void this.#parts.playback()?.silence(turn)
    }
    this.#parts.engine.withdraw(turn)
    this.#parts.setExchanges(this.#exchanges.filter((each) => each.turn !== turn))
    if (isCurrent) this.#parts.changed('none')
  }

  /** Resolves when the engine was told of the last interruption. */
  get interrupted(): Promise<void> {
    return this.#interrupted
  }

  /**
   * Takes the microphone's next frame; the answer says which share of it is the answer's own sound.
   * @param endAt of the frame, on the shared clock: a busy window takes several late ones at once
   */
  echoOf(samples: Float32Array, endAt: number): () => number {
    return this.#gate.hear(samples, this.#parts.playback()?.heardSamples(this.#gate.turn, endAt) ?? 0)
  }

  audible(turn: number, at: number): void {
    if (this.#current?.turn !== turn) return
    this.#current.isAudible = true
    this.#update(turn, ({ stages }) => ({ stages: { ...stages, firstAudibleAt: at } }))
    this.#parts.changed('speaking')
  }

  progress(): void {
    if (!this.#current) return
    const { turn, track, reads } = this.#current
    const heardEnd = track.heardEnd(this.#parts.playback()?.heardSamples(turn) ?? 0)
    if (reads === undefined) this.#heard(turn, heardEnd)
    else this.#isRead(turn, reads, heardEnd)
  }

  finished(turn: number): void {
    if (this.#current?.turn !== turn) return
    this.#heard(turn, this.#current.track.heardEnd(Infinity))
    this.#isRead(turn, this.#current.reads, undefined)
    this.#current = undefined
    this.#parts.changed('none')
  }

  #begins(turn: number, reads: string | undefined): void {
    this.#current = {
      ...{ turn, track: new CaptionTrack(), tokens: 0, reads },
      ...{ isQueued: false, isAudible: false, isVoicing: false },
    }
    this.#parts.changed('thinking')
  }

  async #silence({ turn, track }: CurrentAnswer): Promise<void> {
    this.#gate.silence()
    const playedSamples = (await this.#parts.playback()?.silence(turn)) ?? 0
    this.#parts.engine.interrupt(turn, playedSamples)
    this.#heard(turn, track.heardEnd(playedSamples))
  }

  #heard(turn: number, heardEnd: number): void {
    const exchange = this.#find(turn)
    if (exchange === undefined || heardEnd <= exchange.heardEnd) return
    this.#update(turn, () => ({ heardEnd }))
    this.#parts.engine.heard(turn, heardEnd)
  }

  /** An answer is read aloud up to a place; undefined: no more. */
  #isRead(turn: number, key: string | undefined, readEnd: number | undefined): void {
    const exchanges = this.#exchanges
    const read = exchanges.find((each) => each.key === key)
    if (read === undefined || read.readEnd === readEnd) return
    this.#parts.setExchanges(exchanges.map((each) => (each === read ? readTo(each, readEnd) : each)))
    this.#parts.engine.heard(turn, readEnd)
  }

  get #exchanges(): readonly ShownExchange[] {
    return this.#parts.exchanges()
  }

  #find(turn: number): ShownExchange | undefined {
    return this.#exchanges.findLast((exchange) => exchange.turn === turn)
  }

  #update(turn: number, change: (exchange: ShownExchange) => Partial<ShownExchange>): void {
    if (!this.#find(turn)) return
    this.#parts.setExchanges(
      this.#exchanges.map((each) => (each.turn === turn ? { ...each, ...change(each) } : each)),
    )
  }
}
