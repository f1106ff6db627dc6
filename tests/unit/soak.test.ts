import { expect, it } from 'vitest'
import { simulatedHours } from '../rigs/soak/simulatedHours'
import { soakFigures, type SoakSample } from '../rigs/soak/soakSample'

/** `npm run soak` talks for eight hours. */
it('some minutes of conversation leave nothing open', async () => {
  const { samples, answersMs } = await simulatedHours(0.05, 2)
  expect(answersMs.length).toBeGreaterThan(5)
  const opened = samples.slice(Math.floor(samples.length / 4)).map(({ handles }) => handles)
  // What other tests of this process left open may close meanwhile.
  expect(opened.at(-1)).toBeLessThanOrEqual(opened[0])
})

it('memory that grows, what stays open and answers that take longer are found', () => {
  const mayGrow = { megabytesAnHour: 0.2, handles: 0 }
  const isOk = (
    sampleAt: (i: number) => Omit<SoakSample, 'atHours'>,
    answerMs: (i: number) => number,
  ): boolean[] => {
    const samples = Array.from({ length: 40 }, (_, i) => ({ atHours: i / 5, ...sampleAt(i) }))
    return soakFigures(
      'soak',
      samples,
      Array.from({ length: 100 }, (_, i) => answerMs(i)),
      mayGrow,
    ).map(({ ok }) => ok)
  }
  const steady = { megabytes: 50, handles: 3 }
  expect(
    isOk(
      () => steady,
      () => 20,
    ),
  ).toEqual([true, true, true])
  // What is needed once, and swings.
  expect(
    isOk(
      (i) => ({ ...steady, megabytes: i < 8 ? 20 : 50 + (i % 2) }),
      () => 20,
    ),
  ).toEqual([true, true, true])
  expect(
    isOk(
      (i) => ({ ...steady, megabytes: 50 + i / 10 }),
      () => 20,
    ),
  ).toEqual([false, true, true])
  expect(
    isOk(
      (i) => ({ ...steady, handles: 3 + Math.floor(i / 20) }),
      () => 20,
    ),
  ).toEqual([true, false, true])
  expect(
    isOk(
      () => steady,
      (i) => 20 + i / 10,
    ),
  ).toEqual([true, true, false])
})
