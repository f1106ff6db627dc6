import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError, mostRecordingMinutes, portPair, type RecordingAnswer } from '@contract'
import type { AppSources } from '../../../src-renderer/app'
import { readRecording } from '../../../src-renderer/recording/readRecording'
import { recordWindow, type WindowRecording } from '../../../src-renderer/recording/windowRecording'
import { windowSettings } from '../../../src-renderer/windowSettings'
import { scriptedSettings } from '../../rigs/settings/scriptedSettings'

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] }),
)
afterEach(() => void vi.useRealTimers())

/** A window without devices, whose recording a host keeps that answers as the test says. */
function record(): {
  readonly recording: WindowRecording
  readonly written: () => string
  readonly over: ReturnType<typeof vi.fn>
  answer: () => Promise<RecordingAnswer>
} {
  const settings = scriptedSettings()
  const [port] = portPair<never, unknown>()
  const sources: AppSources = {
    port,
    openCapture: () => Promise.reject(new Error('none')),
    openPlayback: () => Promise.reject(new Error('none')),
    loadVoice: () => Promise.reject(new Error('none')),
    loadEchoSentence: () => Promise.reject(new Error('none')),
    devices: {
      list: () => Promise.resolve({ microphones: [], speakers: [] }),
      permission: () => Promise.resolve('denied'),
      onChange: () => undefined,
    },
    settings: windowSettings(settings, settings.told),
    storage: { getItem: () => null, setItem: () => undefined },
    clock: () => 1,
  }
  let text = ''
  const over = vi.fn()
  const world = {
    written: () => text,
    over,
    answer: (): Promise<RecordingAnswer> => Promise.resolve({ file: 'recording.jsonl' }),
  }
  const { recording } = recordWindow(sources, {
    bridge: {
      async append(part) {
        const answer = await world.answer()
        if ('file' in answer) text += part.text
        return answer
      },
    },
    runsIn: 'a test',
    over,
    onLeave: () => undefined,
  })
  return Object.assign(world, { recording })
}

it('has the host write what is recorded, and says where it lies when it is stopped', async () => {
  const world = record()
  expect(world.recording.store.getState()).toEqual({ state: 'on' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(readRecording(world.written()).head).toMatchObject({ runsIn: 'a test', has: { deeds: false } })
  void world.recording.stop()
  await vi.advanceTimersByTimeAsync(0)
  expect(world.written()).toMatch(/\{"end":"stopped"\}\n$/)
  expect(world.recording.store.getState()).toEqual({ state: 'over', why: 'stopped', file: 'recording.jsonl' })
  expect(world.over).toHaveBeenCalledOnce()
  world.recording.seen()
  expect(world.recording.store.getState()).toEqual({ state: 'seen' })
})

it('loses nothing while the host is away, and ends by itself', async () => {
  const world = record()
  const { answer } = world
  world.answer = () => Promise.reject(new Error('gone'))
  await vi.advanceTimersByTimeAsync(3000)
  world.answer = answer
  await vi.advanceTimersByTimeAsync(mostRecordingMinutes * 60_000)
  const { head, lines } = readRecording(world.written())
  expect(head.runsIn).toBe('a test')
  expect(lines[0]).toContain('begin')
  expect(lines.filter(Boolean).at(-1)).toBe('{"end":"full"}')
  expect(world.recording.store.getState()).toMatchObject({ state: 'over', why: 'full' })
})

it('ends where the host cannot write, and says why', async () => {
  const world = record()
  await vi.advanceTimersByTimeAsync(1000)
  const error = new AppError('internal', { kind: 'as-told', text: 'The disk is full.' }).toBody()
  world.answer = () => Promise.resolve(error)
  void world.recording.stop()
  await vi.advanceTimersByTimeAsync(0)
  expect(world.recording.store.getState()).toEqual({ state: 'failed', error })
})
