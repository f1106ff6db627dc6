import type { AskMessage, Clock, HostMessage, Port } from '@contract'
import type { StoreApi } from 'zustand/vanilla'
import type { CapturedFrame, OpenCapture } from './audio/captureTypes'
import type { Derive } from './audio/derive'
import type { Devices } from './audio/devices'
import type { OpenPlayback } from './audio/playbackTypes'
import type { EchoSentence } from './audio/runEchoTest'
import type { Timers } from './audio/timers'
import type { VoiceEar } from './audio/voiceActivity'
import type { AskStore } from './engineClient'
import type { HeardWords } from './audio/wordLikelihood'
import type { Locks } from './sharedLock'
import type { AppActions, AppState, LiveSignals } from './state'
import type { TextStorage } from './turnTakingMemory'
import type { WindowDeeds } from './toolQuestions'
import type { SettingsOfApp } from './windowSettings'

/** What the app is made of; in tests, fakes. */
export interface AppSources {
  readonly port: Port<AskMessage | HostMessage, unknown>
  readonly openCapture: OpenCapture
  readonly openPlayback: OpenPlayback
  readonly loadVoice: () => Promise<VoiceEar>
  /** Tells words from signs of listening; absent: by their sound. */
  readonly words?: HeardWords
  readonly loadEchoSentence: () => Promise<EchoSentence>
  readonly devices: Devices
  /** What all windows share; absent: there is no other window. */
  readonly locks?: Locks
  /** What this window can do for tools; absent: nothing, and it cannot ask its user either. */
  readonly deeds?: WindowDeeds
  readonly settings: SettingsOfApp
  /** Where a window notes what is no setting, such as how its speaker pauses. */
  readonly storage: TextStorage
  readonly clock: Clock
  /** Absent: the real ones. */
  readonly timers?: Timers
  /** Absent: finds it out. */
  readonly derive?: Derive
}

export interface App {
  readonly store: StoreApi<AppState & AppActions>
  readonly readSignals: () => LiveSignals
  /** The user's pauses, in milliseconds, and the silence after which one is taken for the end. */
  readonly readPauses: () => PauseFigures
  /** Asks of what was said before. */
  readonly askStore: AskStore
  /** A gesture of the user: sound may begin. */
  readonly wake: () => void
  /** Whether a voice is heard in this window; the key always is. */
  readonly hearVoice: (isHere: boolean) => void
  readonly microphone: MicrophoneOfAll
  /** The first run is over in another window. */
  readonly welcomed: () => void
  /** Another window has tested its devices or learnt how its speaker pauses. */
  readonly recall: () => void
  /** The page goes away, and may come back to its conversation. */
  readonly leave: () => void
  close(): void
}

export interface PauseFigures {
  /** The newest, oldest first. */
  readonly recentMs: readonly number[]
  readonly answersAfterMs: number
}

/** The microphone, which one of all windows has open. */
export interface MicrophoneOfAll {
  /** It is this window's to open, or another's. */
  own(isHere: boolean): void
  /** Closes it, when it is another's. */
  letGo(): void
  /** Gives another window what is captured here, until the returned function is called. */
  lend(take: (frames: readonly CapturedFrame[]) => void): () => void
  /** Hears what another window has captured. */
  borrow(frames: readonly CapturedFrame[]): void
  /** Frames come from the own one. */
  readonly isOpen: boolean
  /** Told when somebody is to be heard here while it is another's, and when the first frames come of the own one. */
  onNeed(needed: () => void): void
  onHears(hears: () => void): void
}

/** The name under which the step of the first run is noted, for all windows of a browser. */
export const welcomeKey = 'parley.welcome'
