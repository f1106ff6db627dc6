import {
  engineMessage,
  type AppErrorBody,
  type AskMessage,
  type EngineMessage,
  type PastExchange,
  type Port,
  type TurnEndReason,
  type TurnMetrics,
} from '@contract'
import { words } from './words'

type Message<Type extends EngineMessage['type']> = Extract<EngineMessage, { type: Type }>

/** What the engine says. Of turns only the newest is heard; but every turn's end is told, once. */
export interface EngineEvents {
  ready(message: Message<'ready'>): void
  /** The engine is not there, or not yet. */
  away(state: Message<'engine'>['state'], error: AppErrorBody | undefined): void
  /** What was said before this window. */
  past(exchanges: readonly PastExchange[]): void
  state(message: Message<'state'>): void
  /** How likely a pause of the newest turn was the end of it. */
  endOfTurn(message: Message<'end-of-turn'>): void
  text(turn: number, text: string): void
  sentence(message: Message<'sentence'>): void
  audio(message: Message<'audio'>): void
  turnEnd(turn: number, reason: TurnEndReason, metrics: TurnMetrics, error: AppErrorBody | undefined): void
  trouble(error: AppErrorBody): void
}

/** The engine as a window sees it: numbers the turns, and lets nothing through that is old or malformed. */
export class EngineClient {
  readonly #port: Port<AskMessage, unknown>
  readonly #on: EngineEvents
  readonly #openTurns = new Set<number>()
  #newestTurn = 0

  constructor(port: Port<AskMessage, unknown>, on: EngineEvents) {
    this.#port = port
    this.#on = on
    port.onMessage((message) => this.#receive(message))
  }

  /** Begins a spoken question and says its turn. */
  beginUtterance(): number {
    const turn = this.#begin()
    this.#port.send({ type: 'utterance-start', turn, mode: 'chat' })
    return turn
  }

  /** 16 kHz samples of the newest turn's question. */
  hear(samples: Float32Array): void {
    this.#port.send({ type: 'audio', turn: this.#newestTurn, samples })
  }

  /** The speaker pauses: the engine may begin to answer in secret, and say how likely this was the end. */
  pauseUtterance(pause: number): void {
    this.#port.send({ type: 'utterance-pause', turn: this.#newestTurn, pause })
  }

  endUtterance(): void {
    this.#port.send({ type: 'utterance-end', turn: this.#newestTurn })
  }

  /** A typed question; says its turn. */
  ask(text: string): number {
    const turn = this.#begin()
    this.#port.send({ type: 'ask', turn, text })
    return turn
  }

  /** The question of an exchange once more; says its turn. */
  askAgain(of: number): number {
    const turn = this.#begin()
    this.#port.send({ type: 'ask-again', turn, of })
    return turn
  }

  /**
   * Takes a question back, or ends its answer.
   * @param playedSamples how much of the answer was heard
   */
  interrupt(turn: number, playedSamples?: number): void {
    this.#port.send({ type: 'interrupt', turn, playedSamples })
  }

  /** Takes a number that no question has, for what is played without one. */
  skipTurn(): number {
    return ++this.#newestTurn
  }

  /** Asks what was said before this window. */
  recount(): void {
    this.#port.send({ type: 'recount' })
  }

  /** Begins a new conversation, or forgets one exchange. */
  forget(exchange?: number): void {
    this.#port.send({ type: 'forget', exchange })
  }

  /** How fast the next answers are spoken. */
  speakAt(speed: number): void {
    this.#port.send({ type: 'speed', speed })
  }

  /** Who speaks the next sentences. */
  speakAs(id: string): void {
    this.#port.send({ type: 'voice', id })
  }

  /** Says a text that is no answer; says its turn. */
  say(text: string): number {
    const turn = this.#begin()
    this.#port.send({ type: 'say', turn, text })
    return turn
  }

  /** Asks for a lost engine to be started again. */
  restart(): void {
    this.#port.send({ type: 'restart' })
  }

  close(): void {
    this.#port.close()
  }

  #begin(): number {
    this.#openTurns.add(++this.#newestTurn)
    return this.#newestTurn
  }

  #receive(data: unknown): void {
    const checked = engineMessage.safeParse(data)
    if (!checked.success) {
      const message = words.trouble.notUnderstood(checked.error.issues[0].message)
      this.#on.trouble({ code: 'message-invalid', message, retryable: false })
      return
    }
    const message = checked.data
    if ('turn' in message) this.#receiveOfTurn(message)
    else if (message.type === 'ready') this.#on.ready(message)
    else if (message.type === 'engine') this.#on.away(message.state, message.error)
    else if (message.type === 'past') this.#on.past(message.exchanges)
    else if (message.type === 'trouble') this.#on.trouble(message.error)
  }

  #receiveOfTurn(message: Extract<EngineMessage, { turn: number }>): void {
    const { turn } = message
    if (message.type === 'turn-end') {
      if (this.#openTurns.delete(turn)) this.#on.turnEnd(turn, message.reason, message.metrics, message.error)
      return
    }
    if (turn !== this.#newestTurn || !this.#openTurns.has(turn)) return
    switch (message.type) {
      case 'state':
        return this.#on.state(message)
      case 'end-of-turn':
        return this.#on.endOfTurn(message)
      case 'text':
        return this.#on.text(turn, message.text)
      case 'sentence':
        return this.#on.sentence(message)
      case 'audio':
        return this.#on.audio(message)
    }
  }
}
