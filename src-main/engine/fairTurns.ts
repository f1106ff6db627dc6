import {
  askMessage,
  sharedClock,
  unansweredTurn,
  type AskMessage,
  type Clock,
  type EngineMessage,
  type Port,
} from '@contract'

type EnginePort = Port<EngineMessage, AskMessage>

/** What makes a turn run: all before it (an utterance that is being spoken) costs the engine next to nothing. */
type Question = Extract<AskMessage, { type: 'ask' | 'say' | 'utterance-end' }>

/** The one turn that may use the models. An attempt answers what was said so far, in case that it was all. */
interface Running {
  readonly gate: Gate
  turn: number
  interrupted: boolean
  isAttempt: boolean
}

/**
 * Lets the turns of several windows run one at a time, first come first served. A window has at most one question in the
 * queue, so that none can keep the others out; one that waits is told so with the state `waiting`.
 */
export class FairTurns {
  readonly #now: Clock
  readonly #queue: Gate[] = []
  readonly #begun = new AbortController()
  #running: Running | undefined

  constructor(now: Clock = sharedClock) {
    this.#now = now
  }

  /** Aborts when the first window begins a turn. */
  get begun(): AbortSignal {
    return this.#begun.signal
  }

  /** The port to serve instead of a window's own: its questions come through when it is their turn. */
  gate(port: EnginePort): EnginePort {
    return new Gate(port, this, this.#now, false)
  }

  /** The same for what nobody listens to, which counts as no window. */
  rehearsalGate(port: EnginePort): EnginePort {
    return new Gate(port, this, this.#now, true)
  }

  /** @internal A turn begins, though its question may not be complete. */
  begin(gate: Gate): void {
    if (!gate.isRehearsal) this.#begun.abort()
  }

  /** @internal Whether a gate in the queue waits for another window. A rehearsal is over in a moment. */
  waitsForWindow(gate: Gate): boolean {
    return this.#queue[0] !== gate || this.#running?.gate.isRehearsal === false
  }

  /** @internal A question came. True: it may run now; false: it is in the queue. */
  admit(gate: Gate, turn: number): boolean {
    const running = this.#running
    if (running === undefined) {
      this.#running = { gate, turn, interrupted: false, isAttempt: false }
      return true
    }
    if (running.gate === gate && running.turn === turn) {
      running.isAttempt = false
      return true
    }
    if (running.gate === gate) {
      // A window's next question ends its last one. While others wait it takes its place behind them.
      if (this.#queue.length === 0) {
        Object.assign(running, { turn, interrupted: false, isAttempt: false })
        return true
      }
      if (!running.interrupted) gate.deliver({ type: 'interrupt', turn: running.turn })
    }
    this.#queue.push(gate)
    return false
  }

  /** @internal Whether a window may begin to answer in advance: only while nobody else has a question. */
  attempt(gate: Gate, turn: number): boolean {
    this.#running ??= { gate, turn, interrupted: false, isAttempt: true }
    return this.#running.gate === gate && this.#running.turn === turn
  }

  /** @internal The speaker went on, or is gone: an attempt of this window is nothing. */
  dropAttempt(gate: Gate): void {
    if (this.#running?.gate === gate && this.#running.isAttempt) this.ended(gate, this.#running.turn)
  }

  /** @internal The window itself ended the running turn, and said how much of it was heard. */
  interrupted(gate: Gate, turn: number): void {
    if (this.#running?.gate === gate && this.#running.turn === turn) this.#running.interrupted = true
  }

  /** @internal A turn of this window is over. */
  ended(gate: Gate, turn: number): void {
    if (this.#running?.gate !== gate || this.#running.turn !== turn) return
    this.#running = undefined
    const next = this.#queue.shift()
    if (next === undefined) return
    this.#running = { gate: next, turn: next.waitingTurn!, interrupted: false, isAttempt: false }
    next.run()
  }

  /** @internal The window no longer waits. */
  leave(gate: Gate): void {
    const at = this.#queue.indexOf(gate)
    if (at >= 0) this.#queue.splice(at, 1)
    this.dropAttempt(gate)
  }
}

/** Between a window's line and its conversation. */
class Gate implements EnginePort {
  readonly #line: EnginePort
  readonly #turns: FairTurns
  readonly #now: Clock
  readonly isRehearsal: boolean
  #receive: (message: AskMessage) => void = () => undefined
  #newestTurn = 0
  #spokenTurn: number | undefined
  #waiting: Question | undefined

  constructor(line: EnginePort, turns: FairTurns, now: Clock, isRehearsal: boolean) {
    this.#line = line
    this.#turns = turns
    this.#now = now
    this.isRehearsal = isRehearsal
    line.onClose(() => {
      this.#waiting = undefined
      turns.leave(this)
    })
  }

  get waitingTurn(): number | undefined {
    return this.#waiting?.turn
  }

  /** Hands the waiting question on. */
  run(): void {
    const question = this.#waiting
    this.#waiting = undefined
    if (question !== undefined) this.#receive(question)
  }

  deliver(message: AskMessage): void {
    this.#receive(message)
  }

  onMessage(receive: (message: AskMessage) => void): void {
    this.#receive = receive
    this.#line.onMessage((message) => {
      // What is no message, and what carries an old number, never runs: the conversation says so or drops it.
      const checked = askMessage.safeParse(message)
      if (!checked.success || this.#pass(checked.data)) receive(message)
      // Whether the speaker is done costs next to nothing, and the speaker's wait hangs on it.
      else if (checked.data.type === 'utterance-pause') receive({ ...checked.data, onlyJudge: true })
    })
  }

  send(message: EngineMessage): void {
    // Every window hears of models that are loaded again, but a question in the queue waits for another's all the same.
    if (message.type === 'state' && message.turn === this.#waiting?.turn) return
    this.#line.send(message)
    if (message.type !== 'turn-end') return
    if (this.#spokenTurn === message.turn) this.#spokenTurn = undefined
    this.#turns.ended(this, message.turn)
  }

  onClose(closed: () => void): void {
    this.#line.onClose(closed)
  }

  close(): void {
    this.#line.close()
  }

  /** True when the conversation is to have the message now. */
  #pass(message: AskMessage): boolean {
    switch (message.type) {
      case 'utterance-start':
        if (this.#begin(message.turn)) this.#spokenTurn = message.turn
        return true
      case 'ask':
      case 'say':
        return !this.#begin(message.turn) || this.#admit(message)
      case 'utterance-end':
        if (message.turn !== this.#spokenTurn) return true
        this.#spokenTurn = undefined
        return this.#admit(message)
      case 'interrupt':
        if (this.#waiting?.turn === message.turn) {
          this.#giveUp()
          return false
        }
        if (this.#spokenTurn === message.turn) this.#spokenTurn = undefined
        this.#turns.interrupted(this, message.turn)
        return true
      case 'utterance-pause':
        return message.turn === this.#spokenTurn && this.#turns.attempt(this, message.turn)
      case 'audio':
        // The speaker went on: an attempt is over, and others may have the engine.
        if (message.turn === this.#spokenTurn) this.#turns.dropAttempt(this)
        return true
      case 'speed':
      case 'voice':
      case 'ask-again':
      case 'forget':
      case 'recall':
      case 'recount':
      case 'restart':
      case 'ping':
        return true
    }
  }

  /** False for an old turn. A new one ends the one that waits. */
  #begin(turn: number): boolean {
    if (turn <= this.#newestTurn) return false
    this.#turns.begin(this)
    this.#newestTurn = turn
    this.#spokenTurn = undefined
    this.#giveUp()
    this.#turns.dropAttempt(this)
    return true
  }

  #admit(question: Question): boolean {
    if (this.#turns.admit(this, question.turn)) return true
    this.#waiting = question
    if (this.#turns.waitsForWindow(this))
      this.#line.send({ type: 'state', turn: question.turn, state: 'waiting' })
    return false
  }

  #giveUp(): void {
    if (this.#waiting === undefined) return
    const { type, turn } = this.#waiting
    this.#waiting = undefined
    this.#turns.leave(this)
    // What was spoken the conversation has heard: it says itself that it is over.
    if (type === 'utterance-end') this.#receive({ type: 'interrupt', turn })
    else this.#line.send(unansweredTurn(turn, 'interrupted', this.#now()))
  }
}
