import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestThatFit } from '../../src-main/engine/listeners/voxtral/newestThatFit'

const said = fc.array(fc.record({ tokens: fc.integer({ min: 1, max: 50 }) }), { maxLength: 60 })
const sum = (exchanges: readonly { tokens: number }[]): number =>
  exchanges.reduce((total, { tokens }) => total + tokens, 0)

describe('what is kept of a conversation', () => {
  it('is the newest that fits, and one more would not', () => {
    fc.assert(
      fc.property(said, fc.integer({ min: -10, max: 500 }), (exchanges, room) => {
        const kept = newestThatFit(exchanges, room)
        expect(kept).toEqual(exchanges.slice(exchanges.length - kept.length))
        if (kept.length > 0) expect(sum(kept)).toBeLessThanOrEqual(room)
        if (kept.length < exchanges.length)
          expect(sum(exchanges.slice(exchanges.length - kept.length - 1))).toBeGreaterThan(room)
      }),
    )
  })
})
