import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '@contract'
import { inWords, speakIn, words } from '../../../src-main/app/words'
import { english } from '../../../src-main/app/words/english'
import { catalogueFaults } from '../../rigs/catalogueFaults'

afterEach(() => speakIn([]))

const names = ['name', 'tray.phases.idle', 'keys.Alt', 'keys.Super']
const same: Readonly<Record<string, readonly string[]>> = {
  de: [...names, 'rings.title.timer'],
  fr: [...names, 'keys.Control'],
  es: [...names, 'keys.Control'],
  hi: [...names, 'keys.Control', 'keys.Shift'],
}

describe.each(Object.entries(same))('the words of the shell in %s', (tag, same) => {
  it('say all that is said in English, and leave nothing in it', () => {
    speakIn([tag])
    const titles = [['⟨label⟩'], [undefined]]
    const calls = { 'rings.title.timer': titles, 'rings.title.alarm': titles }
    expect(catalogueFaults(english, words, { same, calls })).toEqual([])
  })
})

it('tells what is wrong with the words of a language', () => {
  const measure = {
    a: 'One',
    b: 'Two',
    c: (name: string, of: string) => `${name} of ${of}`,
    d: { e: 'Three' },
  }
  const wrong = { a: ' ', b: 'Two', c: (name: string) => `"${name}"`, d: { f: 'Drei' } }
  expect(catalogueFaults(measure, wrong, { same: ['a'] })).toEqual([
    'a is empty, or has spaces around it: “ ”',
    'b is left in English: “Two”',
    'c takes 1 arguments, not 2',
    'c does not say ⟨1⟩: “"⟨0⟩"”',
    'c has a typewriter’s quotes: “"⟨0⟩"”',
    'd.e is undefined, not string',
    'd.f is too much',
    'a is not the same',
  ])
})

it.each([
  [['de-AT', 'en'], 'Beenden'],
  [['fr_CA.UTF-8', 'fr'], 'Quitter'],
  [['nl-NL', 'es-419', 'en-US'], 'Salir'],
  [['C', 'hi-IN'], 'Parley बंद करें'],
  [['', 'x', '_'], 'Quit'],
  [['en-GB', 'de'], 'Quit'],
  [[], 'Quit'],
])('of a system that wants %j, the first language is taken that there are words for', (wanted, quit) => {
  speakIn(wanted)
  expect(words.tray.quit).toBe(quit)
})

it('tells in that language why the app could not start', () => {
  const error = new AppError('usage', { kind: 'port-in-use', port: 27275 })
  expect(inWords(error.notice)).toBe(error.message)
  speakIn(['es'])
  expect(inWords(error.notice)).toBe('El puerto 27275 está en uso. Elige otro.')
})
