import type { Scene } from '../scene'

/** A scene for the window in a real browser, whose engine, devices and settings are what they are. */
export interface ChromiumScene extends Pick<Scene, 'seed' | 'lengthMs' | 'sounds' | 'noise' | 'echo'> {
  readonly kind: ChromiumSceneKind
  /** What is done by hand: a question is typed, or the key is pressed and let go. */
  readonly acts: readonly { readonly at: number; readonly what: 'ask' | 'press' | 'release' }[]
}

export type ChromiumSceneKind =
  | 'question'
  | 'pauses'
  | 'reopening'
  | 'push-to-talk'
  | 'barge-in'
  | 'barge-in-over-echo'
  | 'cough-and-click'
  | 'mm-hm'
  | 'fan'
  | 'own-echo'

/** What the engine of these scenes says to everything: about seven seconds. */
export const answerText =
  'Paris is the capital of France, and has been for most of the last thousand years. It lies on the river Seine.'
