import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { terminalIn } from '../../../src-main/terminalWords'
import { english } from '../../../src-main/terminalWords/english'
import { french } from '../../../src-main/terminalWords/french'
import { german } from '../../../src-main/terminalWords/german'
import { hindi } from '../../../src-main/terminalWords/hindi'
import { spanish } from '../../../src-main/terminalWords/spanish'
import { systemLanguages } from '../../../src-main/terminalWords/systemLanguages'
import { settingEntries, settingEntry } from '@contract'
import { settingLabel } from '../../../src-main/cli/settingsHelp'
import { catalogueFaults } from '../../rigs/catalogueFaults'
import { markedFormats } from '../../rigs/markedFormats'
import { runCommand, type CommandOutcome } from '../../rigs/runCommand'

const called = (): string => '⟨command⟩'
const calls = {
  ...Object.fromEntries(
    ['ask', 'talk', 'listen', 'models', 'tools', 'doctor', 'replay'].map((name) => [
      `${name}.usage`,
      [[called]],
    ]),
  ),
  'cuda.usage': [[called, '⟨major⟩', '⟨driver⟩']],
  'models.damaged': [['⟨name⟩', ['⟨one⟩', '⟨two⟩']]],
}
const names = ['language', 'listen.parley', 'start.closers.AppArmor']
const same: Readonly<Record<string, readonly string[]>> = {
  de: names,
  fr: ['language', 'start.closers.AppArmor'],
  es: names,
  hi: names,
}
const others = { de: german, fr: french, es: spanish, hi: hindi }

describe.each(Object.entries(others))('the words of commands in %s', (tag, words) => {
  it('say all that is said in English, and leave nothing in it', () => {
    const measure = { ...english(markedFormats), language: tag }
    const faults = catalogueFaults(measure, words(markedFormats), { calls, same: same[tag] })
    expect(faults).toEqual([])
  })

  it('name every setting of the short help', () => {
    const shown = settingEntries.filter(({ isFine, isRemembered }) => !isFine && !isRemembered)
    const nameless = shown.filter((entry) => settingLabel(entry, words(markedFormats)) === undefined)
    expect(nameless.map(({ key }) => key)).toEqual([])
  })
})

it.each([
  [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8', LANGUAGE: 'de' }, []],
  [{ LC_ALL: 'C.UTF-8' }, []],
  [{ LANG: 'de_AT.UTF-8' }, ['de_AT.UTF-8']],
  [{ LC_ALL: '', LC_MESSAGES: 'fr_FR', LANG: 'de_DE', LANGUAGE: 'es:fr' }, ['es', 'fr', 'fr_FR']],
  [{}, ['hi-IN']],
])('the languages of a terminal with %j are %j', (env, languages) => {
  expect(systemLanguages(env, 'hi-IN')).toEqual(languages)
})

it('a fault of a setting, and what one takes, is told in the language of the terminal', () => {
  const { ofFault, takes } = terminalIn(['de_AT'])
  const why = { kind: 'setting-unknown' } as const
  expect(ofFault({ where: 'settings.yaml', line: 3, key: 'spede', why })).toBe(
    'settings.yaml, Zeile 3, spede: So heißt keine Einstellung.',
  )
  expect(takes(settingEntry('speed')!)).toBe('eine Zahl von 0.5 bis 2')
})

it('a command speaks as its user has chosen, and what goes wrong is told so, too', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-terminal-'))
  const file = path.join(folder, 'settings.yaml')
  const run = (...words: string[]): Promise<CommandOutcome> =>
    runCommand('models.ts', words, {
      PARLEY_MODELS_DIR: path.join(folder, 'models'),
      PARLEY_CONFIG: file,
      LC_ALL: 'es_ES.UTF-8',
    })
  try {
    expect((await run('list')).out).toMatch(/^Los modelos están en /m)
    writeFileSync(file, 'language: fr\n')
    const { err } = await run('pull')
    expect(err).toMatch(/^parley: .*--help en dit plus/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
