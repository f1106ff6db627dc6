import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LogMel, type MelFeatures, type MelFormat } from '../../src-main/engine/hearing/logMel'

const voxtral: MelFormat = {
  featureSize: 128,
  samplingRate: 16_000,
  hopLength: 160,
  nFft: 400,
  nSamples: 480_000,
}
/** Everything that the full size has, in a window that a direct transform can do. */
const small: MelFormat = {
  featureSize: 20,
  samplingRate: 16_000,
  hopLength: 160,
  nFft: 400,
  nSamples: 3200,
}

describe('LogMel', () => {
  it.each([0, 1, 160, 201, 1000, 2839, 2840, 2841, 3039, 3159, 3160, 3161, 3199, 3200, 3201, 6400])(
    'agrees with a direct transform of %i padded samples',
    (length) => {
      const audio = speechLike(length)
      const expected = directLogMel(audio, small)
      const { windows, samples, windowFrames } = features(small, [audio])
      expect(samples).toBe(length)
      expect(windowFrames).toBe(20)
      expect(windows.length).toBe(expected.length)
      windows.forEach((window, i) => expect(largestDifference(window, expected[i])).toBeLessThan(1e-5))
    },
  )

  it('agrees with a direct transform of sizes other than 400', () => {
    for (const nFft of [12, 64, 200, 320, 480, 512, 600, 750]) {
      const format = { ...small, featureSize: 8, nFft, hopLength: nFft / 2 }
      const windowed = { ...format, nSamples: format.hopLength * 12 }
      const audio = speechLike(windowed.nSamples - 3)
      const { windows } = features(windowed, [audio])
      expect(largestDifference(windows[0], directLogMel(audio, windowed)[0])).toBeLessThan(1e-5)
    }
  })

  it('is the same to the bit however the audio is cut', () => {
    const audio = speechLike(5000)
    const whole = features(small, [audio])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 40 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), 5000]
        const pieces = edges.slice(1).map((edge, i) => audio.subarray(edges[i], edge))
        expect(features(small, pieces)).toEqual(whole)
      }),
      { numRuns: 60 },
    )
    expect(
      features(
        small,
        Array.from(audio, (sample) => Float32Array.of(sample)),
      ),
    ).toEqual(whole)
  })

  it('gives windows of 128 x 3000, of which silence is one value', () => {
    const { windows, windowFrames } = features(voxtral, [new Float32Array(16_000)])
    expect(windowFrames).toBe(3000)
    expect(windows.map((window) => window.length)).toEqual([128 * 3000])
    expect(new Set(windows[0])).toEqual(new Set([-1.5]))
  })

  it('raises everything to 8 below the highest value of all windows, not of each', () => {
    const loudThenQuiet = new Float32Array(6400)
    loudThenQuiet.set(speechLike(3000))
    // Six decades of power quieter; its first frames would still reach into the loud part.
    loudThenQuiet.set(
      speechLike(3000).map((sample) => sample * 1e-3),
      3400,
    )
    const { windows } = features(small, [loudThenQuiet])
    const highest = Math.max(...windows[0])
    expect(Math.min(...windows[0], ...windows[1])).toBeGreaterThanOrEqual(highest - 2 - 1e-6)
    expect(Math.max(...windows[1])).toBeLessThan(highest - 1)
  })

  it('has little left to do when the last sample arrives', () => {
    const audio = speechLike(64_000)
    const timesMs = Array.from({ length: 5 }, () => {
      const logMel = new LogMel(voxtral)
      const start = performance.now()
      for (let at = 0; at < 63_488; at += 512) logMel.push(audio.subarray(at, at + 512))
      const last = performance.now()
      logMel.push(audio.subarray(63_488))
      logMel.finish()
      return { before: last - start, last: performance.now() - last }
    })
    // On a machine of any speed a small part of the whole; the shortest, for the process may be stopped in each.
    const shortest = (part: 'before' | 'last'): number => Math.min(...timesMs.map((each) => each[part]))
    expect(shortest('last')).toBeLessThan(shortest('before') / 4)
  })

  it('refuses a format that it cannot compute, by name', () => {
    expect(() => new LogMel({ ...voxtral, nFft: 14 })).toThrow(/n_fft 14/)
    expect(() => new LogMel({ ...voxtral, nSamples: 479_999 })).toThrow(/n_samples 479999/)
    expect(() => new LogMel({ ...voxtral, hopLength: 0 })).toThrow(/hop_length 0/)
  })

  it('takes nothing after the end', () => {
    const logMel = new LogMel(small)
    logMel.finish()
    expect(() => logMel.push(new Float32Array(1))).toThrow()
    expect(() => logMel.finish()).toThrow()
  })
})

function features(format: MelFormat, pieces: Float32Array[]): MelFeatures {
  const logMel = new LogMel(format)
  for (const piece of pieces) logMel.push(piece)
  return logMel.finish()
}

/** A gliding tone with noise, the same every time. */
function speechLike(length: number): Float32Array {
  let state = 1
  return Float32Array.from({ length }, (_, i) => {
    state = (state * 48_271) % 2_147_483_647
    return 0.3 * Math.sin(i * 0.1 + 20 * Math.sin(i * 0.001)) + 0.05 * (state / 2_147_483_647 - 0.5)
  })
}

function largestDifference(actual: Float32Array, expected: number[]): number {
  expect(actual.length).toBe(expected.length)
  return actual.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i])), 0)
}

/** The definition, step by step and slowly: pad, mirror, window, transform, filter, log, floor, scale. */
function directLogMel(audio: Float32Array, format: MelFormat): number[][] {
  const { featureSize, samplingRate, hopLength, nFft, nSamples } = format
  const windowCount = Math.max(1, Math.ceil(audio.length / nSamples))
  const length = windowCount * nSamples
  const at = (i: number): number => audio[i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i] ?? 0
  const bins = nFft / 2 + 1
  const filters = directFilters(featureSize, bins, samplingRate)
  const logs: number[][] = []
  for (let frame = 0; frame < length / hopLength; frame++) {
    const windowed = Array.from({ length: nFft }, (_, i) => {
      const hann = 0.5 * (1 - Math.cos((2 * Math.PI * i) / nFft))
      return hann * at(frame * hopLength - nFft / 2 + i)
    })
    const power = Array.from({ length: bins }, (_, bin) => {
      let re = 0
      let im = 0
      windowed.forEach((sample, i) => {
        re += sample * Math.cos((2 * Math.PI * bin * i) / nFft)
        im -= sample * Math.sin((2 * Math.PI * bin * i) / nFft)
      })
      return re * re + im * im
    })
    logs.push(
      filters.map((filter) =>
        Math.log10(
          Math.max(
            1e-10,
            filter.reduce((sum, weight, bin) => sum + weight * power[bin], 0),
          ),
        ),
      ),
    )
  }
  const highest = Math.max(...logs.flat())
  const windowFrames = nSamples / hopLength
  return Array.from({ length: windowCount }, (_, w) =>
    Array.from({ length: featureSize }, (_, mel) =>
      Array.from({ length: windowFrames }, (_, frame) => {
        const log = logs[w * windowFrames + frame][mel]
        return (Math.max(log, highest - 8) + 4) / 4
      }),
    ).flat(),
  )
}

/** The slaney filter bank as librosa's documentation gives it. */
function directFilters(featureSize: number, bins: number, samplingRate: number): number[][] {
  const toHertz = (mel: number): number =>
    mel >= 15 ? 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15)) : (200 / 3) * mel
  const highestMel = 15 + Math.log(8) / (Math.log(6.4) / 27)
  const edges = Array.from({ length: featureSize + 2 }, (_, i) =>
    toHertz((highestMel * i) / (featureSize + 1)),
  )
  return Array.from({ length: featureSize }, (_, m) =>
    Array.from({ length: bins }, (_, bin) => {
      const hertz = ((samplingRate / 2) * bin) / (bins - 1)
      const rising = (hertz - edges[m]) / (edges[m + 1] - edges[m])
      const falling = (edges[m + 2] - hertz) / (edges[m + 2] - edges[m + 1])
      return (Math.max(0, Math.min(rising, falling)) * 2) / (edges[m + 2] - edges[m])
    }),
  )
}
