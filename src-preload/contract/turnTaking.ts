import { z } from 'zod'
import { preRollMs } from './audioFormat'
import { settingsOf } from './settingMeta'

const probability = z.number().min(0).max(1)
const level = z.number().min(0).max(1)
const ms = z.number().min(0).max(60_000)

/**
 * What a voice does while an answer sounds. Full: it interrupts it. Duck only: it makes it quieter, for loudspeakers of
 * which too much stays in the microphone to tell whose voice it is. Half: it is not heard.
 */
export const duplex = z.enum(['full', 'duck-only', 'half'])
export type Duplex = z.infer<typeof duplex>

const of = settingsOf('listening', { acts: 'at-once' })
const fine = settingsOf('turnTaking', { acts: 'at-once', isFine: true })

/** When a turn begins and ends. Probabilities are Silero's, 0..1; levels are RMS, 0..1. */
export const turnTakingConfig = z.object({
  handsFree: of(z.boolean().default(true), {
    isSpecial: true,
    label: 'Listen without a key',
    help: 'Off: only a key begins an utterance.',
  }),
  duplex: of(duplex.default('full'), {
    isSpecial: true,
    label: 'When you speak over an answer',
    help: 'Full: your words end the answer. Duck only: it goes on more softly, for loudspeakers of which too much stays in the microphone to tell whose voice it is. Half: you are not heard until it has finished.',
    scope: 'device',
    choices: { full: 'It stops', 'duck-only': 'Softer', half: 'Speaks on' },
  }),
  preRollMs: fine(ms.max(800).default(preRollMs), {
    unit: 'ms',
    label: 'Pre-roll',
    help: 'Speech kept from before the onset, so that no first syllable is lost.',
  }),
  bargeInPreRollMs: fine(ms.max(800).default(300), {
    unit: 'ms',
    label: 'Pre-roll of a barge-in',
    help: 'The same before a barge-in; shorter, for what precedes it is the answer’s own echo.',
  }),
  keptMs: fine(ms.default(3000), {
    unit: 'ms',
    label: 'Sound that is kept',
    help: 'All that is kept in memory: a pause, the time after it in which speech may go on, and the confirmation of that.',
  }),
  onsetProbability: fine(probability.default(0.5), {
    label: 'Probability of an onset',
    help: 'Smoothed probability that begins an utterance.',
  }),
  smoothing: fine(z.number().gt(0).max(1).default(0.4), {
    label: 'Smoothing',
    help: 'Share of each new frame in the smoothed probability: two certain frames begin an utterance, one click does not.',
  }),
  voiceProbability: fine(probability.default(0.35), {
    label: 'Probability of voice',
    help: 'Probability with which speech goes on; lower than the onset’s, for words fade out.',
  }),
  quietLevel: fine(level.default(0.001), {
    label: 'Quietest speech',
    help: 'Below -60 dB nothing is speech, whatever the model says.',
  }),
  levelOverRoom: fine(z.number().min(1).default(2), {
    label: 'Onset over the room',
    help: 'An onset must rise over the room by this factor (6 dB).',
  }),
  levelOfSpeech: fine(z.number().min(1).default(1.5), {
    label: 'Speech over the room',
    help: 'Speech that goes on may be fainter (3.5 dB over the room): what is below is the model’s afterglow.',
  }),
  shortestVoiceMs: fine(ms.default(96), {
    unit: 'ms',
    label: 'Shortest utterance',
    help: 'An utterance with less voice than this was a cough or a door.',
  }),
  longestMs: fine(
    z
      .number()
      .min(1000)
      .default(14 * 60_000),
    { unit: 'ms', label: 'Longest utterance', help: 'The longest utterance that the engine takes.' },
  ),
  softEndMs: fine(ms.default(150), {
    unit: 'ms',
    label: 'Pause for a speculative answer',
    help: 'Silence after which an answer is begun but not heard yet; longer than the closure of a consonant, shorter than a pause.',
  }),
  endpointShortestMs: of(ms.default(280), {
    unit: 'ms',
    label: 'Shortest pause that ends your question',
    help: 'Parley never takes less silence for the end, because people breathe.',
  }),
  endpointLongestMs: of(ms.default(900), {
    unit: 'ms',
    label: 'Longest pause that ends your question',
    help: 'Parley never waits longer than this. Between the two it learns from your pauses.',
  }),
  reopenedLongerMs: fine(ms.max(1000).default(80), {
    unit: 'ms',
    label: 'Longer after a reopened turn',
    help: 'After you went on speaking, Parley waits this much longer: to be cut off is worse than to wait.',
  }),
  uneventfulShorterMs: fine(ms.max(1000).default(10), {
    unit: 'ms',
    label: 'Shorter after a good end',
    help: 'After a question that you did not go on with, Parley waits this much less: eight of them make up for one that you did.',
  }),
  endLikelyProbability: fine(probability.default(0.57), {
    label: 'Probability of an end',
    help: 'From this on, an end-of-turn model says "done". It is above one half, because to be cut off is worse than to wait.',
  }),
  endCertainBeyond: fine(z.number().gt(0).max(1).default(0.08), {
    label: 'Certain end beyond',
    help: 'It counts as certain so far above the probability of an end.',
  }),
  pauseCertainBeyond: fine(z.number().gt(0).max(1).default(0.12), {
    label: 'Certain pause beyond',
    help: 'So far below the probability of an end it counts as certain that more is to come: a small model rarely says more.',
  }),
  patience: of(probability.default(0.5), {
    isSpecial: true,
    label: 'How long it waits when you pause',
    help: '0 answers at the first likely end, 1 waits for speakers who think while they speak.',
  }),
  reopenWithinMs: fine(ms.default(800), {
    unit: 'ms',
    label: 'Reopen within',
    help: 'Speech that goes on so soon after its end was no end: hesitations are rarely longer.',
  }),
  reopenSoundedMs: fine(ms.default(700), {
    unit: 'ms',
    label: 'Reopen until sounded',
    help: 'Once so much of the answer has sounded, speech is a new question and does not reopen the last one.',
  }),
  reopenUnsureLongerMs: fine(ms.max(2000).default(500), {
    unit: 'ms',
    label: 'Reopen longer where unsure',
    help: 'A turn may be reopened longer by this where a model was not sure of its end: within a sentence people rest for up to a second.',
  }),
  reopenVoiceMs: fine(ms.default(128), {
    unit: 'ms',
    label: 'Voice that reopens',
    help: 'Voice that reopens while the answer is silent; shorter than a barge-in’s, for there is no echo yet.',
  }),
  continueSoundedMs: fine(ms.default(4000), {
    unit: 'ms',
    label: '"I was not done" until sounded',
    help: '"I was not done" is offered until so much of the answer has sounded: time to notice, and to reach the button.',
  }),
  continueWaitMs: fine(ms.default(4000), {
    unit: 'ms',
    label: '"I was not done" waits',
    help: 'How long a speaker who says "I was not done" by hand may search for the next word.',
  }),
  releaseTailMs: fine(ms.default(64), {
    unit: 'ms',
    label: 'Tail after a release',
    help: 'Kept after the key’s release: the finger is often earlier than the last consonant.',
  }),
  framesLateMs: fine(ms.default(500), {
    unit: 'ms',
    label: 'Late frames',
    help: 'How far frames may lag behind the clock before an utterance ends without them.',
  }),
  duckProbability: fine(probability.default(0.15), {
    label: 'Probability that ducks',
    help: 'One frame this likely makes the answer softer: too often costs little, too late is heard.',
  }),
  bargeInProbability: fine(probability.default(0.5), {
    label: 'Probability of a barge-in',
    help: 'A frame this likely counts as voice that interrupts.',
  }),
  bargeInVoiceMs: fine(ms.default(250), {
    unit: 'ms',
    label: 'Voice of a barge-in',
    help: 'So much voice within so long interrupts it: "mm-hm" is shorter, a sentence is not.',
  }),
  bargeInWithinMs: fine(ms.default(400), {
    unit: 'ms',
    label: 'Time of a barge-in',
    help: 'The voice of a barge-in is counted within so long.',
  }),
  bargeInOpenMs: fine(ms.default(64), {
    unit: 'ms',
    label: 'Open mouth of a barge-in',
    help: 'A barge-in has the mouth open for this long: "mm-hm" is hummed, and a word is not.',
  }),
  wordProbability: fine(probability.default(0.85), {
    label: 'Probability of a short word',
    help: 'A short word takes the turn by its sound alone ("No.", "Stop.") from this likelihood on, while it is said.',
  }),
  wordOverProbability: fine(probability.default(0.75), {
    label: 'Probability of a short word that is over',
    help: 'A short word takes the turn by its sound alone from this likelihood on, when it is over.',
  }),
  overShare: fine(probability.default(0.2), {
    label: 'Share of a voice that is over',
    help: 'A short word is over when it has fallen to this share of its loudest frame (-14 dB).',
  }),
  wordVoiceMs: fine(ms.default(128), {
    unit: 'ms',
    label: 'Voice of a short word',
    help: 'A short word takes the turn only with so much voice.',
  }),
  signProbability: fine(probability.default(0.08), {
    label: 'Probability of a sign of listening',
    help: 'What is less likely a word than this is a sign of listening ("mm-hm", "okay"), however long it is.',
  }),
  openMouthBrightness: fine(z.number().min(0).max(4).default(0.06), {
    label: 'Brightness of an open mouth',
    help: 'Brightness from which on a mouth counts as open.',
  }),
  consonantBrightness: fine(z.number().min(0).max(4).default(0.8), {
    label: 'Brightness of a consonant',
    help: 'Brightness of "s", "t" and "f", which are quieter than vowels and prove a word.',
  }),
  fadingShare: fine(probability.default(0.7), {
    label: 'Share of a fading voice',
    help: 'A voice that has fallen to this share of its loudest frame (-3 dB) may be over: it is waited for until it is clear.',
  }),
  echoShare: fine(probability.default(0.55), {
    label: 'Share of echo',
    help: 'Share of a frame’s energy that the answer’s own sound explains, from which on the frame is no other voice.',
  }),
  echoTailMs: fine(ms.default(250), {
    unit: 'ms',
    label: 'Tail of echo',
    help: 'After an answer, where a voice may not interrupt it: the room’s echo.',
  }),
})
export type TurnTakingSettings = z.infer<typeof turnTakingConfig>
