import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endpointDelayMs,
  initialEndpointDelay,
  learnEndpoint,
  type EndpointLesson,
} from '../../../src-renderer/audio/endpointDelay'
import type { VoiceEnd } from '../../../src-preload/contract'
import { defaultTurnTaking } from '../../../src-renderer/audio/turnTakingSettings'

const anyProbability = fc.double({ min: 0, max: 1, noNaN: true })
const anyWord = fc.option(anyProbability, { nil: undefined })
const lesson: fc.Arbitrary<EndpointLesson> = fc.oneof(
  fc.record({
    type: fc.constant('pause' as const),
    silenceMs: fc.double({ min: 0, max: 5000, noNaN: true }),
    endProbability: anyWord,
  }),
  fc.constant<EndpointLesson>({ type: 'reopened' }),
  fc.record({ type: fc.constant('uneventful' as const), endProbability: anyWord }),
)
const lessons = fc.array(lesson, { maxLength: 200 })
const delayAfter = (
  taught: readonly EndpointLesson[],
  patience = 0.5,
  endProbability?: number,
  voice?: VoiceEnd,
): number => {
  const learnt = taught.reduce(
    (delay, each) => learnEndpoint(delay, each, defaultTurnTaking),
    initialEndpointDelay,
  )
  const judgement = endProbability === undefined ? undefined : { probability: endProbability, voice }
  return endpointDelayMs(learnt, { ...defaultTurnTaking, patience }, judgement)
}

describe('the endpoint delay', () => {
  it('begins with 400 ms, and more for the patient', () => {
    expect(delayAfter([])).toBe(400)
    expect(delayAfter([], 0)).toBe(defaultTurnTaking.endpointShortestMs)
    expect(delayAfter([], 1)).toBe(550)
  })

  it('keeps the newest pauses, to be shown', () => {
    const taught = Array.from({ length: 100 }, (_, at): EndpointLesson => ({ type: 'pause', silenceMs: at }))
    const { recentMs } = taught.reduce(
      (delay, each) => learnEndpoint(delay, each, defaultTurnTaking),
      initialEndpointDelay,
    )
    expect([recentMs.at(0), recentMs.at(-1)]).toEqual([40, 99])
  })

  it('stays between its limits whatever it learns', () => {
    fc.assert(
      fc.property(lessons, anyProbability, anyWord, (taught, patience, endProbability) => {
        const delay = delayAfter(taught, patience, endProbability)
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

  it('goes to its limits where a model is sure, and stays where the model does not know', () => {
    const proven = Array.from({ length: 60 }, (_, i): EndpointLesson =>
      i % 2 === 0
        ? { type: 'pause', silenceMs: 300, endProbability: 0 }
        : { type: 'uneventful', endProbability: 1 },
    )
    expect(delayAfter(proven, 0.5, 1)).toBe(defaultTurnTaking.endpointShortestMs)
    expect(delayAfter(proven, 0.5, 0)).toBeGreaterThan(defaultTurnTaking.endpointLongestMs - 1)
    expect(delayAfter([], 0.5, 0.57)).toBe(delayAfter([]))
    expect(delayAfter([], 0.5, undefined)).toBe(delayAfter([]))
  })

  it('follows a model when it was right about this speaker, and then first where it says that the speaker is done', () => {
    const right: EndpointLesson = { type: 'uneventful', endProbability: 0.9 }
    for (const word of [0, 1]) expect(delayAfter([], 0.5, word)).toBe(delayAfter([]))
    const { endpointShortestMs } = defaultTurnTaking
    expect(delayAfter([right], 0.5, 1)).toBeLessThan(delayAfter([right]))
    expect(delayAfter([right], 0.5, 0)).toBe(delayAfter([right]))
    expect(delayAfter([right, right, right, right], 0.5, 1)).toBe(endpointShortestMs)
    const rightToo: EndpointLesson = { type: 'pause', silenceMs: 200, endProbability: 0.2 }
    const taught = [rightToo, rightToo, rightToo, rightToo, rightToo]
    expect(delayAfter(taught, 0.5, 0)).toBeGreaterThan(delayAfter(taught))
    expect(delayAfter(taught, 0.5, 1)).toBe(delayAfter(taught))
  })

  it('follows a model at once where the voice says the same, and less where both were wrong', () => {
    const { endpointShortestMs, endpointLongestMs } = defaultTurnTaking
    expect(delayAfter([], 0.5, 0.6, 'let-go')).toBe(endpointShortestMs)
    expect(delayAfter([], 0.5, 0.5, 'held')).toBe(endpointLongestMs)
    for (const voice of ['held', 'let-go'] as const)
      expect(delayAfter([], 0.5, voice === 'held' ? 1 : 0, voice)).toBe(delayAfter([]))
    const wrong: EndpointLesson = { type: 'uneventful', endProbability: 0.1 }
    expect(delayAfter([wrong, wrong], 0.5, 0.1, 'held')).toBe(delayAfter([wrong, wrong]))
  })

  it('is never longer for a likelier end', () => {
    fc.assert(
      fc.property(lessons, anyProbability, anyProbability, (taught, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(delayAfter(taught, 0.5, more)).toBeLessThanOrEqual(delayAfter(taught, 0.5, less))
      }),
    )
  })

  it('trusts a model less for each time it was wrong about this speaker, and again when it is right', () => {
    const wrong: EndpointLesson = { type: 'pause', silenceMs: 300, endProbability: 0.9 }
    const right: EndpointLesson = { type: 'uneventful', endProbability: 0.9 }
    const times = (count: number, taught: EndpointLesson): EndpointLesson[] =>
      Array.from({ length: count }, () => taught)
    const known = times(8, right)
    expect(delayAfter([...known, ...times(3, wrong)], 0.5, 1)).toBeGreaterThan(delayAfter(known, 0.5, 1))
    expect(delayAfter(times(20, wrong), 0.5, 1)).toBe(delayAfter(times(20, wrong)))
    expect(delayAfter([...times(20, wrong), ...times(20, right)], 0.5, 1)).toBe(
      defaultTurnTaking.endpointShortestMs,
    )
  })
})
