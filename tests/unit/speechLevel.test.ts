import { describe, expect, it } from 'vitest'
import { SpeechLevel } from '../../src-main/engine/speaking/speechLevel'

const rateHz = 24_000

/** A second and a half of syllables with a pause in the middle, that loud at their loudest. */
function speech(peak: number, pitchHz = 150): Float32Array {
  return Float32Array.from({ length: 1.5 * rateHz }, (_, i) => {
    const s = i / rateHz
    const syllable = s > 0.6 && s < 0.9 ? 0 : Math.abs(Math.sin(2 * Math.PI * 2 * s))
    return peak * syllable * Math.sin(2 * Math.PI * pitchHz * s)
  })
}
const levelDb = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
const peakOf = (samples: Float32Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)

describe('how loud voices are', () => {
  it('is the same for all, from their first words on', () => {
    const level = new SpeechLevel()
    const levels = [0.12, 0.2, 0.5, 0.95].map((peak, i) => {
      const samples = speech(peak, 100 + 40 * i)
      level.apply(`voice${i}`, samples, rateHz)
      return levelDb(samples)
    })
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.5)
  })

  it('never reaches full scale, and is changed little where it is not loud', () => {
    for (const peak of [0.5, 1, 3]) {
      const samples = speech(0.02)
      for (let i = 0; i < samples.length; i += 997) samples[i] = i % 2 ? peak : -peak
      new SpeechLevel().apply('clicks', samples, rateHz)
      expect(peakOf(samples)).toBeLessThan(0.99)
    }
    const soft = speech(0.25)
    const before = soft.slice()
    new SpeechLevel().apply('soft', soft, rateHz)
    const gain = soft[1000] / before[1000]
    soft.forEach((sample, i) => expect(sample).toBeCloseTo(gain * before[i], 4))
  })

  it('keeps what a voice says louder or more quietly, and changes by a dB a chunk at most', () => {
    const level = new SpeechLevel()
    const gains = [0.3, 0.3, 0.1, 0.1, 0.3].map((peak) => {
      const samples = speech(peak)
      const before = levelDb(samples)
      level.apply('one', samples, rateHz)
      return levelDb(samples) - before
    })
    for (const [i, gain] of gains.slice(1).entries()) expect(Math.abs(gain - gains[i])).toBeLessThan(1.01)
    expect(Math.max(...gains) - Math.min(...gains)).toBeLessThan(3)
  })

  it('leaves silence alone, and learns nothing from it', () => {
    const level = new SpeechLevel()
    const silence = new Float32Array(rateHz)
    level.apply('one', silence, rateHz)
    expect(peakOf(silence)).toBe(0)
    const samples = speech(0.2)
    level.apply('one', samples, rateHz)
    const other = speech(0.2)
    new SpeechLevel().apply('one', other, rateHz)
    expect(samples).toEqual(other)
    level.apply('one', new Float32Array(0), rateHz)
  })
})
