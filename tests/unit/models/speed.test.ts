import { expect, test } from 'vitest'
import { Speed } from '../../../src-main/models/speed'

test('speed is that of the last seconds, and falls while nothing comes', () => {
  let nowMs = 0
  const speed = new Speed(() => nowMs)
  const run = (seconds: number, bytesPerSecond: number, from: number): number => {
    for (let step = 0; step <= seconds * 10; step++, nowMs += 100)
      speed.note(from + (step * bytesPerSecond) / 10)
    nowMs -= 100
    return from + seconds * bytesPerSecond
  }
  speed.note(0)
  expect(speed.bytesPerSecond).toBe(undefined)
  const first = run(20, 1000, 0)
  expect(speed.bytesPerSecond).toBeCloseTo(1000, -2)
  const second = run(20, 5000, first)
  expect(speed.bytesPerSecond).toBeCloseTo(5000, -2)
  expect(speed.secondsLeft(second)).toBeCloseTo(second / 5000, 0)
  nowMs += 20_000
  expect(speed.bytesPerSecond).toBeLessThan(1500)
  speed.restart()
  expect(speed.bytesPerSecond).toBe(undefined)
})
