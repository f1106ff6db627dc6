/** Writes the reference of all settings. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../engineProcess/projectRoot'
import { settingsPage } from '../settings/settingsPage'
import { runOptions } from './runOptions'

const usage = `npm run settings:page

Writes docs/settings.md, the page of all settings, from their schema.
`

await runOptions('settings:page', usage, {}, () => {
  writeFileSync(path.join(projectRoot, 'docs/settings.md'), settingsPage())
})
