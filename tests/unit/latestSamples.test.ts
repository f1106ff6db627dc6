import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LatestSamples } from '../../src-main/engine/hearing/latestSamples'

describe('LatestSamples', () => {
  it('keeps the end of what was pushed, however it was cut', () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 })
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 50 }), (lengths, length) => {
        const latest = new LatestSamples(length)
        let count = 0
        for (const each of lengths) latest.push(Float32Array.from({ length: each }, () => count++))
        const first = Math.max(0, count - length)
        expect([...latest.read()]).toEqual(Array.from({ length: count - first }, (_, i) => first + i))
      }),
    )
  })
})
