import { describe, expect, it } from 'vitest'
import { moodOf } from '../../src-main/engine/speaking/moodOf'
import { moodSamples, sampleMoods } from '../../src-renderer/words/moodSamples'

describe('the mood of a sentence', () => {
  it.each(Object.entries(moodSamples))(
    'is shown by what is said to listen to it: %s',
    (language, samples) => {
      expect(sampleMoods.map((mood) => moodOf(samples[mood], language))).toEqual([...sampleMoods])
    },
  )

  it.each([
    ['The capital of France is Paris.', undefined],
    ['It is 14:05, and the train leaves at 9.', undefined],
    ['There is no danger.', undefined],
    ['That is not a great idea.', undefined],
    ['I worry about the weather.', undefined],
    ['Hello! How can I help you?', 'glad'],
    ['Here it is 🎉', 'glad'],
    ['I’m so happy for you.', 'glad'],
    ['Don’t worry, it is fine.', 'calm'],
    ['Unfortunately, it was a great loss!', 'grave'],
    ['Warning: this is sad.', 'urgent'],
    ['⚠️ The battery is low.', 'urgent'],
  ])('%s is %s', (sentence, mood) => {
    expect(moodOf(sentence, 'en-us')).toBe(mood)
  })

  it('of a language without words is told by marks alone', () => {
    expect([moodOf('素晴らしい！', 'ja'), moodOf('Het is een danger.', 'nl')]).toEqual(['glad', undefined])
  })
})
