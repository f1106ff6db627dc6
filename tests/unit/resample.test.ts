import { describe, expect, it } from 'vitest'
import { resample } from '../../src-main/engine/sound/resample'

describe('resample', () => {
  it.each([8_000, 44_100, 48_000, 192_000, 384_000])(
    'keeps a 1 kHz tone from %i Hz to 16 kHz',
    async (fromHz) => {
      const output = await resample(tone(1000, fromHz, fromHz), fromHz, 16_000)
      const ideal = tone(1000, 16_000, 16_000)
      expect(output.length).toBe(16_000)
      // The first and last samples lie within the filter's reach of the ends.
      expect(signalToNoiseDb(ideal.subarray(200, 15_800), output.subarray(200, 15_800))).toBeGreaterThan(60)
    },
  )

  it('removes a 10 kHz tone, which 16 kHz cannot hold', async () => {
    const output = await resample(tone(10_000, 48_000, 48_000), 48_000, 16_000)
    const middle = output.subarray(200, 15_800)
    expect(Math.max(...middle.map(Math.abs))).toBeLessThan(1e-4)
  })

  it.each([
    [1, 44_100, 16_000],
    [2, 8_000, 16_000],
    [4411, 44_100, 16_000],
    [99_999, 44_100, 16_000],
    [12_345, 11_025, 16_000],
    [5000, 24_000, 48_000],
  ])('makes of %i samples at %i Hz exactly as many as %i Hz needs', async (length, fromHz, toHz) => {
    const output = await resample(new Float32Array(length).fill(0.25), fromHz, toHz)
    expect(output.length).toBe(Math.round((length * toHz) / fromHz))
    expect(output.every(Number.isFinite)).toBe(true)
  })

  it('does not drift: a click near the end stays in its place', async () => {
    const input = new Float32Array(44_100 * 20)
    input[44_100 * 19] = 1
    const output = await resample(input, 44_100, 16_000)
    const loudest = output.reduce((best, sample, i) => (sample > output[best] ? i : best), 0)
    expect(loudest).toBe(16_000 * 19)
  })

  it('gives back what is at the rate already', async () => {
    const input = tone(440, 16_000, 100)
    expect(await resample(input, 16_000, 16_000)).toBe(input)
  })

  it('refuses rates that it cannot do', async () => {
    await expect(resample(new Float32Array(9), 0, 16_000)).rejects.toThrow(RangeError)
    await expect(resample(new Float32Array(9), 16_000.5, 16_000)).rejects.toThrow(RangeError)
  })
})

function tone(hertz: number, rateHz: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rateHz))
}

function signalToNoiseDb(ideal: Float32Array, actual: Float32Array): number {
  const power = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0)
  return 10 * Math.log10(power(ideal) / power(ideal.map((value, i) => value - actual[i])))
}
