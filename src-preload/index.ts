/** Between a desktop window and the app: hands the page its ports to the engine, and a few named functions. */
import { contextBridge, ipcRenderer } from 'electron'
import {
  appErrorBody,
  desktopBridgeName,
  desktopCommand,
  desktopPortMessage,
  engineState,
  type AppErrorBody,
  type BugReport,
  type DesktopBridge,
  type DesktopEngineMessage,
  type HostFigures,
  type ModelCard,
  type PrivacyReport,
  type RecordingAnswer,
  type RemovalAnswer,
  type SettingsAnswer,
  type ToldSettings,
} from '@contract'
import { channels, languagesArgument } from './channels'

/** What is used of the page's global scope. */
const page = globalThis as unknown as {
  readonly location: { readonly origin: string }
  postMessage(message: unknown, origin: string, transfer?: readonly unknown[]): void
  addEventListener(type: 'load', listener: () => void): void
}

// Both come to the page as messages: what is told of an engine must not overtake the port to the one before.
ipcRenderer.on(channels.enginePort, ({ ports }) =>
  page.postMessage(desktopPortMessage, page.location.origin, ports),
)
ipcRenderer.on(channels.engineState, (_, state, error) => {
  const message: DesktopEngineMessage = {
    type: 'parley-engine',
    state: engineState.parse(state),
    error: appErrorBody.optional().parse(error),
  }
  page.postMessage(message, page.location.origin)
})
// The page listens for its port from its first script on; all of them have run when it is loaded.
page.addEventListener('load', () => ipcRenderer.send(channels.engineConnect))

/** What of main a page can watch: it is told all of it when it begins to, and after every change. */
function watched<Told>(ask: string, told: string): (receive: (news: Told) => void) => () => void {
  const watchers = new Set<(news: Told) => void>()
  ipcRenderer.on(told, (_, news) => {
    for (const watcher of watchers) watcher(news as Told)
  })
  return (receive) => {
    watchers.add(receive)
    ipcRenderer.send(ask)
    return () => watchers.delete(receive)
  }
}

const models: DesktopBridge['models'] = {
  watch: watched<readonly ModelCard[]>(channels.watchModels, channels.models),
  ask: (request) =>
    ipcRenderer.invoke(channels.askModels, request) as ReturnType<DesktopBridge['models']['ask']>,
  useFolder: () => ipcRenderer.invoke(channels.useFolder) as Promise<AppErrorBody | undefined>,
  token: {
    isSafe: () => ipcRenderer.invoke(channels.isTokenSafe) as Promise<boolean>,
    isKept: () => ipcRenderer.invoke(channels.isTokenKept) as Promise<boolean>,
    keep: (token) => ipcRenderer.invoke(channels.keepToken, token) as Promise<AppErrorBody | undefined>,
  },
}

const told = process.argv.find((argument) => argument.startsWith(languagesArgument))

const bridge: DesktopBridge = {
  languages: told?.slice(languagesArgument.length).split(',') ?? [],
  restartEngine: () => ipcRenderer.send(channels.engineRestart),
  onCommand: (receive) => {
    ipcRenderer.on(channels.command, (_, command) => receive(desktopCommand.parse(command)))
  },
  showPhase: (phase, isMuted) => ipcRenderer.send(channels.phase, phase, isMuted),
  showRinging: (ringing) => ipcRenderer.send(channels.ringing, ringing),
  hide: () => ipcRenderer.send(channels.hide),
  openMain: () => ipcRenderer.send(channels.openMain),
  openSettings: () => ipcRenderer.send(channels.openSettings),
  pushToTalk: () => ipcRenderer.invoke(channels.pushToTalk) as ReturnType<DesktopBridge['pushToTalk']>,
  settings: {
    watch: watched<ToldSettings>(channels.watchSettings, channels.settings),
    ask: (request) => ipcRenderer.invoke(channels.askSettings, request) as Promise<SettingsAnswer>,
    serverKey: {
      isSafe: () => ipcRenderer.invoke(channels.isServerKeySafe) as Promise<boolean>,
      isKept: () => ipcRenderer.invoke(channels.isServerKeyKept) as Promise<boolean>,
      keep: (key) => ipcRenderer.invoke(channels.keepServerKey, key) as Promise<AppErrorBody | undefined>,
    },
  },
  hasSandbox: () => ipcRenderer.invoke(channels.hasSandbox) as Promise<boolean>,
  readClipboard: () => ipcRenderer.invoke(channels.readClipboard) as Promise<string>,
  writeClipboard: (text) => ipcRenderer.invoke(channels.writeClipboard, text) as Promise<void>,
  checkPushToTalk: () => ipcRenderer.invoke(channels.checkPushToTalk) as Promise<boolean>,
  models,
  privacy: {
    report: () => ipcRenderer.invoke(channels.privacyReport) as Promise<PrivacyReport>,
    removeAll: (request) => ipcRenderer.invoke(channels.removeAll, request) as Promise<RemovalAnswer>,
    quit: () => ipcRenderer.send(channels.quitRemoved),
  },
  diagnostics: {
    figures: () => ipcRenderer.invoke(channels.hostFigures) as Promise<HostFigures>,
    report: () => ipcRenderer.invoke(channels.bugReport) as Promise<BugReport>,
    openLogs: () => ipcRenderer.invoke(channels.openLogs) as Promise<void>,
  },
  recordings: {
    append: (part) => ipcRenderer.invoke(channels.appendRecording, part) as Promise<RecordingAnswer>,
  },
}
contextBridge.exposeInMainWorld(desktopBridgeName, bridge)
