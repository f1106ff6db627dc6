import { resample } from '../../../src-main/engine/sound/resample'
import { onceARun } from '../onceARun'
import { Random } from './random'
import { sampleRateHz, type SceneSound } from './scene'
import { openSteadyEspeak } from './steadyEspeak'

/** RMS of usual speech at the microphone, and of an answer in the loudspeaker. */
export const speechLevel = 0.05
export const answerLevel = 0.1

/** "Mm-hm" is shorter than this: what is longer may well be a word. */
const shortSamples = 0.4 * sampleRateHz

const voices = ['en-us+m3', 'en-us+f2', 'en-us+f4', 'en-us+m7']
/** A part that is followed by another one ends in a comma: its voice does not fall. */
const parts = [
  'What is the capital,',
  'Tell me,',
  'Could you please explain,',
  'I would like to know,',
  'of France?',
  'how a steam engine works.',
  'who wrote the book on the table.',
  'what the weather will be like tomorrow.',
]
export const openParts = 4
const answers =
  'Paris is the capital of France, and has been for most of the last thousand years. ' +
  'It lies on the river Seine, in the north of the country, and about two million people live in it.'

/** Sounds at 16 kHz, without silence around them; the same samples every time. */
export interface SoundLibrary {
  /** By voice, then by part: clip = voice * parts + part. */
  readonly speech: readonly Float32Array[]
  readonly partsPerVoice: number
  readonly mmHm: readonly Float32Array[]
  readonly shortWords: readonly Float32Array[]
  /** Single words that end an answer. */
  readonly words: readonly Float32Array[]
  readonly answer: Float32Array
  readonly recorded?: RecordedSounds
}

/** What only recordings have. */
export interface RecordedSounds {
  /** What each clip of speech is called. */
  readonly names: readonly string[]
  readonly noises: readonly Float32Array[]
  /** Several who talk at once, far away. */
  readonly babble: readonly Float32Array[]
  /** Impulse responses, which begin with the direct sound. */
  readonly rooms: readonly Float32Array[]
  /** Clips of speech that are talks of a minute or so. */
  readonly talks: readonly number[]
}

/** The samples of a sound, at usual loudness. */
export function soundOf(library: SoundLibrary, what: SceneSound['what']): Float32Array {
  const { speech, mmHm, shortWords, words } = library
  if (what.type === 'speech') return speech[what.clip]
  if ('seed' in what) return noises[what.type](new Random(what.seed))
  const { noises: recorded = [], babble = [] } = library.recorded ?? {}
  const sounds = { 'mm-hm': mmHm, 'short-word': shortWords, word: words, noise: recorded, babble }[what.type]
  return sounds[what.clip % sounds.length]
}

export function loadSounds(): Promise<SoundLibrary> {
  return onceARun('loadSounds', makeSounds)
}

async function makeSounds(): Promise<SoundLibrary> {
  const espeak = await openSteadyEspeak()
  const say = (text: string, voice: string, wordsPerMinute: number, level: number): Promise<Float32Array> =>
    atMicrophone(espeak.synthesize(text, { voice, wordsPerMinute }).samples, espeak.sampleRateHz, level)
  const speech: Float32Array[] = []
  const mmHm: Float32Array[] = []
  const shortWords: Float32Array[] = []
  const words: Float32Array[] = []
  for (const [i, voice] of voices.entries()) {
    for (const part of parts) speech.push(await say(part, voice, 155 + 15 * i, speechLevel))
    for (const [list, sounds] of [
      [mmHm, ['Hmm', 'Umm']],
      [shortWords, ['Uh-huh.', 'Yeah.', 'Okay.']],
    ] as const)
      for (const sound of sounds)
        for (const rate of [170, 230]) {
          const made = await say(sound, voice, rate, speechLevel)
          if (made.length < shortSamples) list.push(made)
        }
    for (const word of ['No.', 'Stop.', 'Wait.', 'Hello.', 'Yes.'])
      words.push(await say(word, voice, 160, speechLevel))
    mmHm.push(hum(new Random(i)), hum(new Random(i + 10)))
  }
  const answer = await say(answers, 'en-us+f3', 165, answerLevel)
  return { speech, partsPerVoice: parts.length, mmHm, shortWords, words, answer }
}

/** What espeak-ng said, as the microphone hears it: at 16 kHz, without silence around it. */
export async function atMicrophone(
  said: Float32Array,
  saidRateHz: number,
  level = speechLevel,
): Promise<Float32Array> {
  return atLevel(trim(await resample(said, saidRateHz, sampleRateHz)), level)
}

/** "Mm-hm" with a closed mouth, which espeak-ng cannot say: two swells of a voice through the nose. */
function hum(random: Random): Float32Array {
  const sound = new Float32Array(msToSamples(random.between(250, 390)))
  const hz = random.between(100, 220)
  for (let i = 0; i < sound.length; i++) {
    const share = i / sound.length
    const swell = 0.15 + Math.sin(2 * Math.PI * share) ** 2
    const edges = Math.min(1, share / 0.08, (1 - share) / 0.12)
    const phase = (2 * Math.PI * hz * (1 + 0.15 * share) * i) / sampleRateHz
    let voice = 0
    // The nose lets little above 300 Hz through: 12 dB less for each octave.
    for (let harmonic = 1; harmonic * hz < 3000; harmonic++)
      voice += Math.sin(harmonic * phase) / (1 + ((harmonic * hz) / 300) ** 2)
    sound[i] = swell * edges * (voice + 0.01 * random.noise())
  }
  return atLevel(sound, speechLevel)
}

const noises: Record<'cough' | 'click' | 'door', (random: Random) => Float32Array> = {
  /** One or two bursts of throat: noise around 300 to 2,500 Hz that begins at once and dies away. */
  cough(random) {
    const bursts = random.next() < 0.5 ? 1 : 2
    const burstMs = random.between(90, 180)
    const sound = new Float32Array(msToSamples(bursts * (burstMs + 60)))
    for (let burst = 0; burst < bursts; burst++) {
      const from = msToSamples(burst * (burstMs + 60))
      let low = 0
      let high = 0
      for (let i = 0; i < msToSamples(burstMs); i++) {
        low += 0.55 * (random.noise() - low)
        high += 0.1 * (low - high)
        sound[from + i] = (low - high) * Math.exp((-4 * i) / msToSamples(burstMs))
      }
    }
    return atLevel(sound, speechLevel)
  },
  click(random) {
    const sound = new Float32Array(msToSamples(random.between(3, 12)))
    for (let i = 0; i < sound.length; i++) sound[i] = random.noise() * Math.exp((-6 * i) / sound.length)
    return atLevel(sound, speechLevel)
  },
  door(random) {
    const sound = new Float32Array(msToSamples(random.between(120, 220)))
    const hz = random.between(60, 120)
    for (let i = 0; i < sound.length; i++)
      sound[i] =
        (Math.sin((2 * Math.PI * hz * i) / sampleRateHz) + 0.2 * random.noise()) *
        Math.exp((-6 * i) / sound.length)
    return atLevel(sound, speechLevel)
  },
}

export function msToSamples(ms: number): number {
  return Math.round((ms * sampleRateHz) / 1000)
}

/** Without what is below -40 dB of the loudest sample at both ends. */
function trim(samples: Float32Array): Float32Array {
  const quiet = 0.01 * samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0)
  const isLoud = (sample: number): boolean => Math.abs(sample) > quiet
  return samples.slice(samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1)
}

/** Samples so loud, by their RMS. */
export function atLevel(samples: Float32Array, level: number): Float32Array {
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
  return samples.map((sample) => (sample * level) / rms)
}
