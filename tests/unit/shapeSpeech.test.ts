import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeSpeech } from '../../src-main/engine/speaking/shapeSpeech'

const rateHz = 24_000

/** Silence, a tone, silence; durations in ms. */
function padded(beforeMs: number, toneMs: number, afterMs: number, amplitude = 0.5): Float32Array {
  const count = (ms: number): number => Math.round((ms * rateHz) / 1000)
  const samples = new Float32Array(count(beforeMs) + count(toneMs) + count(afterMs))
  for (let i = 0; i < count(toneMs); i++) {
    samples[count(beforeMs) + i] = amplitude * Math.cos((2 * Math.PI * 440 * i) / rateHz)
  }
  return samples
}

describe('shapeSpeech', () => {
  it('cuts the padding, keeps the speech and adds just the pause', () => {
    const durations = fc.integer({ min: 0, max: 800 })
    fc.assert(
      fc.property(
        durations,
        fc.integer({ min: 60, max: 900 }),
        durations,
        durations,
        (before, tone, after, pause) => {
          const raw = padded(before, tone, after)
          const shaped = shapeSpeech(raw, rateHz, pause)!
          const speechMs = (shaped.speechSamples / rateHz) * 1000
          expect(speechMs).toBeGreaterThanOrEqual(tone - 1)
          expect(speechMs).toBeLessThanOrEqual(tone + 15 + 30 + 2 * 5 + 1)
          expect(shaped.samples.length - shaped.speechSamples).toBe(Math.round((pause * rateHz) / 1000))
          expect(shaped.samples.subarray(shaped.speechSamples).every((sample) => sample === 0)).toBe(true)
          // Behind the fade everything is as it was.
          const middle = Math.floor(shaped.speechSamples / 2)
          expect(shaped.samples[middle]).toBe(raw[shaped.trimmedStart + middle])
        },
      ),
    )
  })

  it('begins and ends without a click, even where the speech fills the whole chunk', () => {
    const { samples, speechSamples } = shapeSpeech(padded(0, 500, 0), rateHz, 100)!
    expect(samples[0]).toBe(0)
    expect(Math.abs(samples[speechSamples - 1])).toBe(0)
    let steepest = 0
    for (let i = 1; i < samples.length; i++)
      steepest = Math.max(steepest, Math.abs(samples[i] - samples[i - 1]))
    // A 440 Hz tone of amplitude 0.5 moves by at most 0.0576 a sample; the fade adds 0.5 / 120.
    expect(steepest).toBeLessThan(0.062)
  })

  it('leaves the raw samples as they were', () => {
    const raw = padded(10, 50, 10)
    const copy = raw.slice()
    shapeSpeech(raw, rateHz, 10)
    expect(raw).toEqual(copy)
  })

  it('keeps quiet speech, and finds nothing in silence', () => {
    expect(shapeSpeech(padded(100, 200, 100, 0.001), rateHz, 0)?.speechSamples).toBeGreaterThan(4800)
    expect(shapeSpeech(new Float32Array(0), rateHz, 100)).toBeUndefined()
    expect(shapeSpeech(new Float32Array(5000), rateHz, 100)).toBeUndefined()
    expect(shapeSpeech(padded(10, 100, 10, 1e-5), rateHz, 100)).toBeUndefined()
  })

  it.each([NaN, Infinity, -Infinity])('refuses %d', (bad) => {
    const raw = padded(10, 100, 10)
    raw[1000] = bad
    expect(() => shapeSpeech(raw, rateHz, 0)).toThrow(expect.objectContaining({ code: 'inference-failed' }))
  })

  it('takes a single sample', () => {
    const { samples } = shapeSpeech(new Float32Array([0.5]), rateHz, 0)!
    expect(samples.length).toBe(1)
  })
})
