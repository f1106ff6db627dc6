import type { TurnTakingSettings } from '@contract'
import type { SceneEvent } from './sceneEvent'

export const sampleRateHz = 16_000
export const frameSamples = 512
export const frameMs = 32

/** What the microphone hears at some time. Levels are in dB relative to usual speech. */
export interface SceneSound {
  readonly at: number
  readonly what:
    | { readonly type: 'speech'; readonly clip: number }
    | { readonly type: 'mm-hm' | 'short-word' | 'word'; readonly clip: number }
    /** Of recordings alone. */
    | { readonly type: 'noise' | 'babble'; readonly clip: number }
    | { readonly type: 'cough' | 'click' | 'door'; readonly seed: number }
  readonly levelDb: number
}

/** A conversation as data: who sounds when, in which room, through which devices. A scene replays to the same end. */
export interface Scene {
  readonly kind: SceneKind
  readonly seed: number
  readonly lengthMs: number
  readonly sounds: readonly SceneSound[]
  readonly noise: { readonly type: 'room' | 'fan'; readonly levelDb: number }
  /** In which of the recorded rooms speech sounds; absent: close to the microphone. */
  readonly room?: number
  /** How the loudspeaker comes back to the microphone; absent: a headset. */
  readonly echo?: { readonly delayMs: number; readonly levelDb: number }
  /** From the rendered sample to the loudspeaker. */
  readonly deviceDelayMs: number
  /** A typed question whose answer sounds while the scene goes on; absent: answers come to what is said. */
  readonly typedAt?: number
  /** From the pause, or the end, to the first audio of the answer. */
  readonly thinkMs: number
  readonly answerMs: number
  readonly turnTaking: Partial<TurnTakingSettings>
  /** Oldest first; absent: nothing is done by hand, and nothing goes wrong. */
  readonly events?: readonly SceneEvent[]
}

export type SceneKind =
  | 'pauses'
  | 'speaker'
  | 'barge-in'
  | 'barge-in-over-echo'
  | 'cough'
  | 'click'
  | 'mm-hm'
  | 'short-word'
  | 'word'
  | 'own-echo'
  | 'fan'
  | RecordedKind

/** Kinds of which there are only recordings. */
export type RecordedKind = 'noise' | 'babble' | 'talk'
