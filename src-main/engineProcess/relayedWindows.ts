import {
  Inbox,
  messageBytes,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
  type PacedPort,
} from '@contract'
import type { EngineChild, EngineProcess, EngineStatus } from './engineProcess'

/** What a window has of an engine's process: the engine's messages, and while there is no engine what the host says. */
export type WindowLine = PacedPort<AskMessage | HostMessage, EngineMessage>

/** Gives out any number of windows' lines to one engine process, whose one line they share. */
export class RelayedWindows {
  readonly #engine: EngineProcess
  readonly #windows = new Set<RelayedWindow>()
  readonly #connections = new Map<number, RelayLine>()
  #newestConnection = 0
  #status: EngineStatus<never> = { state: 'starting' }

  constructor(engine: EngineProcess) {
    this.#engine = engine
    engine.watch((status) => this.#changed(status))
  }

  /** A line for one window. Each engine that is ready says so on it; what is said while there is none is dropped. */
  connect(): WindowLine {
    const window = new RelayedWindow(
      () => this.#engine.restart(),
      () => this.#windows.delete(window),
    )
    this.#windows.add(window)
    this.#bring(window)
    return window
  }

  #changed(status: EngineStatus<never>): void {
    this.#status = status
    this.#connections.clear()
    if (status.state === 'ready')
      status.child.onMessage((message) => {
        if (message.kind === 'message') this.#connections.get(message.connection)?.deliver(message.message)
        if (message.kind === 'taken') this.#connections.get(message.connection)?.taken(message.count)
      })
    for (const window of this.#windows) this.#bring(window)
  }

  /** Tells a window how the engine is. */
  #bring(window: RelayedWindow): void {
    const status = this.#status
    if (status.state !== 'ready') {
      window.detach(status)
      return
    }
    const connection = ++this.#newestConnection
    const line = new RelayLine(connection, status.child, () => this.#connections.delete(connection))
    this.#connections.set(connection, line)
    window.attach(line)
  }
}

/** One window's line, whatever engine is behind it. */
class RelayedWindow implements WindowLine {
  readonly #restart: () => void
  readonly #gone: () => void
  readonly #inbox = new Inbox<EngineMessage>()
  #line: RelayLine | undefined
  #onTaken: () => void = () => undefined
  readonly #closed: (() => void)[] = []
  #isOpen = true

  constructor(restart: () => void, gone: () => void) {
    this.#restart = restart
    this.#gone = gone
  }

  get underWayBytes(): number {
    return this.#line?.underWayBytes ?? 0
  }

  attach(line: RelayLine): void {
    this.#line?.close()
    this.#line = line
    line.onMessage((message) => this.#inbox.deliver(message))
    line.onTaken(() => this.#onTaken())
  }

  detach({ state, error }: Exclude<EngineStatus<never>, { state: 'ready' }>): void {
    this.#line?.close()
    this.#line = undefined
    this.#inbox.deliver({ type: 'engine', state, ...(error && { error }) })
    this.#onTaken()
  }

  send(message: AskMessage | HostMessage): void {
    if (!this.#isOpen) return
    if (message.type === 'restart') this.#restart()
    else this.#line?.send(message)
  }

  onMessage(receive: (message: EngineMessage) => void): void {
    this.#inbox.onMessage(receive)
  }

  onTaken(taken: () => void): void {
    this.#onTaken = taken
  }

  onClose(closed: () => void): void {
    this.#closed.push(closed)
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#gone()
    this.#line?.close()
    for (const closed of this.#closed) closed()
  }
}

/** One connection of an engine process. */
class RelayLine implements PacedPort<AskMessage, EngineMessage> {
  readonly #connection: number
  readonly #child: EngineChild<never>
  readonly #gone: () => void
  readonly #inbox = new Inbox<EngineMessage>()
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
    if (this.#isOpen) this.#inbox.deliver(message)
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
    this.#inbox.onMessage(receive)
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
