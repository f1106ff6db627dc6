import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { settingEntries } from '@contract'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { settingsPage } from '../../../src-main/settings/settingsPage'

it('the reference page says what the schema says; npm run settings:page writes it', () => {
  const page = readFileSync(path.join(projectRoot, 'docs/settings.md'), 'utf8').replaceAll('\r\n', '\n')
  expect(page).toBe(settingsPage())
})

it('each setting has a label, help, and an option and a variable that no other one has', () => {
  for (const { key, label, help } of settingEntries) {
    expect(label, key).toMatch(/^[A-Z"].*[^.]$/)
    expect(help, key).toMatch(/^[A-Z0-9"].*\.$/s)
  }
  for (const names of [
    settingEntries.map(({ option }) => option),
    settingEntries.map(({ variable }) => variable),
  ])
    expect(new Set(names).size).toBe(names.length)
})
