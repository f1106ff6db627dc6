import { z } from 'zod'
import {
  longestClipboardChars,
  modelRequest,
  recordingPart,
  removalRequest,
  ringingTimer,
  settingsRequest,
  trayPhase,
} from '@contract'
import { channels } from '../../src-preload/channels'

const nothing = z.tuple([])

/** All that a page may say to main: each channel, and what is said on it. */
export const pageMessages = {
  [channels.engineConnect]: nothing,
  [channels.engineRestart]: nothing,
  /** What goes on in a window, and whether it is muted. */
  [channels.phase]: z.tuple([trayPhase, z.boolean()]),
  /** The timers and alarms that ring. */
  [channels.ringing]: z.tuple([z.array(ringingTimer).max(1000)]),
  [channels.hide]: nothing,
  [channels.openMain]: nothing,
  [channels.openSettings]: nothing,
  [channels.watchSettings]: nothing,
  [channels.askSettings]: z.tuple([settingsRequest]),
  [channels.pushToTalk]: nothing,
  [channels.checkPushToTalk]: nothing,
  [channels.hasSandbox]: nothing,
  [channels.readClipboard]: nothing,
  [channels.writeClipboard]: z.tuple([z.string().max(longestClipboardChars)]),
  [channels.watchModels]: nothing,
  [channels.askModels]: z.tuple([modelRequest]),
  [channels.useFolder]: nothing,
  [channels.isTokenKept]: nothing,
  [channels.isTokenSafe]: nothing,
  [channels.keepToken]: z.tuple([z.string()]),
  [channels.isServerKeyKept]: nothing,
  [channels.isServerKeySafe]: nothing,
  [channels.keepServerKey]: z.tuple([z.string().max(2000)]),
  [channels.privacyReport]: nothing,
  [channels.removeAll]: z.tuple([removalRequest]),
  [channels.quitRemoved]: nothing,
  [channels.hostFigures]: nothing,
  [channels.bugReport]: nothing,
  [channels.openLogs]: nothing,
  [channels.appendRecording]: z.tuple([recordingPart]),
}

export type PageChannel = keyof typeof pageMessages
export type Said<Channel extends PageChannel> = z.infer<(typeof pageMessages)[Channel]>
