import { z } from 'zod'
import { preRollMs } from './audioFormat'

const probability = z.number().min(0).max(1)
const level = z.number().min(0).max(1)
const ms = z.number().min(0).max(60_000)

/**
 * What a voice does while an answer sounds. Full: it interrupts it. Duck only: it makes it quieter, for loudspeakers of
 * which too much stays in the microphone to tell whose voice it is. Half: it is not heard.
 */
export const duplex = z.enum(['full', 'duck-only', 'half'])
export type Duplex = z.infer<typeof duplex>

/** When a turn begins and ends. Probabilities are Silero's, 0..1; levels are RMS, 0..1. */
export const turnTakingConfig = z.object({
  /** False: only the push-to-talk key opens an utterance. */
  handsFree: z.boolean().default(true),
  duplex: duplex.default('full'),

  /** Speech kept from before the onset, so that no first syllable is lost. */
  preRollMs: ms.max(800).default(preRollMs),
  /** The same before a barge-in; shorter, for what precedes it is the answer's own echo. */
  bargeInPreRollMs: ms.max(800).default(300),
  /** All that is kept in memory: a pause, the time after it in which speech may go on, and the confirmation of that. */
  keptMs: ms.default(3000),
  /** Smoothed probability that begins an utterance. */
  onsetProbability: probability.default(0.5),
  /** Share of each new frame in the smoothed probability: two certain frames begin an utterance, one click does not. */
  smoothing: z.number().gt(0).max(1).default(0.4),
  /** Probability with which speech goes on; lower than the onset's, for words fade out. */
  voiceProbability: probability.default(0.35),
  /** Below -60 dB nothing is speech, whatever the model says. */
  quietLevel: level.default(0.001),
  /** An onset must rise over the room by this factor (6 dB). */
  levelOverRoom: z.number().min(1).default(2),
  /** Speech that goes on may be fainter (3.5 dB over the room): what is below is the model's afterglow. */
  levelOfSpeech: z.number().min(1).default(1.5),
  /** An utterance with less voice than this was a cough or a door. */
  shortestVoiceMs: ms.default(96),
  /** The longest utterance that the engine takes. */
  longestMs: z
    .number()
    .min(1000)
    .default(14 * 60_000),

  /** Silence after which an answer is begun in secret; longer than the closure of a consonant, shorter than a pause. */
  softEndMs: ms.default(150),
  /** Silence that ends an utterance: never shorter, for people breathe, */
  endpointShortestMs: ms.default(250),
  /** and never longer, for then nobody believes to be heard. Between the two it is learnt from the speaker. */
  endpointLongestMs: ms.default(900),
  /** A turn that was taken up again lengthens the delay, for that costs the speaker more than a wait; */
  reopenedLongerMs: ms.max(1000).default(80),
  /** one that was not shortens it: four that went well outweigh one that did not. */
  uneventfulShorterMs: ms.max(1000).default(20),
  /** From here on an end-of-turn model says "done": more than even, for to interrupt costs more than to wait. */
  endLikelyProbability: probability.default(0.57),
  /** It counts as certain so far above that, */
  endCertainBeyond: z.number().gt(0).max(1).default(0.08),
  /** and so far below it as certain that more is to come: a small model rarely says more. */
  pauseCertainBeyond: z.number().gt(0).max(1).default(0.12),
  /** 0 answers at the first likely end, 1 waits for speakers who think while they speak. */
  patience: probability.default(0.5),
  /** Speech that goes on so soon after its end was no end: hesitations are rarely longer. */
  reopenWithinMs: ms.default(800),
  /** ... unless so much of the answer has sounded that the speaker answers it. */
  reopenSoundedMs: ms.default(700),
  /** Both are longer by this where a model was not sure of the end: within a sentence people rest for up to a second. */
  reopenUnsureLongerMs: ms.max(2000).default(500),
  /** Voice that reopens while the answer is silent; shorter than a barge-in's, for there is no echo yet. */
  reopenVoiceMs: ms.default(128),
  /** "I was not done" is offered until so much of the answer has sounded: time to notice, and to reach the button. */
  continueSoundedMs: ms.default(4000),
  /** How long a speaker who says "I was not done" by hand may search for the next word. */
  continueWaitMs: ms.default(4000),
  /** Kept after the key's release: the finger is often earlier than the last consonant. */
  releaseTailMs: ms.default(64),
  /** How far frames may lag behind the clock before an utterance ends without them. */
  framesLateMs: ms.default(500),

  /** One frame this likely ducks the answer: to duck for nothing costs little, to duck late is heard. */
  duckProbability: probability.default(0.15),
  /** A frame this likely counts as voice that interrupts. */
  bargeInProbability: probability.default(0.5),
  /** So much voice within so long interrupts it: "mm-hm" is shorter, a sentence is not. */
  bargeInVoiceMs: ms.default(250),
  bargeInWithinMs: ms.default(400),
  /** ... with the mouth open for this long: "mm-hm" is hummed, and a word is not. */
  bargeInOpenMs: ms.default(64),
  /** A short word takes the turn by its sound alone ("No.", "Stop."): while it is said from this likelihood on, */
  wordProbability: probability.default(0.85),
  /** and from this on when it is over; */
  wordOverProbability: probability.default(0.75),
  /** ... which it is when it has fallen to this share of its loudest frame (-14 dB). */
  overShare: probability.default(0.2),
  /** It takes so much voice. */
  wordVoiceMs: ms.default(128),
  /** What is less likely a word than this is a sign of listening ("mm-hm", "okay"), however long it is. */
  signProbability: probability.default(0.08),
  /** Brightness from which on a mouth is open; see `frameSound.ts`. */
  openMouthBrightness: z.number().min(0).max(4).default(0.06),
  /** Brightness of "s", "t" and "f": they are quieter than vowels, and prove a word. */
  consonantBrightness: z.number().min(0).max(4).default(0.8),
  /** A voice that has fallen to this share of its loudest frame (-3 dB) may be over: it is waited for until it is clear. */
  fadingShare: probability.default(0.7),
  /** Share of a frame's energy that the answer's own sound explains, from which on the frame is no other voice. */
  echoShare: probability.default(0.55),
  /** After an answer, where a voice may not interrupt it: the room's echo. */
  echoTailMs: ms.default(250),
})
export type TurnTakingSettings = z.infer<typeof turnTakingConfig>
