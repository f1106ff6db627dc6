import { beforeAll, expect, it, vi } from 'vitest'
import { PlaybackQueue } from '../../../src-renderer/audio/playbackQueue'
import { interruptAtRandom } from '../../rigs/conversation/randomInterruptions'
import { toneAnswers, type ToneAnswer } from '../../rigs/conversation/toneAnswers'

let answers: ToneAnswer[]
beforeAll(async () => {
  answers = await toneAnswers(1)
})

it('plays nothing of an answer that was interrupted, and remembers of it what was heard', async () => {
  const { interruptions, staleSamples, otherwiseShown, wrongWords } = await interruptAtRandom(answers, 60)
  expect(interruptions).toBeGreaterThanOrEqual(60)
  expect({ staleSamples, otherwiseShown }).toEqual({ staleSamples: 0, otherwiseShown: 0 })
  expect(wrongWords.length).toBeGreaterThan(30)
  expect(wrongWords.every((words) => Math.abs(words) <= 1)).toBe(true)
})

it('finds the sound of an interrupted answer that goes on, and words that were not heard', async () => {
  const silence = vi.spyOn(PlaybackQueue.prototype, 'silence').mockReturnValue()
  expect((await interruptAtRandom(answers, 20)).staleSamples).toBeGreaterThan(1000)
  silence.mockRestore()
  const late = answers.map((answer) => ({ ...answer, wordEnds: answer.wordEnds.map((end) => end + 24_000) }))
  const { wrongWords } = await interruptAtRandom(late, 20)
  expect(wrongWords.some((words) => words > 1)).toBe(true)
})
