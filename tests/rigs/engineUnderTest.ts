import {
  config as configSchema,
  microphoneFormat,
  portPair,
  type AskMessage,
  type ConfigInput,
  type EngineMessage,
  type Port,
} from '../../src-preload/contract'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import type { EngineModels } from '../../src-main/engine/models/engineModels'
import { serve } from '../../src-main/engine/serve'
import { Session } from '../../src-main/engine/session'
import { TurnLock } from '../../src-main/engine/turnLock'

type TurnEvent = Extract<EngineMessage, { turn: number }>
type TurnEnd = Extract<EngineMessage, { type: 'turn-end' }>

/** What one turn said, in order, and the usual questions about it. */
export interface TurnOutcome {
  readonly events: readonly EngineMessage[]
  readonly end: TurnEnd
  readonly text: string
  readonly samples: Float32Array
}

/** A window's side of the line to a real engine in this process. */
export class EngineUnderTest {
  readonly port: Port<AskMessage, EngineMessage>
  readonly events: EngineMessage[] = []
  readonly #watchers = new Set<() => void>()
  #turn = 0

  /**
   * @param served models, which serve it alone, a session that it may share, or what serves a window
   * @param turns shares the models with other windows
   */
  constructor(
    served: EngineModels | Session | ((port: Port<EngineMessage, AskMessage>) => void),
    config: ConfigInput = {},
    turns = new TurnLock(),
  ) {
    const [window, engine] = portPair<AskMessage, EngineMessage>()
    this.port = window
    window.onMessage((event) => {
      this.events.push(event)
      for (const watch of this.#watchers) watch()
    })
    if (typeof served === 'function') served(engine)
    else {
      const session =
        served instanceof Session
          ? served
          : new Session(served, configSchema.parse(config), { store: forgetfulStore() })
      serve(engine, session, turns.seat())
    }
  }

  /** Begins a turn and returns its number. */
  begin(question: string | Float32Array, mode: 'chat' | 'transcribe' = 'chat'): number {
    if (typeof question === 'string') return this.#send(question)
    const turn = this.start(mode)
    this.say(turn, question)
    this.port.send({ type: 'utterance-end', turn })
    return turn
  }

  /** Lets a text be said that is no answer, by the window's voice or another, and waits for the end. */
  recite(text: string, voice?: string): Promise<TurnOutcome> {
    const turn = ++this.#turn
    this.port.send({ type: 'say', turn, text, voice })
    return this.outcome(turn)
  }

  /** Begins to read the answer of an exchange aloud once more, and returns the turn. */
  readAloud(of: number): number {
    const turn = ++this.#turn
    this.port.send({ type: 'read-aloud', turn, of })
    return turn
  }

  #send(text: string): number {
    const turn = ++this.#turn
    this.port.send({ type: 'ask', turn, text })
    return turn
  }

  /** Begins an utterance. @param interrupts an answer */
  start(mode: 'chat' | 'transcribe' = 'chat', interrupts = false): number {
    const turn = ++this.#turn
    this.port.send({ type: 'utterance-start', turn, mode, ...(interrupts && { interrupts }) })
    return turn
  }

  /** Speaks more of an utterance, in frames of the microphone. */
  say(turn: number, samples: Float32Array): void {
    for (let at = 0; at < samples.length; at += microphoneFormat.frameSamples)
      this.port.send({ type: 'audio', turn, samples: samples.slice(at, at + microphoneFormat.frameSamples) })
  }

  /** Asks, and waits for the end. */
  async ask(question: string | Float32Array, mode: 'chat' | 'transcribe' = 'chat'): Promise<TurnOutcome> {
    return this.outcome(this.begin(question, mode))
  }

  async outcome(turn: number): Promise<TurnOutcome> {
    const end = await this.first('turn-end', turn)
    const events = this.events.filter((event) => 'turn' in event && event.turn === turn)
    const chunks = events.flatMap((event) => (event.type === 'audio' ? [event.samples] : []))
    const samples = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
    let at = 0
    for (const chunk of chunks) {
      samples.set(chunk, at)
      at += chunk.length
    }
    const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('')
    return { events, end, text, samples }
  }

  /** The first event of this type that a turn has, past or to come. */
  first<T extends TurnEvent['type']>(type: T, turn: number): Promise<Extract<TurnEvent, { type: T }>> {
    type Wanted = Extract<TurnEvent, { type: T }>
    const isWanted = (event: EngineMessage): event is Wanted =>
      event.type === type && 'turn' in event && event.turn === turn
    return new Promise((resolve) => {
      const watch = (): void => {
        const found = this.events.find(isWanted)
        if (found === undefined) return
        this.#watchers.delete(watch)
        resolve(found)
      }
      this.#watchers.add(watch)
      watch()
    })
  }
}
