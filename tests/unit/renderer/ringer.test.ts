import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RingingTimer } from '@contract'
import type { Playback } from '../../../src-renderer/audio/playbackTypes'
import { realTimers } from '../../../src-renderer/audio/timers'
import { Ringer } from '../../../src-renderer/ringer'
import type { Locks } from '../../../src-renderer/sharedLock'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const rings = (isSilent = false): RingingTimer => ({ ring: 1, kind: 'timer', dueAt: 0, isSilent })
const tone = vi.fn()
const ringer = (locks?: Locks): Ringer =>
  new Ringer(() => ({ tone }) as unknown as Playback, realTimers, locks)
beforeEach(() => tone.mockClear())

it('rings again and again until it is silent', () => {
  const one = ringer()
  one.tell([rings(true)])
  expect(tone).not.toHaveBeenCalled()
  one.tell([rings(true), rings()])
  one.tell([rings()])
  vi.advanceTimersByTime(5000)
  expect(tone).toHaveBeenCalledTimes(4)
  one.tell([rings(true)])
  vi.advanceTimersByTime(5000)
  expect(tone).toHaveBeenCalledTimes(4)
})

it('is heard from one of all windows, and from the next when that one is gone', async () => {
  const queue: (() => Promise<void> | undefined)[] = []
  const next = async (): Promise<void> => {
    await queue[0]?.()
    queue.shift()
    if (queue.length > 0) await next()
  }
  const locks: Locks = {
    request: (_name, _options, granted) => {
      queue.push(granted)
      return queue.length === 1 ? next() : new Promise(() => undefined)
    },
  }
  const [first, second] = [ringer(locks), ringer(locks)]
  for (const each of [first, second]) each.tell([rings()])
  expect(tone).toHaveBeenCalledTimes(1)
  first.tell([])
  await vi.advanceTimersByTimeAsync(1)
  expect(tone).toHaveBeenCalledTimes(2)
  second.tell([])
  await vi.advanceTimersByTimeAsync(5000)
  expect(tone).toHaveBeenCalledTimes(2)
})
