import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endpointDelayMs,
  initialEndpointDelay,
  learnEndpoint,
  type EndpointLesson,
} from '../../../src-renderer/audio/endpointDelay'
import { defaultTurnTaking } from '../../../src-renderer/audio/turnTakingSettings'

const lesson: fc.Arbitrary<EndpointLesson> = fc.oneof(
  fc.record({
    type: fc.constant('pause' as const),
    silenceMs: fc.double({ min: 0, max: 5000, noNaN: true }),
  }),
  fc.constantFrom<EndpointLesson>({ type: 'reopened' }, { type: 'uneventful' }),
)
const lessons = fc.array(lesson, { maxLength: 200 })
const delayAfter = (taught: readonly EndpointLesson[], patience = 0.5): number =>
  endpointDelayMs(taught.reduce(learnEndpoint, initialEndpointDelay), { ...defaultTurnTaking, patience })

describe('the endpoint delay', () => {
  it('begins with 600 ms, and more for the patient', () => {
    expect(delayAfter([])).toBe(600)
    expect(delayAfter([], 0)).toBe(450)
    expect(delayAfter([], 1)).toBe(750)
  })

  it('stays between its limits whatever it learns', () => {
    fc.assert(
      fc.property(lessons, fc.double({ min: 0, max: 1, noNaN: true }), (taught, patience) => {
        const delay = delayAfter(taught, patience)
        expect(delay).toBeGreaterThanOrEqual(defaultTurnTaking.endpointShortestMs)
        expect(delay).toBeLessThanOrEqual(defaultTurnTaking.endpointLongestMs)
      }),
    )
  })

  it('is never shorter for a reopening, nor longer for a turn that went well', () => {
    fc.assert(
      fc.property(lessons, (taught) => {
        const delay = delayAfter(taught)
        expect(delayAfter([...taught, { type: 'reopened' }])).toBeGreaterThanOrEqual(delay)
        expect(delayAfter([...taught, { type: 'uneventful' }])).toBeLessThanOrEqual(delay)
      }),
    )
  })

  it('comes to lie above the pauses of the speaker', () => {
    const of = (silenceMs: number): number =>
      delayAfter(Array.from({ length: 60 }, () => ({ type: 'pause', silenceMs }) as const))
    expect(of(500)).toBeGreaterThan(500)
    expect(of(200)).toBeLessThan(500)
  })
})
