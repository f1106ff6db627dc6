import type {
  AppErrorBody,
  AskedQuestion,
  Duplex,
  LeavesTo,
  Notice,
  OfferedTool,
  OfferedVoice,
  RingingTimer,
  ToolServerState,
  ToolStep,
  TurnEndReason,
  TurnMetrics,
  WindowDeed,
} from '@contract'
import type { AudioDevice } from './audio/devices'
import type { EchoReport } from './audio/echoReport'
import type { SampleMood } from './words/moodSamples'

export type { AudioDevice }

/**
 * What the ring shows, one at a time. What is going on (listening, thinking, voicing, speaking) comes before trouble and
 * muted, so that it can be stopped; trouble stands under the ring all the same. Voicing: the answer has begun, and its voice
 * is at work on the first sound.
 */
export type Phase = 'idle' | 'listening' | 'thinking' | 'voicing' | 'speaking' | 'muted' | 'trouble'

/** What begins a question in this window now: a voice or the key, the key alone, or nothing that is said. */
export type Hears = 'voice' | 'key' | 'nothing'

/** When it listens, as its user chose. */
export type ListensWhen = 'always' | 'held' | 'off'

/** One question and its answer, as the conversation shows it. */
export interface ShownExchange {
  /** The same as long as it is shown, and no other's. */
  readonly key: string
  /** The engine's number; absent until it has told it. */
  readonly id?: number
  /** By which this window asked; absent: it did not. */
  readonly turn?: number
  readonly question: AskedQuestion
  /** The answer as written so far. */
  readonly answer: string
  /** UTF-16 place in the answer up to which its audio was really heard; what lies behind is not heard yet, or never. */
  readonly heardEnd: number
  /** While the answer is read aloud again: the place up to which it was heard this time. */
  readonly readEnd?: number
  readonly outcome: 'running' | TurnEndReason
  /** What the listener called for the answer, in order; absent: nothing. */
  readonly toolSteps?: readonly ToolStep[]
  readonly error?: AppErrorBody
  readonly stages?: TurnStages
  /** What an exchange took that this window did not ask. */
  readonly metrics?: TurnMetrics
}

/** When what happened in a turn, on the shared clock; what did not happen is absent. */
export interface TurnStages {
  /** The last sample of the user's speech. */
  readonly speechEndAt?: number
  /** Enough silence for the answer to be begun in secret, if there was a pause. */
  readonly pausedAt?: number
  /** Silence enough to take the utterance for complete. */
  readonly committedAt?: number
  /** Pauses in which an answer was begun in secret. */
  readonly attempts?: number
  readonly engine?: TurnMetrics
  /** The first chunk of the answer was handed to the loudspeaker. */
  readonly firstQueuedAt?: number
  /** The first sample of the answer that could be heard, by the audio output's own clock. */
  readonly firstAudibleAt?: number
}

export type EchoTest =
  | { readonly state: 'none' | 'running' }
  | {
      readonly state: 'failed'
      readonly reason: 'dead-microphone' | 'no-microphone' | 'disturbed' | 'not-played'
    }
  | { readonly state: 'measured'; readonly report: EchoReport }

export interface EngineModels {
  /** What the user should know. */
  readonly notes: readonly Notice[]
  /** What the built-in model does, chosen or not. */
  readonly builtIn: readonly ('listener' | 'voice')[]
  /** To where what is said leaves this computer. */
  readonly leavesTo: readonly LeavesTo[]
}

/** What the window itself finds, and what stands in the sentence for it: the names of devices, empty where they have none. */
export type WindowNotice =
  | {
      readonly word:
        | 'denied'
        | 'noMicrophone'
        | 'busy'
        | 'notOpened'
        | 'zeros'
        | 'asleep'
        | 'stalled'
        | 'noVoiceActivity'
        | 'noLoudspeaker'
        | 'loudspeakerRefused'
        | 'echoStays'
        | 'silentUntilClick'
        | 'tooLate'
        | 'gone'
    }
  | { readonly word: 'unplugged'; readonly lost: string; readonly next: string }
  | { readonly word: 'speakerUnplugged'; readonly lost: string }

/** Trouble that is told in one sentence, with the action that its button offers. Its language is chosen where it is shown. */
export interface Trouble {
  readonly notice: Notice | WindowNotice
  readonly action?: 'allow-microphone' | 'choose-microphone' | 'restart-engine' | 'retry' | 'seen'
}

/** What a tool of the newest turn asks its user. */
export interface ToolQuestion {
  readonly call: number
  readonly turn: number
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
  readonly deed?: WindowDeed | undefined
  /** Whose tool it is; absent: Parley's own. */
  readonly server?: string | undefined
  readonly says?: OfferedTool['says']
}

export interface Removed {
  /** The engine's number of the removal. */
  readonly removal: number
  readonly what: { readonly exchange: number } | { readonly conversation: number } | 'everything'
  /** The conversation that was open. */
  readonly wasOpen?: number
}

export interface AppState {
  readonly phase: Phase
  readonly connection: 'connecting' | 'ready' | 'waiting' | 'loading' | 'restarting' | 'cut' | 'lost'
  /** How the engine loaded its models; undefined until it told. */
  readonly engineModels: EngineModels | undefined
  /** The conversation that is open; undefined until the engine told of it. */
  readonly conversation: { readonly id: number; readonly isPrivate: boolean } | undefined
  readonly exchanges: readonly ShownExchange[]
  /** There may be exchanges before those that are shown. */
  readonly hasEarlier: boolean
  /** An exchange that is to be brought into sight, by the engine's numbers. */
  readonly sought: { readonly conversation: number; readonly exchange: number } | undefined
  /** Grows whenever the list of conversations is not as it was. */
  readonly listVersion: number
  /** What was removed, each as long as that can be undone; the newest is the last. */
  readonly removals: readonly Removed[]
  readonly trouble: Trouble | undefined
  /** Why what is said is not kept as its user chose, for as long as it is so. */
  readonly hindrance: AppErrorBody | undefined
  /** What may be called, and the servers that offer more. */
  readonly tools: readonly OfferedTool[]
  readonly toolServers: readonly ToolServerState[]
  readonly toolQuestion: ToolQuestion | undefined
  /** Timers and alarms that ring, or have rung and were not seen. */
  readonly ringing: readonly RingingTimer[]
  /** News of the engine that need no doing; they go when the user goes on. */
  readonly note: Notice | undefined
  readonly muted: boolean
  /** The user wanted to talk and was not heard: the window says that it is muted. */
  readonly isToldMuted: boolean
  readonly permission: 'unknown' | 'granted' | 'denied'
  readonly hears: Hears
  readonly microphones: readonly AudioDevice[]
  readonly speakers: readonly AudioDevice[]
  readonly microphoneId: string
  readonly speakerId: string
  /** Who can speak with the voice that is loaded, and who of them does. */
  readonly voices: readonly OfferedVoice[]
  readonly voice: string | undefined
  /** What a voice does while this loudspeaker speaks, and what a test of it said. */
  readonly duplex: Duplex
  readonly echoTest: EchoTest
  /** "I was not done" would be about the newest question. */
  readonly canContinue: boolean
  /** First run: explained and permission asked, models offered, sound checked; 'over' afterwards. */
  readonly welcome: 'explain' | 'models' | 'sound' | 'over'
}

export interface AppActions {
  /** Push-to-talk: pressed and released. */
  press(): void
  release(): void
  toggleMute(): void
  /** Off is the same as muted. */
  listenWhen(when: ListensWhen): void
  /** "I was not done": the last question is opened again, and its answer withdrawn. */
  continueSpeaking(): void
  /** Be silent now. */
  stop(): void
  ask(text: string): void
  /** The question of an exchange once more, by its key, as it was typed or spoken. */
  askAgain(key: string): void
  /** The answer of an exchange once more, by its key, to be heard only. */
  readAloud(key: string): void
  /** Puts right by hand what was spoken, by the key of its exchange. */
  correct(key: string, transcript: string): void
  /** Removes one question and its answer, by their key. */
  forgetExchange(key: string): void
  /** Removes this; for some seconds that can be undone. */
  remove(what: Removed['what']): void
  /** Takes the newest removal back that can be undone. */
  undoRemoval(): void
  /** Opens a conversation, in all windows. @param exchange is brought into sight */
  openConversation(id: number, exchange?: number): void
  /** Shows more of what was said before in this conversation. */
  showEarlier(): Promise<void>
  /** What was sought is in sight, or is not there. */
  shownSought(): void
  chooseMicrophone(id: string): void
  chooseSpeaker(id: string): void
  chooseVoice(id: string): void
  /** Lets a voice say a sentence that is no answer. @param id absent: the chosen one */
  listenToVoice(id?: string): void
  /** Lets the chosen voice say a sentence in that mood. */
  listenToMood(mood: SampleMood): void
  chooseDuplex(duplex: Duplex): void
  /** Lets the tool run that asks, or not; always: it asks no more. */
  answerTool(choice: 'once' | 'always' | 'no'): void
  /** Whatever rings is silent. */
  silence(): void
  /** What has rung was seen, by its number. */
  seenRing(ring: number): void
  /** Plays a sound and hears how much of it comes back. */
  testEcho(): void
  stopEchoTest(): void
  /** A short tone through the chosen speaker. */
  checkSound(): void
  /** Goes on from this step of the first run; at another one nothing happens. */
  welcomeNext(from: AppState['welcome']): void
  /** Goes on with the first run without a microphone. */
  welcomeSkip(): void
  resolveTrouble(): void
  /** @param isPrivate none of it is written to a disk */
  newConversation(isPrivate?: boolean): void
}

/** What the ring draws, many times a second; not part of the store, so that nothing else renders with it. */
export interface LiveSignals {
  /** RMS level of the newest microphone frame and of the samples now being played, 0..1. */
  readonly microphoneLevel: number
  readonly playbackLevel: number
  /** RMS of the room when nobody speaks, 0..1: zero means a dead microphone. */
  readonly noiseFloor: number
  /** Samples of pre-roll that would be kept now, as a share of its full length, 0..1. */
  readonly preRollShare: number
  /** Answer tokens decoded so far in the current turn. */
  readonly tokens: number
  readonly ducked: boolean
}
