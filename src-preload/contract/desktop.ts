import { z } from 'zod'
import type { AskMessage } from './messages'
import type { ModelsBridge } from './models'
import type { Port } from './port'
import type { PrivacyBridge } from './privacy'

/** The name of the bridge in a window of the desktop app; in a browser there is none. */
export const desktopBridgeName = 'parley'

/** The message with which a desktop window gets its port to the engine: once, as the only port of a `message` event. */
export const desktopPortMessage = 'parley-port'

/** What the tray shows. */
export const trayPhase = z.enum(['idle', 'listening', 'thinking', 'speaking', 'muted', 'trouble'])
export type TrayPhase = z.infer<typeof trayPhase>

/** What the push-to-talk key, the tray and the menu want of a window. */
export const desktopCommand = z.enum([
  'press',
  'release',
  'toggle-mute',
  'stop',
  'settings',
  'shown',
  'hidden',
])
export type DesktopCommand = z.infer<typeof desktopCommand>

const settingKinds = {
  /** An accelerator as Electron writes it, such as `Control+Alt+Space`. */
  pushToTalkKey: z.string().min(1).max(64),
  /** Start with the session, hidden. */
  autostart: z.boolean(),
}

export const desktopSettings = z.object({
  pushToTalkKey: settingKinds.pushToTalkKey.default('Control+Alt+Space'),
  autostart: settingKinds.autostart.default(false),
})
export type DesktopSettings = z.infer<typeof desktopSettings>

/** Those of the settings that are to change. */
export const desktopSettingsChange = z.object(settingKinds).partial()
export type DesktopSettingsChange = z.infer<typeof desktopSettingsChange>

/** What became of the push-to-talk key: it can be held, only be tapped, or belongs to another program. */
export const pushToTalkState = z.enum(['hold', 'toggle', 'taken'])
export type PushToTalkState = z.infer<typeof pushToTalkState>

/** What a window of the desktop app can do beside talking to the engine. */
export interface DesktopBridge {
  onCommand(receive: (command: DesktopCommand) => void): void
  /** Told at every change; once more, unchanged, where a press of the key begins nothing. Muted is also who is answered. */
  showPhase(phase: TrayPhase, isMuted: boolean): void
  /** Puts this window away: Escape in the quick window. */
  hide(): void
  /** Shows the settings, which the main window has. */
  openSettings(): void
  settings(): Promise<DesktopSettings & { readonly pushToTalk: PushToTalkState }>
  changeSettings(
    change: DesktopSettingsChange,
  ): Promise<DesktopSettings & { readonly pushToTalk: PushToTalkState }>
  /** Waits for the push-to-talk key to be really pressed, for some seconds: some desktops swallow it. */
  checkPushToTalk(): Promise<boolean>
  /** Whether Chromium's sandbox is around this window. */
  hasSandbox(): Promise<boolean>
  readonly models: Required<ModelsBridge>
  readonly privacy: PrivacyBridge
}

/** A MessagePort, as far as it is used. */
interface MessagePortLike {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** What tells of a window's messages: `window.addEventListener('message', ...)`. */
type ListenToWindow = (
  receive: (event: { readonly data: unknown; readonly ports: readonly MessagePortLike[] }) => void,
) => void

/** The port of a desktop window. What is sent before it has come waits for it. */
export function desktopPort(listen: ListenToWindow): Port<AskMessage, unknown> {
  let port: MessagePortLike | undefined
  let receive: ((message: unknown) => void) | undefined
  const [unsent, unheard]: [AskMessage[], unknown[]] = [[], []]
  listen(({ data, ports }) => {
    if (data !== desktopPortMessage || port !== undefined) return
    port = ports[0]
    port.onmessage = ({ data: message }) => {
      if (receive) receive(message)
      else unheard.push(message)
    }
    for (const message of unsent.splice(0)) port.postMessage(message)
  })
  return {
    send: (message) => {
      if (port) port.postMessage(message)
      else unsent.push(message)
    },
    onMessage: (next) => {
      receive = next
      for (const message of unheard.splice(0)) next(message)
    },
    // The engine's end lasts as long as the window.
    onClose: () => undefined,
    close: () => port?.close(),
  }
}
