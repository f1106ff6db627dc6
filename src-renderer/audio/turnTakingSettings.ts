import { preRollMs } from '@contract'

/** When a turn begins and ends. Probabilities are Silero's, 0..1; levels are RMS, 0..1. */
export interface TurnTakingSettings {
  /** False: only the push-to-talk key opens an utterance. */
  readonly handsFree: boolean
  /** True: no voice is heard while an answer sounds, for loudspeakers that no echo canceller masters. */
  readonly halfDuplex: boolean
  /** Speech kept from before the onset, so that no first syllable is lost. */
  readonly preRollMs: number
  /** The same before a barge-in; shorter, for what precedes it is the answer's own echo. */
  readonly bargeInPreRollMs: number
  /** All that is kept in memory, the pre-roll and the time that a barge-in takes to be confirmed. */
  readonly keptMs: number
  /** Smoothed probability that begins an utterance. */
  readonly onsetProbability: number
  /** Share of each new frame in the smoothed probability: two certain frames begin an utterance, one click does not. */
  readonly smoothing: number
  /** Probability with which speech goes on; lower than the onset's, for words fade out. */
  readonly voiceProbability: number
  /** Below -60 dB nothing is speech, whatever the model says. */
  readonly quietLevel: number
  /** An onset must rise over the room by this factor (6 dB). */
  readonly levelOverRoom: number
  /** Silence that ends an utterance: longer than the pauses inside sentences, mostly under half a second. */
  readonly endpointMs: number
  /** An utterance with less voice than this was a cough or a door. */
  readonly shortestVoiceMs: number
  /** Kept after the key's release: the finger is often earlier than the last consonant. */
  readonly releaseTailMs: number
  /** How far frames may lag behind the clock before an utterance ends without them. */
  readonly framesLateMs: number
  /** One frame this likely ducks the answer. */
  readonly bargeInProbability: number
  /** So much voice within so long interrupts it: "mm-hm" is shorter, a sentence is not. */
  readonly bargeInVoiceMs: number
  readonly bargeInWithinMs: number
  /** After an answer in half-duplex, the room's echo. */
  readonly echoTailMs: number
  /** The longest utterance that the engine takes. */
  readonly longestMs: number
}

export const defaultTurnTaking: TurnTakingSettings = {
  handsFree: true,
  halfDuplex: false,
  preRollMs,
  bargeInPreRollMs: 300,
  keptMs: 800,
  onsetProbability: 0.5,
  smoothing: 0.4,
  voiceProbability: 0.35,
  quietLevel: 0.001,
  levelOverRoom: 2,
  endpointMs: 600,
  shortestVoiceMs: 96,
  releaseTailMs: 64,
  framesLateMs: 500,
  bargeInProbability: 0.6,
  bargeInVoiceMs: 250,
  bargeInWithinMs: 400,
  echoTailMs: 250,
  longestMs: 14 * 60_000,
}
