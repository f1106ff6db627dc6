import { askMessageOf, toAppError, type AskMessage, type EngineMessage, type Port } from '@contract'
import type { AppLine } from './hostEngine'
import type { FromEngineProcess, ToEngineProcess } from './processMessages'

/** What this process uses of Electron's MessagePortMain; the engine itself never imports electron. */
interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** What this process uses of `process.parentPort` in an Electron utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void
  postMessage(message: FromEngineProcess): void
}

/**
 * The line to whoever started this process: an Electron app, which hands windows' ports over, or a Node parent, which
 * relays their messages. The process ends with its parent.
 */
export function appLine(): AppLine {
  const parent = (process as { parentPort?: ParentPort }).parentPort
  return parent === undefined ? nodeLine() : electronLine(parent)
}

function electronLine(parent: ParentPort): AppLine {
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (receive) =>
      parent.on('message', ({ data, ports }) => {
        receive(data as ToEngineProcess, ports.length > 0 ? windowPort(ports[0]) : undefined)
      }),
  }
}

function nodeLine(): AppLine {
  process.on('disconnect', () => process.exit(0))
  // Ctrl-C reaches every process of the terminal; the parent decides when this one ends.
  process.on('SIGINT', () => undefined)
  return {
    send: (message) => {
      if (process.connected) process.send?.(message)
    },
    onMessage: (receive) => process.on('message', (message) => receive(message as ToEngineProcess)),
  }
}

/** A window's own port; its messages are checked here. Samples are cloned, not transferred: transferring loses the message (electron#34905). */
function windowPort(port: ElectronPort): Port<EngineMessage, AskMessage> {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.on('message', ({ data }) => {
        try {
          receive(askMessageOf(data))
        } catch (thrown) {
          port.postMessage({ type: 'trouble', error: toAppError(thrown).toBody() })
        }
      })
      port.start()
    },
    onClose: (closed) => port.on('close', closed),
    close: () => port.close(),
  }
}
