import { z } from 'zod'
import { appErrorBody } from './errors'
import type { DiagnosticsBridge } from './diagnostics'
import { engineState } from './messages'
import type { ModelsBridge } from './models'
import type { PrivacyBridge } from './privacy'
import type { RecordingsBridge } from './recordings'
import type { SettingsBridge } from './settingsBridge'
import type { RingingTimer } from './tools'

/** The name of the bridge in a window of the desktop app; in a browser there is none. */
export const desktopBridgeName = 'parley'

/** The data of a `message` event whose only port leads to the engine: a desktop window gets one for each that is ready. */
export const desktopPortMessage = 'parley-port'

/** The data of a `message` event that tells a desktop window that there is no engine, and why. */
export const desktopEngineMessage = z.object({
  type: z.literal('parley-engine'),
  state: engineState,
  error: appErrorBody.optional(),
})
export type DesktopEngineMessage = z.infer<typeof desktopEngineMessage>

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

/** What became of the push-to-talk key: it can be held, only be tapped, or belongs to another program. */
export const pushToTalkState = z.enum(['hold', 'toggle', 'taken'])
export type PushToTalkState = z.infer<typeof pushToTalkState>

/** What a window of the desktop app can do beside talking to the engine. */
export interface DesktopBridge {
  /** The languages of the system as it writes them, best first: those of Chromium are only what it has words in. */
  readonly languages: readonly string[]
  /** Starts a lost engine again. */
  restartEngine(): void
  onCommand(receive: (command: DesktopCommand) => void): void
  /** Told at every change; once more, unchanged, where a press of the key begins nothing. Muted is also who is answered. */
  showPhase(phase: TrayPhase, isMuted: boolean): void
  /** The timers and alarms that ring, told at every change. */
  showRinging(ringing: readonly RingingTimer[]): void
  /** Puts this window away: Escape in the quick window. */
  hide(): void
  /** Shows the settings, which the main window has. */
  openSettings(): void
  /** Shows the main window. */
  openMain(): void
  /** What became of the push-to-talk key that is chosen. */
  pushToTalk(): Promise<PushToTalkState>
  /** Waits for the push-to-talk key to be really pressed, for some seconds: some desktops swallow it. */
  checkPushToTalk(): Promise<boolean>
  /** Whether Chromium's sandbox is around this window. */
  hasSandbox(): Promise<boolean>
  /** The text that was copied, for a tool whose user allows it. */
  readClipboard(): Promise<string>
  writeClipboard(text: string): Promise<void>
  readonly settings: SettingsBridge
  readonly models: Required<ModelsBridge>
  readonly privacy: PrivacyBridge
  readonly diagnostics: Required<DiagnosticsBridge>
  readonly recordings: RecordingsBridge
}
