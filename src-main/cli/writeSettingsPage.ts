/** Writes the reference of all settings. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../engineProcess/projectRoot'
import { settingsPage } from '../settings/settingsPage'

writeFileSync(path.join(projectRoot, 'docs/settings.md'), settingsPage())
