import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { settingEntries } from '@contract'
import { settingsFindings } from '../../../src-main/doctor/settingsFindings'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { terminalIn } from '../../../src-main/terminalWords'

const word = 'quaxolotl'
const folder = mkdtempSync(path.join(tmpdir(), 'parley-findings-'))
const file = path.join(folder, 'settings.yaml')
const english = terminalIn(['en'])
afterAll(() => rmSync(folder, { recursive: true }))

/** What is wrong with the file, as it is told its user and as others are told. */
function told(text: string): readonly [own: string, others: string] {
  writeFileSync(file, text)
  const settings = new HostSettings({ file, env: {} })
  const of = (isForOthers: boolean): string =>
    settingsFindings(settings, english, isForOthers)
      .map(({ state, found }) => `${state} ${found}`)
      .join('\n')
  return [of(false), of(true)]
}

it('tells others where something is wrong with the settings, and quotes nothing', () => {
  const wrong = settingEntries.map(({ key }) => `${key}: [{ ${word}: [${word}, 1] }]`)
  const [own, others] = told(`${wrong.join('\n')}\n${word}: 5\n`)
  expect(own).toContain(word)
  expect(others).not.toContain(word)
  expect(others).toContain(
    `trouble ${file}, line ${wrong.findIndex((each) => each.startsWith('speed:')) + 1}, speed: setting-takes`,
  )
  expect(others.split('\n')).toHaveLength(own.split('\n').length)
})

it.each([`a: *${word}`, `${word}: 1\n${word}: 2`, `{ ${word}`, `"${word}`, `- ${word}`, `? [${word}]\n: 1`])(
  'nor of a file that cannot be read: %j',
  (text) => {
    const [own, others] = told(text)
    expect(own).toMatch(/^trouble /)
    expect(others).toMatch(/^trouble .+: [a-z-]+$/m)
    expect(others).not.toContain(word)
  },
)
