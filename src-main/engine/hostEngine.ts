import { toAppError, type AskMessage, type Config, type EngineMessage, type Port } from '@contract'
import type { FromEngineProcess, ToEngineProcess } from './processMessages'
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
  /** The app ends. */
  readonly quit?: () => void
}

/** Loads whatever answers and gives back what serves one window. `instead`: see `ToEngineProcess`. */
export type LoadEngine = (config: Config, instead?: string) => Promise<ServeWindow>

/** The engine process: loads once, then serves every connection that is opened, one turn at a time over all of them. */
export function hostEngine(app: AppLine, load: LoadEngine, exit = (): void => process.exit(0)): void {
  const turns = new TurnLock()
  const relayed = new Map<number, RelayedPort>()
  let serve: ServeWindow | undefined

  app.onMessage((message, port) => {
    switch (message.kind) {
      case 'start':
        load(message.config, message.instead).then(
          (loaded) => {
            serve = loaded
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
          )
        if (line instanceof RelayedPort) relayed.set(connection, line)
        serve?.(line, turns.seat())
        return
      }
      case 'message':
        relayed.get(message.connection)?.deliver(message.message)
        return
      case 'close':
        relayed.get(message.connection)?.close()
        relayed.delete(message.connection)
        return
      case 'quit':
        serve?.quit?.()
        exit()
        return
      case 'ping':
        app.send({ kind: 'pong', id: message.id })
        return
    }
  })
}

/** A window's line that shares the process's one line with others. */
class RelayedPort implements EnginePort {
  readonly #relay: (message: EngineMessage) => void
  readonly #tellTaken: (count: number) => void
  #untold = 0
  #receive: (message: AskMessage) => void = () => undefined
  readonly #closed: (() => void)[] = []
  #open = true

  constructor(relay: (message: EngineMessage) => void, tellTaken: (count: number) => void) {
    this.#relay = relay
    this.#tellTaken = tellTaken
  }

  deliver(message: AskMessage): void {
    if (!this.#open) return
    // Told when this process has time again, so that nobody's messages outrun it.
    if (this.#untold++ === 0) setImmediate(() => this.#sayTaken())
    this.#receive(message)
  }

  send(message: EngineMessage): void {
    if (this.#open) this.#relay(message)
  }

  #sayTaken(): void {
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
