/** Between a desktop window and the app: hands the page its port to the engine, and a few named functions. */
import { contextBridge, ipcRenderer } from 'electron'
import {
  appErrorBody,
  desktopBridgeName,
  desktopCommand,
  desktopPortMessage,
  engineState,
  sharedClock,
  type AppErrorBody,
  type AskMessage,
  type DesktopBridge,
  type EngineMessage,
  type ModelCard,
  type Port,
  type PrivacyReport,
  type RemovalReport,
} from '@contract'
import { channels } from './channels'
import type { KeptExchange } from './keptExchange'
import { LastingPort } from './lastingPort'

/** A port of the page, of which Node's types know nothing. */
interface PagePort {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** What is used of the page's global scope. */
const page = globalThis as unknown as {
  readonly location: { readonly origin: string }
  readonly MessageChannel: new () => { readonly port1: PagePort; readonly port2: PagePort }
  postMessage(message: unknown, origin: string, transfer: readonly PagePort[]): void
  addEventListener(type: 'load', listener: () => void): void
}

/** The page's port stays the same while engines come and go behind it. */
const engine = new LastingPort(() => ipcRenderer.send(channels.engineRestart), sharedClock, {
  keep: (exchange) => ipcRenderer.send(channels.keepExchange, exchange),
  drop: (turn) => ipcRenderer.send(channels.dropKept, turn),
  forget: () => ipcRenderer.send(channels.forgetKept),
})
const pageEnd = new page.MessageChannel()
pageEnd.port1.onmessage = ({ data }) => engine.send(data as AskMessage)
engine.onMessage((message) => pageEnd.port1.postMessage(message))

ipcRenderer.on(channels.enginePort, (event) => {
  const ports: unknown[] = event.ports
  engine.attach(portOf(ports[0] as PagePort))
})
ipcRenderer.on(channels.engineState, (_, state, error) =>
  engine.detach(engineState.parse(state), appErrorBody.optional().parse(error)),
)
// The page listens for its port from its first script on; all of them have run when it is loaded.
page.addEventListener('load', () => ipcRenderer.send(channels.askKept))
ipcRenderer.on(channels.kept, (_, kept) => {
  engine.restore(kept as readonly KeptExchange[])
  page.postMessage(desktopPortMessage, page.location.origin, [pageEnd.port2])
  ipcRenderer.send(channels.engineConnect)
})

/** Who looks at the models, and what they were last told. */
const modelWatchers = new Set<(cards: readonly ModelCard[]) => void>()
ipcRenderer.on(channels.models, (_, cards) => {
  for (const watcher of modelWatchers) watcher(cards as readonly ModelCard[])
})
const models: DesktopBridge['models'] = {
  watch: (receive) => {
    modelWatchers.add(receive)
    ipcRenderer.send(channels.watchModels)
    return () => modelWatchers.delete(receive)
  },
  ask: (request) =>
    ipcRenderer.invoke(channels.askModels, request) as ReturnType<DesktopBridge['models']['ask']>,
  useFolder: () => ipcRenderer.invoke(channels.useFolder) as Promise<AppErrorBody | undefined>,
  token: {
    isSafe: () => ipcRenderer.invoke(channels.isTokenSafe) as Promise<boolean>,
    isKept: () => ipcRenderer.invoke(channels.isTokenKept) as Promise<boolean>,
    keep: (token) => ipcRenderer.invoke(channels.keepToken, token) as Promise<AppErrorBody | undefined>,
  },
}

const bridge: DesktopBridge = {
  onCommand: (receive) => {
    ipcRenderer.on(channels.command, (_, command) => receive(desktopCommand.parse(command)))
  },
  showPhase: (phase, isMuted) => ipcRenderer.send(channels.phase, phase, isMuted),
  hide: () => ipcRenderer.send(channels.hide),
  openSettings: () => ipcRenderer.send(channels.openSettings),
  settings: () => ipcRenderer.invoke(channels.settings) as ReturnType<DesktopBridge['settings']>,
  changeSettings: (change) =>
    ipcRenderer.invoke(channels.changeSettings, change) as ReturnType<DesktopBridge['changeSettings']>,
  hasSandbox: () => ipcRenderer.invoke(channels.hasSandbox) as Promise<boolean>,
  checkPushToTalk: () => ipcRenderer.invoke(channels.checkPushToTalk) as Promise<boolean>,
  models,
  privacy: {
    report: () => ipcRenderer.invoke(channels.privacyReport) as Promise<PrivacyReport>,
    removeAll: (request) => ipcRenderer.invoke(channels.removeAll, request) as Promise<RemovalReport>,
    quit: () => ipcRenderer.send(channels.quitRemoved),
  },
}
contextBridge.exposeInMainWorld(desktopBridgeName, bridge)

/** Samples are cloned, never transferred: transferring loses the message (electron#34905). */
function portOf(port: PagePort): Port<AskMessage, EngineMessage> {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => (port.onmessage = ({ data }) => receive(data as EngineMessage)),
    onClose: () => undefined,
    close: () => port.close(),
  }
}
