import { afterEach, describe, expect, it } from 'vitest'
import { voiceGroups } from '../../../src-renderer/ui/panels/voiceNames'
import { speakIn } from '../../../src-renderer/words'

afterEach(() => speakIn([]))

const named = (...voices: [id: string, language: string][]): unknown[] =>
  voiceGroups(voices.map(([id, language]) => ({ id, language }))).map(({ language, voices }) => [
    language,
    voices.map(({ name }) => name),
  ])

describe('the names of voices', () => {
  it('say who speaks, by what is spoken', () =>
    expect(
      named(
        ['af_heart', 'en-us'],
        ['bm_george', 'en-gb'],
        ['am_michael', 'en-us'],
        ['en-gb-x-rp', 'en-gb'],
        ['pt-br', 'pt-br'],
        ['pt-br+f3', 'pt-br'],
      ),
    ).toEqual([
      ['American English', ['Heart, woman', 'Michael, man']],
      ['British English', ['George, man', 'British English, man']],
      ['Brazilian Portuguese', ['Brazilian Portuguese, man', 'Brazilian Portuguese, woman']],
    ]))

  it('are the IDs where nothing is known, and tell apart what would read the same', () =>
    expect(
      named(['en-us+f2', 'en-us'], ['en-us+f3', 'en-us'], ['en-us+croak', 'en-us'], ['anna', 'x y']),
    ).toEqual([
      [
        'American English',
        ['American English, woman (en-us+f2)', 'American English, woman (en-us+f3)', 'en-us+croak'],
      ],
      ['x y', ['anna']],
    ]))

  it('begin with a capital in every language', () => {
    speakIn(['fr'])
    expect(named(['pt-br', 'pt-br'])).toEqual([['Portugais brésilien', ['Portugais brésilien, homme']]])
  })
})
