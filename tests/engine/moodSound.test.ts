import { beforeAll, describe, expect, it } from 'vitest'
import { pitchOctaves, windowSamples } from '../../src-main/engine/hearing/pitchOctaves'
import { resample } from '../../src-main/engine/sound/resample'
import { speak } from '../../src-main/engine/speaking/speak'
import { splitSentences } from '../../src-main/engine/speaking/splitSentences'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { EspeakVoice } from '../../src-main/engine/speaking/voices/espeak/espeakVoice'
import { KokoroVoice } from '../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { testLimitMs } from '../patience'
import { moodSigns, type SaidMood } from '../reality/moodSigns'

/** The folder of a real Kokoro, where somebody has one. */
const kokoro = process.env.PARLEY_REAL_KOKORO
if (kokoro === undefined)
  console.log('The moods of Kokoro are not measured here: PARLEY_REAL_KOKORO names no folder.')

const words = 'The evening train to the village by the river leaves a little later than it did last year.'

/** What is heard of the same words in each mood: the median pitch, and for how long. */
interface Heard {
  readonly hz: number
  readonly seconds: number
}

async function heardIn(voice: Voice, mood: SaidMood): Promise<Heard> {
  async function* written(): AsyncGenerator<string> {
    yield await Promise.resolve(`${words}${moodSigns[mood]}`)
  }
  const pitches: number[] = []
  let seconds = 0
  const options = { followsMood: () => true }
  for await (const chunk of speak(splitSentences(written()), voice, options, new AbortController().signal)) {
    const samples = await resample(chunk.samples, chunk.sampleRateHz, 16_000)
    seconds += samples.length / 16_000
    for (let at = 0; at + windowSamples <= samples.length; at += windowSamples / 2) {
      const pitch = pitchOctaves(samples.subarray(at, at + windowSamples))
      if (pitch !== undefined) pitches.push(pitch)
    }
  }
  expect(pitches.length).toBeGreaterThan(40)
  return { hz: 2 ** pitches.sort((a, b) => a - b)[pitches.length >> 1], seconds }
}

function differsAsMeant(load: () => Promise<Voice>): void {
  const heard = {} as Record<SaidMood, Heard>
  beforeAll(async () => {
    const voice = await load()
    for (const mood of Object.keys(moodSigns) as SaidMood[]) heard[mood] = await heardIn(voice, mood)
    voice.release()
    const line = (mood: SaidMood): string =>
      `${mood} ${heard[mood].hz.toFixed(0)} Hz, ${heard[mood].seconds.toFixed(2)} s`
    console.log(`${voice.name}: ${(Object.keys(moodSigns) as SaidMood[]).map(line).join('; ')}`)
  }, testLimitMs)

  it('is higher where it is glad or urgent, and deeper where it is calm or grave', () => {
    const { plain } = heard
    for (const [mood, least, most] of [
      ['glad', 1.02, 1.25],
      ['urgent', 1.01, 1.2],
      ['calm', 0.85, 0.99],
      ['grave', 0.75, 0.98],
    ] as const) {
      expect(heard[mood].hz / plain.hz, mood).toBeGreaterThan(least)
      expect(heard[mood].hz / plain.hz, mood).toBeLessThan(most)
    }
  })

  it('is faster where it is glad or urgent, and slower where it is calm or grave', () => {
    const { plain } = heard
    for (const mood of ['glad', 'urgent'] as const)
      expect(heard[mood].seconds / plain.seconds, mood).toBeLessThan(0.98)
    for (const mood of ['calm', 'grave'] as const)
      expect(heard[mood].seconds / plain.seconds, mood).toBeGreaterThan(1.03)
    expect(heard.urgent.seconds).toBeLessThan(heard.glad.seconds)
  })
}

describe('the built-in voice', () => differsAsMeant(() => EspeakVoice.load()))
for (const name of ['af_heart', 'am_michael', 'bf_emma'])
  describe.skipIf(kokoro === undefined)(`Kokoro as ${name}`, () =>
    differsAsMeant(() => KokoroVoice.load(kokoro!, name)),
  )
