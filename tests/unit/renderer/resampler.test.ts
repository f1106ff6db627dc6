import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Resampler } from '../../../src-renderer/audio/resampler'

const rates: readonly (readonly [number, number])[] = [
  [48_000, 16_000],
  [44_100, 16_000],
  [96_000, 16_000],
  [24_000, 48_000],
  [24_000, 44_100],
  [22_050, 48_000],
  [22_050, 44_100],
  [16_000, 16_000],
]

const sine = (hertz: number, rateHz: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rateHz))

/** Pushes everything, in pieces of the given lengths. */
function resample(
  input: Float32Array,
  from: number,
  to: number,
  pieces: readonly number[] = [],
): Float32Array {
  const resampler = new Resampler(from, to)
  const output: number[] = []
  const buffer = new Float32Array(Math.ceil((input.length * to) / from) + 2)
  let at = 0
  for (const length of [...pieces, input.length]) {
    const piece = input.subarray(at, at + length)
    const count = resampler.push(piece, piece.length, buffer)
    output.push(...buffer.subarray(0, count))
    at += piece.length
  }
  return Float32Array.from(output)
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio)
const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)

describe.each(rates)('Resampler from %i to %i Hz', (from, to) => {
  const passHz = 0.82 * Math.min(from, to) * 0.5

  it('keeps every tone of the pass band exactly in level and time', () => {
    const tones = fc.double({ min: 50, max: passHz, noNaN: true })
    fc.assert(
      fc.property(tones, (hertz) => {
        const output = resample(sine(hertz, from, from / 10), from, to)
        const margin = 400
        const expected = sine(hertz, to, output.length)
        const errors = output.map((sample, i) => Math.abs(sample - expected[i]))
        expect(Math.max(...errors.subarray(margin))).toBeLessThan(2e-3)
      }),
      { numRuns: 8 },
    )
  })

  it('gives the same samples however the input is cut', () => {
    const input = sine(440, from, 3000)
    const whole = resample(input, from, to)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 8 }), (pieces) => {
        expect(resample(input, from, to, pieces)).toEqual(whole)
      }),
      { numRuns: 10 },
    )
  })

  it('says how many inputs the next outputs need', () => {
    const resampler = new Resampler(from, to)
    const input = sine(300, from, 2000)
    const output = new Float32Array(1000)
    for (const wanted of [128, 128, 1, 77]) {
      expect(resampler.push(input, resampler.inputsFor(wanted), output, wanted)).toBe(wanted)
    }
  })
})

describe('Resampler', () => {
  it.each([
    [48_000, 16_000],
    [44_100, 16_000],
  ])('lets no tone above the new half rate through (%i to %i Hz)', (from, to) => {
    fc.assert(
      fc.property(fc.double({ min: to * 0.5, max: from * 0.49, noNaN: true }), (hertz) => {
        const output = resample(sine(hertz, from, from / 5), from, to)
        expect(decibels(rms(output.subarray(400)))).toBeLessThan(-70)
      }),
      { numRuns: 20 },
    )
  })
})
