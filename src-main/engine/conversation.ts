import { sharedClock, type Clock, type EngineMessage } from '@contract'
import { ConversationTurn } from './conversationTurn'
import { Scribe } from './scribe'
import type { Session } from './session'
import { ToolQuestions } from './toolQuestions'
import type { TurnSeat } from './turnLock'
import type { Delivery, TurnPlace, TurnRequest } from './turnPlace'

/**
 * Owns the one current turn of a window, and the newest one that is over. A new turn interrupts the one that goes on.
 * Questions and answers go into the session, which all windows share.
 */
export class Conversation {
  readonly delivery: Delivery
  readonly #place: TurnPlace
  readonly #scribe: Scribe
  #current: { readonly turn: ConversationTurn; readonly over: Promise<void> } | undefined
  /** The newest answer that is over. */
  #ended: ConversationTurn | undefined

  /** @param say tells the window, and is its view of the session */
  constructor(
    session: Session,
    seat: TurnSeat,
    say: (message: EngineMessage) => void,
    now: Clock = sharedClock,
  ) {
    const { speed, followsMood } = session.config
    this.delivery = { speed, followsMood, voiceId: undefined }
    const questions = new ToolQuestions(say)
    this.#place = { session, seat, say, now, questions, delivery: this.delivery, unspoken: new Set() }
    this.#scribe = new Scribe(session, seat)
  }

  /** Whether the newest turn waits for another window's. */
  get isWaiting(): boolean {
    return this.#current?.turn.isWaiting ?? false
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
    return this.#currentOf(turn)?.commit() ?? false
  }

  /** Drops a speculative turn. */
  drop(turn: number): void {
    this.#currentOf(turn)?.drop()
  }

  /**
   * Ends a turn that goes on, and cuts what is remembered of it, or of a turn that is over, to what was heard.
   * @param playedSamples how much of its audio was heard, at the rate of its chunks; absent: all that was made
   */
  interrupt(turn: number, playedSamples?: number): void {
    this.#turnOf(turn)?.interrupt(playedSamples)
  }

  /** Tells the other windows up to which place the answer of a turn was heard. */
  heard(turn: number, place: number): void {
    this.#turnOf(turn)?.heard(place)
  }

  /** A turn never was, whether it goes on or is over. */
  withdraw(turn: number): void {
    this.#turnOf(turn)?.withdraw()
  }

  /** The user's answer to a tool that asked first. */
  toolAnswered(answer: Parameters<ToolQuestions['answered']>[0]): void {
    this.#place.questions.answered(answer)
  }

  /** Somebody begins to ask: what is done while nobody does ends. */
  listens(): void {
    this.#scribe.stop()
  }

  /** Ends the turn that goes on; a speculative one without a trace: it can be asked anew. */
  end(): void {
    this.#current?.turn.drop()
    this.#current?.turn.abort()
  }

  /** The window is gone: of an answer that it still played nothing more is heard. */
  close(): void {
    this.#scribe.close()
    this.#current?.turn.lose()
    this.#ended?.lose()
    this.end()
  }

  /** Gets ready for the next question while nobody waits for what that costs, and writes down what was spoken. Never rejects. */
  async prepare(): Promise<void> {
    const { session, seat } = this.#place
    const prepare = session.models.listener.preparation?.(session.told)
    const idle = prepare && seat.acquireIdle()
    try {
      if (idle !== undefined) await prepare?.(idle.signal)
    } catch {
      // What fails here fails in the next turn as well, which tells of it.
    } finally {
      idle?.release()
    }
    if (this.#current === undefined) this.#scribe.start()
  }

  #currentOf(turn: number): ConversationTurn | undefined {
    return this.#current?.turn.turn === turn ? this.#current.turn : undefined
  }

  /** The turn that goes on, or the newest that is over. */
  #turnOf(turn: number): ConversationTurn | undefined {
    return this.#currentOf(turn) ?? (this.#ended?.turn === turn ? this.#ended : undefined)
  }

  /** A new turn ends the one that goes on, and begins when that is over. */
  async #begin(request: TurnRequest, isSpeculative: boolean): Promise<void> {
    const before = this.#current
    let end!: () => void
    const turn = new ConversationTurn(request, this.#place, isSpeculative)
    const current = { turn, over: new Promise<void>((resolve) => (end = resolve)) }
    this.#current = current
    before?.turn.abort()
    if (before !== undefined) await before.over
    await turn.run()
    if (turn.isOver) this.#ended = turn.isRemembered ? turn : undefined
    if (this.#current === current) {
      this.#current = undefined
      void this.prepare()
    }
    end()
  }
}
