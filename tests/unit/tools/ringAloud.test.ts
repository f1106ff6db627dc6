import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '@contract'
import { ringAloud } from '../../../src-main/cli/ringAloud'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const said: string[] = []
beforeEach(() => void (said.length = 0))

it('rings by the system’s loudspeaker for as long as no window is there', () => {
  const strokes: number[] = []
  const speech = {
    write: (samples: Float32Array) => void strokes.push(samples.length),
    end: () => Promise.resolve(),
    stop: () => undefined,
  }
  const ring = ringAloud(
    (line) => said.push(line),
    () => () => speech,
  )
  ring(false)
  expect([strokes, said]).toEqual([[], []])
  ring(true)
  vi.advanceTimersByTime(3500)
  expect(strokes).toEqual([9600, 9600, 9600])
  ring(false)
  vi.advanceTimersByTime(3500)
  expect(strokes).toHaveLength(3)
  expect(said).toEqual(['A timer or an alarm rings. Open Parley to silence it.'])
})

it('says once that there is no loudspeaker', () => {
  const ring = ringAloud(
    (line) => said.push(line),
    () => {
      throw new AppError('output-failed', { kind: 'no-player' })
    },
  )
  ring(true)
  vi.advanceTimersByTime(5000)
  expect(said).toEqual([
    'A timer or an alarm rings. Open Parley to silence it.',
    expect.stringMatching(/^No program that plays sound was found\./),
  ])
})
