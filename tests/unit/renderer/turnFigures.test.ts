import { unansweredTurn, type TurnMetrics } from '@contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ShownExchange } from '../../../src-renderer/state'
import { slots, plot } from '../../../src-renderer/ui/figures/plot'
import { stageReport } from '../../../src-renderer/ui/foot/stageSpans'
import { median, turnFigures } from '../../../src-renderer/ui/figures/turnFigures'

const metrics: TurnMetrics = {
  ...{ utteranceEndAt: 1000, heardAt: 1100, firstTokenAt: 1150, firstSentenceAt: 1400, firstAudioAt: 1500 },
  ...{ lastTokenAt: 2150, endAt: 2600, utteranceSeconds: 2, spokenSeconds: 5 },
  ...{ promptTokens: 58, cachedTokens: 0, answerTokens: 41 },
}
const exchange = (key: string, part: Partial<ShownExchange>): ShownExchange => ({
  ...{ key, question: { seconds: 2 }, answer: 'So it is.', heardEnd: 9, outcome: 'done' },
  ...part,
})

it('tells of turns of this window as they were heard, and of others up to the first sound', () => {
  const figures = turnFigures([
    exchange('own', { stages: { speechEndAt: 700, engine: metrics, firstAudibleAt: 1550 } }),
    exchange('open', { outcome: 'running' }),
    exchange('kept', { metrics }),
  ])
  const spans = (each: (typeof figures)[number]): unknown => each.spans.map(({ name, ms }) => `${name} ${ms}`)
  expect(figures.map(({ key, totalMs, tokensPerSecond }) => [key, totalMs, tokensPerSecond])).toEqual([
    ['own', 850, 40],
    ['kept', 500, 40],
  ])
  expect(spans(figures[0])).toEqual(['wait 300', 'listen 100', 'think 300', 'speak 150'])
  expect(spans(figures[1])).toEqual(['listen 100', 'think 300', 'speak 100'])
})

it('leaves out what was stopped or failed before it sounded, however far it was, and what was done without a word', () => {
  const { heardAt, firstTokenAt, firstSentenceAt, firstAudioAt, ...asked } = metrics
  const stamps = Object.entries({ heardAt, firstTokenAt, firstWordAt: 1200, firstSentenceAt, firstAudioAt })
  const answered = exchange('answered', {
    stages: { speechEndAt: 700, engine: metrics, firstAudibleAt: 1550 },
  })
  for (let reached = 0; reached <= stamps.length; reached++) {
    const engine: TurnMetrics = { ...asked, ...Object.fromEntries(stamps.slice(0, reached)) }
    const stages = { speechEndAt: 700, engine }
    const hasWord = engine.firstWordAt !== undefined
    for (const outcome of ['interrupted', 'failed'] as const) {
      const own = exchange('own', { stages, outcome, heardEnd: 0 })
      const kept = exchange('kept', { metrics: engine, outcome, heardEnd: 0 })
      expect(turnFigures([own, answered, kept]).map(({ key }) => key)).toEqual(['answered'])
      expect(stageReport(own)).toBeUndefined()
      const sounded = exchange('sounded', { stages: { ...stages, firstAudibleAt: 1550 }, outcome })
      expect(turnFigures([sounded])).toHaveLength(1)
    }
    const written = [exchange('own', { stages }), exchange('kept', { metrics: engine })]
    expect(turnFigures(written)).toHaveLength(hasWord ? 2 : 0)
  }
  expect(turnFigures([exchange('kept', { metrics, outcome: 'interrupted', heardEnd: 9 })])).toHaveLength(1)
  // It sounded, and the engine that knew of its stages was lost later.
  const { metrics: engine } = unansweredTurn(1, 'failed', 9000)
  const lost = exchange('lost', {
    stages: { speechEndAt: 700, engine, firstAudibleAt: 1550 },
    outcome: 'failed',
  })
  expect(turnFigures([lost])).toEqual([])
})

it('has the newest turns alone, in a picture that they fit', () => {
  const all = Array.from({ length: 90 }, (_, at) => exchange(`${at}`, { metrics }))
  const shown = turnFigures(all)
  expect(shown.length).toBeLessThan(90)
  expect(shown.at(-1)!.key).toBe('89')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), (count) => {
      const places = slots(count)
      for (const { x, width } of places) expect(x + width).toBeLessThanOrEqual(plot.width)
      for (const [at, { x }] of places.slice(1).entries())
        expect(x).toBeGreaterThan(places[at].x + places[at].width)
    }),
  )
})

it('the median has as many figures below it as above', () => {
  expect(median([])).toBe(undefined)
  expect(median([3, 1, 2])).toBe(2)
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (figures) => {
      const middle = median(figures)!
      const below = figures.filter((each) => each < middle).length
      const above = figures.filter((each) => each > middle).length
      expect(Math.max(below, above)).toBeLessThanOrEqual(figures.length / 2)
    }),
  )
})
