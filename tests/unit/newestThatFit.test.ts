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
        const kept = newestThatFit(exchanges.toReversed(), room)
        expect(kept).toEqual(exchanges.slice(exchanges.length - kept.length))
        if (kept.length > 0) expect(sum(kept)).toBeLessThanOrEqual(room)
        if (kept.length < exchanges.length)
          expect(sum(exchanges.slice(exchanges.length - kept.length - 1))).toBeGreaterThan(room)
      }),
    )
  })

  it('is looked at no further than the first that does not fit', () => {
    const looked: number[] = []
    const newestFirst = function* (): Generator<{ tokens: number }> {
      for (const tokens of [2, 3, 9, 1]) {
        looked.push(tokens)
        yield { tokens }
      }
    }
    expect(newestThatFit(newestFirst(), 6)).toEqual([{ tokens: 3 }, { tokens: 2 }])
    expect(looked).toEqual([2, 3, 9])
  })
})
