import {
  AppError,
  beginsTurn,
  messageBytes,
  sharedClock,
  unansweredTurn,
  type AppErrorBody,
  type AskMessage,
  type Clock,
  type EngineMessage,
  type EngineState,
  type PacedPort,
  type Port,
} from '@contract'
import { ConversationMemory, type ConversationKeeper } from './conversationMemory'
import type { KeptExchange } from './keptExchange'

type Line = Port<AskMessage, EngineMessage> & Partial<PacedPort<AskMessage, EngineMessage>>

/**
 * A window's port that outlives the engine behind it.
 *
 *     starting -> attached -> detached (restarting) -> attached -> ... -> detached (lost) -> restart asked for -> ...
 *
 * When the engine goes, every open turn ends as failed, once; the next engine is told the conversation so far. What is
 * asked while an engine starts waits for it; what is asked of a lost one fails at once.
 */
export class LastingPort implements PacedPort<AskMessage, EngineMessage> {
  readonly #restart: () => void
  readonly #now: Clock
  readonly #memory: ConversationMemory
  /** The engine still knows what is to be forgotten. */
  #knowsTooMuch = false
  readonly #openTurns = new Set<number>()
  readonly #closed: (() => void)[] = []
  #newestTurn = 0
  #line: Line | undefined
  #held: AskMessage[] = []
  #heldBytes = 0
  #taken: () => void = () => undefined
  #state: { readonly state: EngineState; readonly error?: AppErrorBody } = { state: 'starting' }
  #receive: ((message: EngineMessage) => void) | undefined
  #undelivered: EngineMessage[] = []
  #isOpen = true

  /**
   * @param restart starts a lost engine again: the window's button
   * @param keeper keeps the conversation where it outlives the window
   */
  constructor(restart: () => void, now: Clock = sharedClock, keeper?: ConversationKeeper) {
    this.#restart = restart
    this.#now = now
    this.#memory = new ConversationMemory(keeper)
  }

  /** Goes on with the conversation that was kept. Before the first engine. */
  restore(kept: readonly KeptExchange[]): void {
    this.#memory.restore(kept)
  }

  /** What waits for an engine, and what the one that is there has not taken yet. */
  get underWayBytes(): number {
    return this.#heldBytes + (this.#line?.underWayBytes ?? 0)
  }

  onTaken(taken: () => void): void {
    this.#taken = taken
  }

  /** An engine is there, with a line to it that is new. */
  attach(line: Line): void {
    if (!this.#isOpen) {
      line.close()
      return
    }
    this.#line?.close()
    this.#line = line
    line.onMessage((message) => {
      if (this.#line === line) this.#answered(message)
    })
    line.onTaken?.(() => this.#taken())
    this.#knowsTooMuch = false
    for (const message of this.#memory.recall()) line.send(message)
    for (const message of this.#takeHeld()) line.send(message)
  }

  /** The engine is gone, or still not there. */
  detach(state: EngineState, error?: AppErrorBody): void {
    const hadLine = this.#line !== undefined
    this.#line?.close()
    this.#line = undefined
    this.#state = { state, error }
    if (hadLine || state === 'lost') this.#failOpenTurns()
    this.#deliver({ type: 'engine', state, ...(error && { error }) })
    this.#taken()
  }

  send(message: AskMessage): void {
    if (!this.#isOpen) return
    if (message.type === 'recall') {
      const error = new AppError('message-invalid', 'What was said before is told by the host alone.')
      this.#deliver({ type: 'trouble', error: error.toBody() })
      return
    }
    if (message.type === 'restart') {
      this.#restart()
      return
    }
    if (message.type === 'recount') {
      this.#deliver({ type: 'past', exchanges: this.#memory.past() })
      return
    }
    if (message.type === 'ask-again') return this.#askAgain(message)
    if (message.type === 'forget' && message.exchange !== undefined) {
      this.#memory.drop(message.exchange)
      this.#knowsTooMuch = true
      this.#forgetInEngine()
      return
    }
    if ('turn' in message && !this.#isCurrent(message)) return
    this.#memory.asked(message)
    if (this.#line !== undefined) this.#line.send(message)
    else if (this.#state.state === 'lost') this.#failOpenTurns()
    else if (message.type === 'interrupt') this.#takeBack(message.turn)
    else if ('turn' in message) this.#hold(message)
  }

  onMessage(receive: (message: EngineMessage) => void): void {
    this.#receive = receive
    for (const message of this.#undelivered.splice(0)) receive(message)
  }

  onClose(closed: () => void): void {
    this.#closed.push(closed)
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#line?.close()
    for (const closed of this.#closed) closed()
  }

  /** Whether a message belongs to a turn that it begins or that is still open. */
  #isCurrent(message: Exclude<Extract<AskMessage, { turn: number }>, { type: 'ask-again' }>): boolean {
    const { turn } = message
    if (message.type === 'interrupt') return turn <= this.#newestTurn
    if (!beginsTurn(message)) return this.#openTurns.has(turn)
    if (turn <= this.#newestTurn) return false
    this.#newestTurn = turn
    this.#openTurns.add(turn)
    return true
  }

  #answered(message: EngineMessage): void {
    if ('turn' in message && !this.#openTurns.has(message.turn)) return
    this.#memory.answered(message)
    if (message.type === 'turn-end') this.#openTurns.delete(message.turn)
    this.#deliver(message)
    this.#forgetInEngine()
  }

  #askAgain({ turn, of }: Extract<AskMessage, { type: 'ask-again' }>): void {
    const question = this.#memory.question(of)
    if (question === undefined) {
      const error = gone('This question is not kept any more. Ask it anew.', false)
      if (turn > this.#newestTurn) this.#deliver(unansweredTurn(turn, 'failed', this.#now(), error))
    } else if ('text' in question) this.send({ type: 'ask', turn, text: question.text })
    else {
      this.send({ type: 'utterance-start', turn, mode: 'chat' })
      for (const samples of question.frames) this.send({ type: 'audio', turn, samples })
      this.send({ type: 'utterance-end', turn })
    }
  }

  /** Tells the engine the conversation anew, when no turn goes on. */
  #forgetInEngine(): void {
    if (!this.#knowsTooMuch || this.#openTurns.size > 0 || this.#line === undefined) return
    this.#knowsTooMuch = false
    this.#line.send({ type: 'forget' })
    for (const message of this.#memory.recall()) this.#line.send(message)
  }

  #hold(message: AskMessage): void {
    this.#held.push(message)
    this.#heldBytes += messageBytes(message)
  }

  #takeHeld(): AskMessage[] {
    this.#heldBytes = 0
    return this.#held.splice(0)
  }

  #takeBack(turn: number): void {
    if (!this.#openTurns.has(turn)) return
    for (const held of this.#takeHeld()) if (!('turn' in held) || held.turn !== turn) this.#hold(held)
    this.#answered(unansweredTurn(turn, 'interrupted', this.#now()))
  }

  #failOpenTurns(): void {
    this.#takeHeld()
    for (const turn of [...this.#openTurns])
      this.#answered(unansweredTurn(turn, 'failed', this.#now(), this.#whyNot(turn)))
  }

  #whyNot(turn: number): AppErrorBody {
    if (this.#state.state === 'lost')
      return this.#state.error ?? gone('The engine is not running. Restart it.', false)
    if (this.#memory.question(turn) === undefined)
      return gone('The engine stopped while you spoke and is starting again. Say it once more.', false)
    return gone('The engine stopped in the middle of this answer and is starting again. Ask once more.', true)
  }

  #deliver(message: EngineMessage): void {
    if (!this.#isOpen) return
    if (this.#receive) this.#receive(message)
    else this.#undelivered.push(message)
  }
}

function gone(message: string, retryable: boolean): AppErrorBody {
  return new AppError('engine-lost', message, { retryable }).toBody()
}
