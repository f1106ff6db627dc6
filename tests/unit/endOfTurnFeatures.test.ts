import { describe, expect, it } from 'vitest'
import { endOfTurnFeatures } from '../../src-main/engine/hearing/endOfTurnFeatures'
import reference from '../fixtures/endOfTurn/reference.json'

const format = { featureSize: 80, samplingRate: 16_000, hopLength: 160, nFft: 400, nSamples: 128_000 }

/** The same as in `make_reference.py`. */
function signal(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const t = i / format.samplingRate
    const climbing = Math.sin(2 * Math.PI * (120 + 300 * t) * t) * Math.sin(2 * Math.PI * 1.3 * t) ** 2
    return 0.2 * climbing + 0.01 * Math.sin(2 * Math.PI * 5000 * t) + 0.003
  })
}

describe('what an end-of-turn model is fed', () => {
  it.each(reference.cases)('agrees with transformers for $samples samples', ({ samples, values }) => {
    const features = endOfTurnFeatures(signal(samples), format)
    expect(features).toHaveLength(80 * 800)
    const differences = values.map((value, i) => Math.abs(features[i * reference.step] - value))
    expect(Math.max(...differences)).toBeLessThan(1e-3)
  })

  it('is the same however loud it was', () => {
    const quiet = endOfTurnFeatures(
      signal(40_000).map((sample) => 0.2 * sample),
      format,
    )
    const loud = endOfTurnFeatures(signal(40_000), format)
    expect(Math.max(...quiet.map((value, i) => Math.abs(value - loud[i])))).toBeLessThan(0.01)
  })
})
