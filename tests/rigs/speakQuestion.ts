import { openEspeak } from '../../src-main/engine/speaking/espeak'
import { resample } from '../../src-main/engine/sound/resample'
import { onceARun } from './onceARun'

export interface QuestionManner {
  /** A name of espeak-ng, such as `en-gb` or `en-us+f3`. */
  voice?: string
  /** Words per minute, 80 to 450. */
  rate?: number
  /** 0 to 99. */
  pitch?: number
  /** The text is SSML: `<break time="500ms"/>` is a pause. */
  ssml?: boolean
  /** Silence before and after. */
  leadMs?: number
  trailMs?: number
  /** White noise over everything, in dB of full scale (-60 is a quiet room); absent: none. */
  noiseDb?: number
}

const sampleRateHz = 16_000

/** A spoken question as the microphone would deliver it: 16 kHz mono in -1..1, the same samples every time. */
export function speakQuestion(text: string, manner: QuestionManner = {}): Promise<Float32Array> {
  return onceARun(['speakQuestion', text, manner], () => speak(text, manner))
}

async function speak(text: string, manner: QuestionManner): Promise<Float32Array> {
  const { voice = 'en-us', rate, pitch, ssml = false, leadMs = 0, trailMs = 0, noiseDb } = manner
  // A fresh one, so that no earlier question changes the samples of this one.
  const espeak = await openEspeak()
  const said = espeak.synthesize(text, { voice, wordsPerMinute: rate, pitch }, ssml ? 'ssml' : 'plain')
  const speech = await resample(said.samples, espeak.sampleRateHz, sampleRateHz)

  const lead = Math.round((leadMs * sampleRateHz) / 1000)
  const trail = Math.round((trailMs * sampleRateHz) / 1000)
  const samples = new Float32Array(lead + speech.length + trail)
  samples.set(speech, lead)
  if (noiseDb !== undefined) addNoise(samples, 10 ** (noiseDb / 20))
  for (let i = 0; i < samples.length; i++) samples[i] = Math.min(1, Math.max(-1, samples[i]))
  return samples
}

/** White noise of the given RMS; its generator (mulberry32) starts the same every time. */
function addNoise(samples: Float32Array, rms: number): void {
  let state = 1
  for (let i = 0; i < samples.length; i++) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    const uniform = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1
    samples[i] += uniform * rms * Math.sqrt(3)
  }
}
