import { messageBytes, type AskMessage, type EngineMessage, type PacedPort } from '@contract'
import { LastingPort } from '../../src-preload/lastingPort'
import type { EngineChild, EngineProcess, EngineStatus } from './engineProcess'

type Line = PacedPort<AskMessage, EngineMessage>

/** Gives out any number of lasting ports to one engine process, whose one line they share. */
export class RelayedWindows {
  readonly #engine: EngineProcess
  readonly #windows = new Set<LastingPort>()
  readonly #lines = new Map<number, RelayLine>()
  #newestConnection = 0
  #status: EngineStatus<never> = { state: 'starting' }

  constructor(engine: EngineProcess) {
    this.#engine = engine
    engine.watch((status) => this.#changed(status))
  }

  /** A port for one window, with a conversation of its own, that lasts over restarts of the engine. */
  connect(): Line {
    const window = new LastingPort(() => this.#engine.restart())
    this.#windows.add(window)
    window.onClose(() => this.#windows.delete(window))
    this.#bring(window)
    return window
  }

  #changed(status: EngineStatus<never>): void {
    this.#status = status
    if (status.state === 'ready')
      status.child.onMessage((message) => {
        if (message.kind === 'message') this.#lines.get(message.connection)?.deliver(message.message)
        if (message.kind === 'taken') this.#lines.get(message.connection)?.taken(message.count)
      })
    else this.#lines.clear()
    for (const window of this.#windows) this.#bring(window)
  }

  /** Tells a window how the engine is. */
  #bring(window: LastingPort): void {
    const status = this.#status
    if (status.state !== 'ready') {
      window.detach(status.state, status.error)
      return
    }
    const connection = ++this.#newestConnection
    const line = new RelayLine(connection, status.child, () => this.#lines.delete(connection))
    this.#lines.set(connection, line)
    window.attach(line)
  }
}

/** One connection of an engine process. */
class RelayLine implements Line {
  readonly #connection: number
  readonly #child: EngineChild<never>
  readonly #gone: () => void
  #receive: ((message: EngineMessage) => void) | undefined
  #onTaken: () => void = () => undefined
  /** Bytes of each message that is under way. */
  readonly #underWay: number[] = []
  underWayBytes = 0
  #isOpen = true

  constructor(connection: number, child: EngineChild<never>, gone: () => void) {
    this.#connection = connection
    this.#child = child
    this.#gone = gone
    child.send({ kind: 'open', connection })
  }

  deliver(message: EngineMessage): void {
    this.#receive?.(message)
  }

  /** The engine has taken the oldest messages. */
  taken(count: number): void {
    for (const bytes of this.#underWay.splice(0, count)) this.underWayBytes -= bytes
    this.#onTaken()
  }

  send(message: AskMessage): void {
    if (!this.#isOpen) return
    const bytes = messageBytes(message)
    this.#underWay.push(bytes)
    this.underWayBytes += bytes
    this.#child.send({ kind: 'message', connection: this.#connection, message })
  }

  onTaken(taken: () => void): void {
    this.#onTaken = taken
  }

  onMessage(receive: (message: EngineMessage) => void): void {
    this.#receive = receive
  }

  onClose(): void {
    // It never closes by itself: whoever holds it is told by the engine's state.
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#gone()
    this.#child.send({ kind: 'close', connection: this.#connection })
  }
}
