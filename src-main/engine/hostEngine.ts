import {
  toAppError,
  type AskMessage,
  type Config,
  type EngineFigures,
  type EngineMessage,
  type NoteEvent,
  type Keeping,
  type Port,
  type Notice,
} from '@contract'
import { ContactTally, type HostContact } from './network/contactTally'
import type { FromEngineProcess, ToEngineProcess } from './processMessages'
import { Rest } from './flow/rest'
import { rehearse } from './rehearse'
import { TurnLock, type TurnSeat } from './turnLock'

type EnginePort = Port<EngineMessage, AskMessage>

/** The engine process's line to the app. A message may bring a window's own port with it. */
export interface AppLine {
  send(message: FromEngineProcess): void
  onMessage(receive: (message: ToEngineProcess, port?: EnginePort) => void): void
}

/** Serves one window, whose turns wait at its seat for the models. */
export interface ServeWindow {
  (port: EnginePort, seat: TurnSeat): void
  /** What it takes, for the figures. */
  figures?: () => EngineFigures
  /** The app ends. */
  quit?: () => void
  /** Conversations are kept otherwise from now on. */
  keep?: (keeping: Keeping) => void
  /** Told when something rings and no window is there to be heard, and when that is over. */
  onUnheard?: (isUnheard: boolean) => void
}

/** Loads whatever answers and gives back what serves one window. `instead`: see `ToEngineProcess`. */
export type LoadEngine = (
  config: Config,
  instead?: Notice,
  onContact?: (contact: HostContact) => void,
  note?: NoteEvent,
) => Promise<ServeWindow>

/** What the engine takes is told no more often. */
const loadEveryMs = 5000

/** The engine process: loads once, then serves every connection that is opened, one turn at a time over all of them. */
export function hostEngine(app: AppLine, load: LoadEngine, exit = (): void => process.exit(0)): void {
  const turns = new TurnLock()
  const relayed = new Map<number, RelayedPort>()
  const rest = new Rest()
  const contacts = new ContactTally((contact) => app.send({ kind: 'contact', contact }))
  const note: NoteEvent = (event) => app.send({ kind: 'event', event })
  let serve: ServeWindow | undefined
  /** As it was chosen since the start. */
  let keeping: Keeping | undefined
  let loadToldAt = -Infinity
  const tellLoad = (): void => {
    const figures = serve?.figures?.()
    if (figures === undefined || performance.now() - loadToldAt < loadEveryMs) return
    loadToldAt = performance.now()
    const residentBytes = process.memoryUsage.rss()
    app.send({ kind: 'load', load: { ...figures, residentBytes, turnsWaiting: turns.waiting } })
  }

  app.onMessage((message, port) => {
    switch (message.kind) {
      case 'start':
        load(message.config, message.instead, (contact) => contacts.note(contact), note).then(
          (loaded) => {
            serve = loaded
            if (keeping) loaded.keep?.(keeping)
            loaded.onUnheard = (isUnheard) => app.send({ kind: 'unheard', isUnheard })
            app.send({ kind: 'started' })
            void rehearse((rehearsal) => loaded(rehearsal, turns.rehearsalSeat()), turns.begun)
          },
          (thrown: unknown) => app.send({ kind: 'failed', error: toAppError(thrown).toBody() }),
        )
        return
      case 'open': {
        const { connection } = message
        const line =
          port ??
          new RelayedPort(
            (said) => app.send({ kind: 'message', connection, message: said }),
            (count) => app.send({ kind: 'taken', connection, count }),
            rest,
          )
        if (line instanceof RelayedPort) relayed.set(connection, line)
        serve?.(line, turns.seat(connection))
        return
      }
      case 'message':
        relayed.get(message.connection)?.deliver(message.message)
        return
      case 'close':
        relayed.get(message.connection)?.close()
        relayed.delete(message.connection)
        return
      case 'keep':
        keeping = message.keeping
        serve?.keep?.(keeping)
        return
      case 'quit':
        serve?.quit?.()
        exit()
        return
      case 'ping':
        app.send({ kind: 'pong', id: message.id })
        tellLoad()
        return
    }
  })
}

/** What takes longer at a time, such as a long conversation that is opened, others would notice where it is asked for in a flood. */
const longMs = 5

/** A window's line that shares the process's one line with others. */
class RelayedPort implements EnginePort {
  readonly #relay: (message: EngineMessage) => void
  readonly #tellTaken: (count: number) => void
  readonly #rest: Rest
  #restsUntil = 0
  #untold = 0
  #receive: (message: AskMessage) => void = () => undefined
  readonly #closed: (() => void)[] = []
  #open = true

  /** @param rest what all lines leave to each other behind long work */
  constructor(relay: (message: EngineMessage) => void, tellTaken: (count: number) => void, rest: Rest) {
    this.#relay = relay
    this.#tellTaken = tellTaken
    this.#rest = rest
  }

  deliver(message: AskMessage): void {
    if (!this.#open) return
    // Told when this process has time again, so that nobody's messages outrun it.
    if (this.#untold++ === 0) setImmediate(() => this.#sayTaken())
    const beganAt = performance.now()
    this.#receive(message)
    const now = performance.now()
    if (now - beganAt < longMs) return
    this.#rest.took(now - beganAt)
    this.#restsUntil = now + this.#rest.leftMs
  }

  send(message: EngineMessage): void {
    if (this.#open) this.#relay(message)
  }

  #sayTaken(): void {
    const restMs = this.#restsUntil - performance.now()
    if (restMs > 0) return void setTimeout(() => this.#sayTaken(), restMs)
    if (this.#open) this.#tellTaken(this.#untold)
    this.#untold = 0
  }

  onMessage(receive: (message: AskMessage) => void): void {
    this.#receive = receive
  }

  onClose(closed: () => void): void {
    this.#closed.push(closed)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    for (const closed of this.#closed) closed()
  }
}
