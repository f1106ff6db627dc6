import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { speakQuestion } from '../../rigs/speakQuestion'
import { wavBytes } from '../../rigs/wavBytes'
import type { CaptureResult } from './audioPage'
import { chromiumPath } from '../chromium'
import { openAudioPages, samplesOf, type AudioPages } from './openAudioPage'

const executablePath = chromiumPath()
const frameMs = 32

/** Lead, speech and trail of the spoken question, in milliseconds. */
const leadMs = 600
const trailMs = 900

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]

/**
 * Frequency by the upward crossings of zero, each placed between its samples. The median period: a machine with too much
 * to do may tear the stream between the two contexts.
 */
function hertzOf(samples: readonly number[]): number {
  const crossings = samples.flatMap((sample, i) => {
    const before = samples[i - 1] ?? 0
    return before < 0 && sample >= 0 ? [i - sample / (sample - before)] : []
  })
  return 16_000 / median(crossings.slice(1).map((crossing, i) => crossing - crossings[i]))
}

/** Frames in which a voice is likely. */
const voiced = ({ frames }: CaptureResult): CaptureResult['frames'] =>
  frames.filter(({ voice }) => voice >= 0.5)

describe.skipIf(executablePath === undefined)('the microphone in Chromium', () => {
  let pages: AudioPages
  let question: Float32Array

  beforeAll(async () => {
    pages = await openAudioPages(executablePath!)
    question = await speakQuestion('What is the capital of France?', { leadMs, trailMs, noiseDb: -70 })
  })
  afterAll(() => pages?.close())

  it.each([undefined, 48_000, 44_100])(
    'delivers frames of 16 kHz with the right samples and times (rate of a context: %s)',
    async (contextRateHz) => {
      const result = await pages.run((page) =>
        page.capture({ source: { hertz: 440 }, seconds: 2, contextRateHz }),
      )
      if (contextRateHz !== undefined) expect(result.contextRateHz).toBe(contextRateHz)
      expect(result.troubles).toEqual([])
      const samples = samplesOf(result.samples)
      expect(hertzOf(samples)).toBeCloseTo(440, 0)
      const loud = result.frames.slice(-20)
      expect(median(loud.map(({ level }) => level))).toBeCloseTo(0.5 / Math.SQRT2, 2)
      // One frame every 32 ms on the shared clock, none from the future.
      for (const { endAt, takenAt } of result.frames) expect(endAt).toBeLessThanOrEqual(takenAt)
      const gaps = loud.slice(1).map(({ endAt }, i) => endAt - loud[i].endAt)
      expect(Math.abs(median(gaps) - frameMs)).toBeLessThan(2)
      const first = result.frames.find(({ level }) => level > 0.05)!
      // The page tells when it began, and may be told to go on a moment later.
      expect(first.endAt - result.beganAt).toBeGreaterThan(-32)
      expect(first.endAt - result.beganAt).toBeLessThan(250)
      expect(Math.max(...samples.slice(0, (result.silenceFrames - 2) * 512).map(Math.abs))).toBe(0)
    },
  )

  it('hears a voice where there is one, and only there', async () => {
    const wav = Buffer.from(wavBytes(question, { bits: 16 })).toString('base64')
    const seconds = question.length / 16_000 + 0.4
    const result = await pages.run((page) => page.capture({ source: { wav }, seconds, withVoice: true }))
    const speech = voiced(result)
    const speechMs = (question.length / 16_000) * 1000 - leadMs - trailMs
    const begin = speech[0].endAt - frameMs - result.beganAt
    const end = speech.at(-1)!.endAt - result.beganAt
    // When it began the page tells itself, on a busy machine before any sound comes; how long it is depends on nobody.
    expect(begin).toBeGreaterThan(leadMs - 60)
    expect(end - begin).toBeGreaterThan(speechMs - 700)
    expect(end - begin).toBeLessThan(speechMs + 410)
    expect(speech.length * frameMs).toBeGreaterThan(speechMs / 2)
    console.info(`voice activity: ${median(result.voiceMs).toFixed(1)} ms a frame (median)`)
  })

  it('says when the microphone delivers nothing but zeros', async () => {
    // Longer than it takes on a processor that others keep busy.
    const result = await pages.run((page) => page.capture({ source: 'silence', seconds: 4 }))
    expect(result.troubles).toContain('zeros')
  })

  it('says when the device is gone', async () => {
    const result = await pages.run((page) =>
      page.capture({ source: { hertz: 300 }, seconds: 0.6, unplugAfterSeconds: 0.3 }),
    )
    expect(result.troubles).toEqual(['lost'])
  })
})
