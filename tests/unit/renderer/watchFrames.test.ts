import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { microphoneFormat } from '@contract'
import { watchFrames } from '../../../src-renderer/audio/watchFrames'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const { frameSamples, sampleRateHz } = microphoneFormat
const zeros = new Float32Array(frameSamples)
const noise = zeros.map((_, i) => 1e-4 * (i % 3))

it('takes a microphone that gives nothing but zeros for dead, and one that was heard not before 20 s', () => {
  const said: string[] = []
  const watch = watchFrames(
    { trouble: (trouble) => void said.push(trouble), recovered: () => void said.push('recovered') },
    () => false,
  )
  const give = (samples: Float32Array, seconds: number): void => {
    for (let i = 0; i < (seconds * sampleRateHz) / frameSamples; i++) watch.frame(samples)
  }
  give(zeros, 2.1)
  give(noise, 0.1)
  expect(said).toEqual(['zeros', 'recovered'])
  give(zeros, 19)
  give(noise, 0.1)
  give(zeros, 19)
  expect(said).toEqual(['zeros', 'recovered'])
  give(zeros, 2)
  expect(said).toEqual(['zeros', 'recovered', 'zeros'])
  watch.stop()
})
