/** Writes the reference of all errors. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { errorsPage } from '../doctor/errorsPage'
import { projectRoot } from '../engineProcess/projectRoot'
import { runOptions } from './runOptions'

const usage = `npm run errors:page

Writes docs/errors.md, the page of all errors, from their catalogue.
`

await runOptions('errors:page', usage, {}, () => {
  writeFileSync(path.join(projectRoot, 'docs/errors.md'), errorsPage())
})
