import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { voiceGrades } from '../../../src-renderer/ui/panels/voices/voiceGrades'
import { voiceGroups } from '../../../src-renderer/ui/panels/voices/voiceGroups'
import { namedVoice, namedVoices } from '../../../src-renderer/ui/panels/voices/voiceNames'
import { speakIn } from '../../../src-renderer/words'

afterEach(() => speakIn([]))

const named = (...voices: [id: string, language: string][]): unknown[] =>
  namedVoices(voices.map(([id, language]) => ({ id, language }))).map(({ name, accent, about }) => [
    name,
    accent,
    about,
  ])

describe('the names of voices', () => {
  it('say who speaks, what, and what its makers think of it', () =>
    expect(
      named(
        ['af_heart', 'en-us'],
        ['bm_george', 'en-gb'],
        ['ef_dora', 'es'],
        ['en-gb-x-rp', 'en-gb'],
        ['pt-br+f3', 'pt-br'],
      ),
    ).toEqual([
      ['Heart', 'American English', 'woman, grade A'],
      ['George', 'British English', 'man, grade C'],
      ['Dora', 'Spanish', 'woman'],
      ['British English', 'British English', 'man'],
      ['Brazilian Portuguese', 'Brazilian Portuguese', 'woman'],
    ]))

  it('are the IDs where nothing is known, and tell apart what would read the same', () =>
    expect(
      named(['en-us+f2', 'en-us'], ['en-us+f3', 'en-us'], ['en-us+croak', 'en-us'], ['anna', 'x y']),
    ).toEqual([
      ['American English', 'American English', 'woman (en-us+f2)'],
      ['American English', 'American English', 'woman (en-us+f3)'],
      ['en-us+croak', 'American English', ''],
      ['anna', 'x y', ''],
    ]))

  it('of a blend are both, with the accent of the one that leads', () => {
    const voices = [
      { id: 'af_heart', language: 'en-us' },
      { id: 'bf_emma', language: 'en-gb' },
    ]
    const said = (id: string): unknown => {
      const { name, accent, about } = namedVoice(id, voices) ?? {}
      return [name, accent, about]
    }
    expect(said('af_heart+bf_emma:0.3')).toEqual(['Heart with 30% of Emma', 'American English', ''])
    expect(said('af_heart+bf_emma:0.7')).toEqual(['Heart with 70% of Emma', 'British English', ''])
    expect(said('bf_emma')).toEqual(['Emma', 'British English', 'woman, grade B-'])
    expect(namedVoice('af_heart+ff_siwis:0.3', voices)).toBe(undefined)
  })

  it('stand in groups by what they speak, and favourites with their accents before them', () => {
    const voices = namedVoices([
      { id: 'af_heart', language: 'en-us' },
      { id: 'am_michael', language: 'en-us' },
      { id: 'bf_emma', language: 'en-gb' },
    ])
    const said = (favourites: string[]): unknown[] =>
      voiceGroups(voices, favourites).map(({ name, voices }) => [name, ...voices.map(({ about }) => about)])
    expect(said(['bf_emma', 'af_heart', 'nobody'])).toEqual([
      ['Favourites', 'American English, woman, grade A', 'British English, woman, grade B-'],
      ['American English', 'man, grade C+'],
    ])
    expect(said([])).toEqual([
      ['American English', 'woman, grade A', 'man, grade C+'],
      ['British English', 'woman, grade B-'],
    ])
  })

  it.each([
    ['de', 'Siwis', 'Französisch', 'Frau, Note B-'],
    ['fr', 'Siwis', 'Français', 'femme, note B-'],
    ['es', 'Siwis', 'Francés', 'mujer, nota B-'],
    ['hi', 'Siwis', 'फ़्रेंच', 'महिला, दर्जा B-'],
  ])('are in %s, and begin with a capital', (language, ...expected) => {
    speakIn([language])
    expect(named(['ff_siwis', 'fr'])).toEqual([expected])
  })

  it('have the grades that kokoro-js gives its voices', () => {
    const file = path.join(path.dirname(createRequire(import.meta.url).resolve('kokoro-js')), 'kokoro.js')
    const told = readFileSync(file, 'utf8').matchAll(/([ab][fm]_[a-z]+):\{[^}]*overallGrade:"([^"]+)"/g)
    const grades = Object.fromEntries([...told].map(([, id, grade]) => [id, grade]))
    expect(Object.keys(grades)).toHaveLength(28)
    expect(voiceGrades).toMatchObject(grades)
  })
})
