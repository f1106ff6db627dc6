import { describe, expect, it } from 'vitest'
import type { ShownExchange, TurnStages } from '../../../src-renderer/state'
import { captionParts } from '../../../src-renderer/ui/conversation/captionParts'
import { stageReport } from '../../../src-renderer/ui/foot/stageSpans'
import { turnClock } from '../../../src-renderer/turnClock'
import { LevelTrace, reach, slotsOfRing } from '../../../src-renderer/ui/ring/levelTrace'

const exchange = (part: Partial<ShownExchange>): ShownExchange => ({
  key: 'turn-1',
  question: { seconds: 2 },
  answer: 'It is so. Truly.',
  heardEnd: 0,
  outcome: 'done',
  ...part,
})

describe('the stages of a turn', () => {
  const engine: NonNullable<TurnStages['engine']> = {
    utteranceEndAt: 1000,
    heardAt: 1090,
    firstTokenAt: 1110,
    firstWordAt: 1150,
    firstSentenceAt: 1330,
    endAt: 2000,
    utteranceSeconds: 2,
    spokenSeconds: 3,
    promptTokens: 50,
    cachedTokens: 0,
    answerTokens: 20,
  }
  const reportOf = (stages: TurnStages | undefined): ReturnType<typeof stageReport> =>
    stageReport({ stages, outcome: 'done' })

  it('add up to the time from the last sample said to the first heard', () => {
    const report = reportOf({ speechEndAt: 800, engine, firstAudibleAt: 1450 })
    expect(report).toEqual({
      spans: [
        { name: 'wait', ms: 200 },
        { name: 'listen', ms: 90 },
        { name: 'think', ms: 240 },
        { name: 'speak', ms: 120 },
      ],
      totalMs: 650,
      heard: true,
      softEndMs: undefined,
      savedMs: undefined,
    })
  })

  it('take no time of their own while there was waiting, and say what beginning early saved', () => {
    const early = { ...engine, utteranceEndAt: 960, committedAt: 1232, firstAudioAt: 1400 }
    const stages = { speechEndAt: 800, pausedAt: 952, committedAt: 1230, attempts: 3, firstAudibleAt: 1450 }
    expect(reportOf({ ...stages, engine: early })).toEqual({
      spans: [
        { name: 'wait', ms: 430 },
        { name: 'listen', ms: 0 },
        { name: 'think', ms: 100 },
        { name: 'speak', ms: 120 },
      ],
      totalMs: 650,
      heard: true,
      softEndMs: 152,
      savedMs: 272,
    })
    expect(turnClock({ ...stages, firstQueuedAt: 1410, engine: early })).toEqual({
      softEndMs: 152,
      commitMs: 430,
      firstTokenMs: 310,
      firstWordMs: 350,
      firstChunkMs: 600,
      firstQueuedMs: 610,
      firstAudibleMs: 650,
      wastedAttempts: 2,
      savedMs: 272,
    })
    // All was ready before it was asked for: no more can be saved than there was to do.
    expect(turnClock({ ...stages, engine: { ...early, firstAudioAt: 1100 } })?.savedMs).toBe(140)
    // The attempt came to nothing: the answer was begun anew.
    const anew = turnClock({ ...stages, engine: { ...early, committedAt: undefined } })
    expect(anew).toMatchObject({ wastedAttempts: 3, savedMs: undefined })
  })

  it('leave out waiting and listening for a typed question', () => {
    const report = reportOf({ engine: { ...engine, utteranceSeconds: 0 }, firstAudibleAt: 1450 })
    expect(report?.spans.map(({ name }) => name)).toEqual(['think', 'speak'])
    expect(report?.totalMs).toBe(450)
  })

  it('end at the first word when nothing was spoken', () => {
    expect(reportOf({ speechEndAt: 800, engine })).toMatchObject({ totalMs: 350, heard: false })
  })

  it('are not shown for a turn that came to nothing', () => {
    expect(reportOf(undefined)).toBeUndefined()
    expect(reportOf({ speechEndAt: 800 })).toBeUndefined()
  })
})

describe('a caption', () => {
  it('takes the full stop along with the word that was heard', () => {
    const parts = captionParts(exchange({ heardEnd: 8, outcome: 'running' }), true)
    expect(parts).toEqual({ heard: 'It is so.', rest: ' Truly.', restIs: 'coming' })
    expect(captionParts(exchange({ answer: 'It **is**, so.', heardEnd: 7 }), true).heard).toBe('It **is**,')
  })

  it('says that the rest never came after an interruption, and nothing of an answer that was only written', () => {
    expect(captionParts(exchange({ heardEnd: 9, outcome: 'interrupted' }), false).restIs).toBe('never')
    expect(captionParts(exchange({ outcome: 'done' }), false).restIs).toBe('plain')
  })

  it('never cuts a letter in two', () => {
    expect(captionParts(exchange({ answer: 'A 🌊 wave', heardEnd: 3 }), true).heard).toBe('A 🌊')
  })
})

describe('the trace on the ring', () => {
  const bars = (trace: LevelTrace): [number, number][] => {
    const seen: [number, number][] = []
    trace.forEach((place, level) => seen.push([place, Number(level.toFixed(2))]))
    return seen
  }

  it('keeps the loudest level of each frame, clockwise from the top', () => {
    const trace = new LevelTrace()
    for (const [level, nowMs] of [
      [0.1, 1000],
      [0.3, 1016],
      [0.2, 1033],
    ] as const)
      trace.write(level, nowMs)
    expect(bars(trace)).toEqual([
      [0, 0.3],
      [1, 0.2],
    ])
  })

  it('leaves a gap, not a copy, for frames that were never shown', () => {
    const trace = new LevelTrace()
    trace.write(0.5, 0)
    trace.write(0.4, 32 * 3)
    expect(bars(trace)).toEqual([
      [0, 0.5],
      [1, 0],
      [2, 0],
      [3, 0.4],
    ])
  })

  it('holds one lap', () => {
    const trace = new LevelTrace()
    for (let slot = 0; slot < slotsOfRing + 5; slot++) trace.write(0.1, slot * 32)
    trace.write(0.9, (slotsOfRing + 4) * 32)
    expect(bars(trace)).toHaveLength(slotsOfRing)
    expect(bars(trace).at(-1)).toEqual([4, 0.9])
  })

  it('reaches from silence to full', () => {
    expect([reach(0), reach(Number.NaN), reach(0.001), reach(1)]).toEqual([0, 0, 0, 1])
  })
})
