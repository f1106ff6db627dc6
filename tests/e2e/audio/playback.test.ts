import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlaybackResult, PlaybackTrial } from './audioPage'
import { chromiumPath } from '../chromium'
import { openAudioPages, samplesOf, type AudioPages } from './openAudioPage'

const executablePath = chromiumPath()
const quantum = 128
const hertz = 700

/** From the first sample that is not zero to the last. */
function sounded(result: PlaybackResult): { first: number; frames: number[] } {
  const recorded = samplesOf(result.recorded)
  const first = recorded.findIndex((sample) => sample !== 0)
  const last = recorded.findLastIndex((sample) => sample !== 0)
  return { first, frames: recorded.slice(first, last + 1) }
}

/**
 * The largest difference from the tone that the first frames are of: a sample lost, doubled or late would move the phase
 * of all that follow.
 */
function largestError(frames: readonly number[], from: number, to: number, rateHz: number): number {
  const step = (2 * Math.PI * hertz) / rateHz
  const phase = phaseOf(frames.slice(1000, 1000 + rateHz / 20), step) - 1000 * step
  const errors = frames
    .slice(from, to)
    .map((sample, i) => Math.abs(sample - 0.5 * Math.sin(step * (from + i) + phase)))
  return Math.max(...errors)
}

/** The phase of a whole number of periods. */
function phaseOf(frames: readonly number[], step: number): number {
  let sine = 0
  let cosine = 0
  for (const [i, sample] of frames.entries()) {
    sine += sample * Math.sin(step * i)
    cosine += sample * Math.cos(step * i)
  }
  return Math.atan2(cosine, sine)
}

describe.skipIf(executablePath === undefined)('the loudspeaker in Chromium', () => {
  let pages: AudioPages
  const play = (trial: Partial<PlaybackTrial>): Promise<PlaybackResult> =>
    pages.run((page) =>
      page.play({
        contextRateHz: 48_000,
        sampleRateHz: 24_000,
        hertz,
        seconds: 1.2,
        chunkSamples: [997, 4800, 128, 2400],
        recordSeconds: 2,
        ...trial,
      }),
    )

  beforeAll(async () => {
    pages = await openAudioPages(executablePath!)
  })
  afterAll(() => pages?.close())

  it.each([
    [24_000, 48_000],
    [24_000, 44_100],
    [22_050, 48_000],
  ])(
    'plays chunks of %i Hz at %i Hz without a gap, a click or a sample twice',
    async (sampleRateHz, contextRateHz) => {
      const result = await play({ sampleRateHz, contextRateHz })
      const { frames } = sounded(result)
      // The tone's first sample is a zero: what sounds begins with the second frame, or with what rings before it.
      const length = 1.2 * contextRateHz
      expect(Math.abs(frames.length - length)).toBeLessThan(200)
      expect(largestError(frames, 1000, length - 1000, contextRateHz)).toBeLessThan(5e-4)
      expect(result.finished).toEqual([1])
      expect(result.heard.at(-1)).toBeLessThanOrEqual(1.2 * sampleRateHz)
      expect(result.heard.at(-1)).toBeGreaterThan(1.1 * sampleRateHz)
      for (const [i, heard] of result.heard.entries())
        if (i > 0) expect(heard).toBeGreaterThanOrEqual(result.heard[i - 1])
      const ago = result.heard.map((heard, i) => (heard - result.heardBefore[i]) / sampleRateHz)
      const inside = ago.filter((_, i) => result.heardBefore[i] > 0 && result.heard[i] < 1.1 * sampleRateHz)
      expect(inside.length).toBeGreaterThan(5)
      for (const seconds of inside) expect(Math.abs(seconds - 0.1)).toBeLessThan(0.02)
      expect(Math.max(...result.levels)).toBeCloseTo(0.5 / Math.SQRT2, 1)
    },
  )

  it('says on the shared clock when the first sample is heard', async () => {
    const { audible, playedAt, latencyMs } = await play({})
    expect(audible.map(({ turn }) => turn)).toEqual([1])
    expect(audible[0].at).toBeGreaterThan(playedAt)
    expect(audible[0].at - playedAt).toBeLessThan(latencyMs + 150)
  })

  it('is silent within one quantum, and says exactly what was heard', async () => {
    const result = await play({ seconds: 3, steps: [{ afterMs: 500, do: 'silence' }], recordSeconds: 1.2 })
    const { first, frames } = sounded(result)
    const begin = first - (first % quantum)
    const end = Math.ceil((first + frames.length) / quantum) * quantum
    // The whole quantum in which it fades counts as heard.
    expect(result.silencedAt).toBe((end - begin) / 2)
    const before = frames.slice(0, frames.length - quantum)
    expect(largestError(before, 1000, before.length, 48_000)).toBeLessThan(5e-4)
    const steps = frames
      .slice(-2 * quantum)
      .map((sample, i, all) => (i > 0 ? Math.abs(sample - all[i - 1]) : 0))
    expect(Math.max(...steps)).toBeLessThan(0.5 * ((2 * Math.PI * hertz) / 48_000) + 0.01)
    expect(result.finished).toEqual([])
  })

  it('ducks and comes back without losing a sample', async () => {
    const result = await play({
      steps: [
        { afterMs: 300, do: 'duck' },
        { afterMs: 300, do: 'unduck' },
      ],
      // A busy machine begins late.
      recordSeconds: 3,
    })
    const { frames } = sounded(result)
    expect(Math.abs(frames.length - 1.2 * 48_000)).toBeLessThan(200)
    const loudest = Array.from({ length: 100 }, (_, i) => Math.max(...frames.slice(i * 576, i * 576 + 100)))
    expect(20 * Math.log10(Math.min(...loudest.slice(5, 95)) / 0.5)).toBeCloseTo(-15, 0)
    expect(largestError(frames, 1000, 6000, 48_000)).toBeLessThan(5e-4)
    // What follows the ducking has the phase of what came before it.
    expect(largestError(frames, frames.length - 6000, frames.length - 1000, 48_000)).toBeLessThan(2e-3)
  })

  it('goes on where it was after the system’s sound has failed', async () => {
    const result = await play({ seconds: 0.5, steps: [{ afterMs: 200, do: 'fail' }], recordSeconds: 1.4 })
    const { frames } = sounded(result)
    expect(Math.abs(frames.length - 0.5 * 48_000)).toBeLessThan(200)
    expect(largestError(frames, 1000, frames.length - 1000, 48_000)).toBeLessThan(5e-4)
    expect(result.finished).toEqual([1])
  })

  it('drops an old turn when a newer one speaks', async () => {
    const result = await play({
      seconds: 3,
      steps: [{ afterMs: 300, do: { turn: 2, hertz: 1400, seconds: 0.2 } }],
      recordSeconds: 1.2,
    })
    const { frames } = sounded(result)
    expect(frames.length).toBeLessThan(48_000)
    const end = frames.slice(-8000, -1000)
    const crossings = end.filter((sample, i) => i > 0 && end[i - 1] < 0 && sample >= 0).length
    expect((crossings * 48_000) / end.length).toBeCloseTo(1400, -2)
    expect(result.audible.map(({ turn }) => turn)).toEqual([1, 2])
  })
})
