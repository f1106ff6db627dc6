import { microphoneFormat } from '@contract'
import type { FrameSound } from './frameSound'
import { initialEndpointDelay, type EndJudgement, type EndpointDelay } from './endpointDelay'

export const frameMs = (1000 * microphoneFormat.frameSamples) / microphoneFormat.sampleRateHz

/** What happens, in the order in which it happens. The clock is an event too: it closes what frames no longer do. */
export type TurnEvent =
  | FrameEvent
  | { readonly type: 'clock' | 'press' | 'release' | 'mute' | 'unmute' | 'stop' }
  /** "I was not done", said by hand. */
  | { readonly type: 'continue' }
  /** Whether the speaker was done when a pause began. What comes late, twice or for an old pause says nothing. */
  | ({ readonly type: 'end-of-turn'; readonly pause: number } & EndJudgement)
  /** What the app answers with now: nothing, silence while it thinks, or sound. */
  | { readonly type: 'answer'; readonly answer: Answer }

/** Frames are numbered upwards without a hole; the time of the event is the end of the frame. */
export interface FrameEvent {
  readonly type: 'frame'
  readonly frame: number
  readonly voice: number
  readonly level: number
  readonly blockLevels?: FrameSound['blockLevels']
  readonly brightness?: number
  /** Share of its energy that is the answer's own sound; absent: none. */
  readonly echo?: number
  /** How likely what was heard until now takes the turn, and is no sign of listening; absent: nobody knows. */
  readonly word?: number
}

export type Answer = 'none' | 'thinking' | 'speaking'
export type CancelReason = 'no-voice' | 'muted' | 'stopped'

/** What is to be done, in this order. */
export type TurnAction =
  /** It interrupts an answer, or not. */
  | { readonly type: 'open'; readonly by: 'voice' | 'key'; readonly interrupts: boolean }
  /** Open again what was committed last: all its frames, then those that follow. Its answer is withdrawn. */
  | { readonly type: 'reopen' }
  | { readonly type: 'frame'; readonly frame: number }
  /** The speaker pauses, for the nth time: what comes next is a frame, when speech goes on, or the end. */
  | { readonly type: 'pause'; readonly pause: number }
  | { readonly type: 'commit'; readonly speechEndAt: number; readonly pausedAt: number | undefined }
  | { readonly type: 'cancel'; readonly reason: CancelReason }
  /** `silence` also ends ducking. */
  | { readonly type: 'duck' | 'unduck' | 'silence' | 'interrupt' }

/** An utterance that is being spoken. */
export interface OpenUtterance {
  readonly by: 'voice' | 'key'
  readonly openedAt: number
  /** How long it was before it was reopened. */
  readonly earlierMs: number
  readonly voiceMs: number
  readonly releasedAt: number | undefined
  readonly pause: Pause | undefined
  /** It does not end by silence before this. */
  readonly waitsUntil: number
}

/** The speaker is silent, and may be done. */
export interface Pause {
  /** Pauses are numbered, so that what is said of one is not taken for another. */
  readonly number: number
  readonly at: number
  /** The first frame that waits for its end. */
  readonly heldFrom: number
  /** Whether it is the end, once a model has said so. */
  readonly judgement: EndJudgement | undefined
}

/** The utterance that was committed last, while it can be reopened. */
export interface CommittedUtterance {
  readonly by: 'voice' | 'key'
  readonly at: number
  readonly speechEndAt: number
  readonly lengthMs: number
  readonly voiceMs: number
  /** The first frame that it did not take. */
  readonly nextFrame: number
  /** Whether its end was one, where a model said so. */
  readonly judgement: EndJudgement | undefined
  /** Since when its answer sounds. */
  readonly soundsSince: number | undefined
  /** Its answer was heard to its end: only by hand is it reopened now. */
  readonly isAnswered: boolean
}

/** Somebody may be speaking into the answer. */
export interface BargeIn {
  readonly since: number
  /** When the voice began: earlier, if it fell silent for a moment and was not taken for a word. */
  readonly voiceSince: number
  readonly frames: readonly BargeInFrame[]
}

export interface BargeInFrame {
  readonly at: number
  readonly level: number
  readonly isLikely: boolean
  /** Voice with an open mouth. */
  readonly isOpen: boolean
  /** A consonant, behind a breath that may have begun it. */
  readonly isConsonant: boolean
  /** How likely what was heard until now takes the turn, where somebody knows. */
  readonly word: number | undefined
}

export interface TurnTakingState {
  readonly muted: boolean
  readonly answer: Answer
  readonly open: OpenUtterance | undefined
  readonly committed: CommittedUtterance | undefined
  readonly bargeIn: BargeIn | undefined
  /** The last one that was none. */
  readonly noBargeIn: { readonly at: number; readonly voiceSince: number } | undefined
  readonly endpoint: EndpointDelay
  /** How many there were. */
  readonly pauses: number
  readonly smoothedVoice: number
  /** RMS of the room when nobody speaks. */
  readonly noiseFloor: number
  readonly lastVoiceAt: number
  readonly newestFrame: number
  /** The oldest frame that no utterance has taken: pre-roll begins here at the earliest. */
  readonly unusedFrom: number
  /** Where a voice may not interrupt an answer, until when the room still echoes. */
  readonly echoUntil: number
}

export const initialTurnTaking: TurnTakingState = {
  muted: false,
  answer: 'none',
  open: undefined,
  committed: undefined,
  bargeIn: undefined,
  noBargeIn: undefined,
  endpoint: initialEndpointDelay,
  pauses: 0,
  smoothedVoice: 0,
  noiseFloor: 0,
  lastVoiceAt: -Infinity,
  newestFrame: -1,
  unusedFrom: 0,
  echoUntil: -Infinity,
}

export interface TurnStep {
  readonly state: TurnTakingState
  readonly actions: readonly TurnAction[]
}
