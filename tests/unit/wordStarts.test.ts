import { describe, expect, it } from 'vitest'
import { phonemeStarts, wordStarts } from '../../src-main/engine/speaking/voices/kokoro/wordStarts'

/** Every character of the phonemes lasts one sample. */
const startsOf = (said: string): number[] => Array.from({ length: said.length + 1 }, (_, i) => i)

const timed = (text: string, said: string): string[] | undefined =>
  wordStarts(text, said, startsOf(said))?.map(
    ({ start, end, startSample }) => `${text.slice(start, end)} ${startSample}`,
  )

describe('where words begin', () => {
  it('is where their phonemes do', () => {
    expect(timed('Yes, it does!', 'jˈɛs, ɪt dˈʌz!')).toEqual(['Yes 0', 'it 6', 'does 9'])
  })

  it('is in the middle of a sound where an article is joined to the word before', () => {
    expect(timed('in the town', 'ɪnðə tˈaʊn')).toEqual(['in 0', 'the 2', 'town 5'])
    expect(timed('In the end, of the day', 'ɪnðɪ ˈɛnd, ʌvðə dˈA')).toEqual([
      'In 0',
      'the 2',
      'end 5',
      'of 11',
      'the 13',
      'day 16',
    ])
  })

  it('is shared out between two marks where words and sounds are not as many', () => {
    const said = 'wˈʌn, twˈɛnti fˈOɹ, θɹˈi'
    expect(timed('One, twenty-four, three', said)).toEqual(['One 0', 'twenty-four 6', 'three 20'])
    expect(timed('go on, abc de', 'ɡoʊɔn, xxxxx')).toEqual(['go 0', 'on 3', 'abc 7', 'de 10'])
  })

  it('is not known where the marks are others', () => {
    expect(timed('one, two', 'wˈʌn tˈu')).toBeUndefined()
  })
})

describe('where phonemes begin', () => {
  const isKnown = (character: string): boolean => character !== '?'

  it('is what the durations before them add up to, in samples', () => {
    // Pads of 2 and 3 frames of 10 samples; an unknown phoneme takes none.
    expect(phonemeStarts('a?bc', isKnown, [2, 1, 4, 1, 3], 110)).toEqual([20, 30, 30, 70, 80])
  })

  it('is not known where the durations are of something else', () => {
    expect(phonemeStarts('abc', isKnown, [2, 1, 4, 1, 3], 115)).toBeUndefined()
    expect(phonemeStarts('ab', isKnown, [2, 1, 4, 1, 3], 110)).toBeUndefined()
    expect(phonemeStarts('', isKnown, [0, 0], 0)).toBeUndefined()
  })
})
