import { statSync } from 'node:fs'
import path from 'node:path'
import { AppError, formatsOf } from '@contract'
import { filesBelow, type StagedApp } from './stageApp'

/** So much an installed app may take beside Electron. */
export const mostInstalledBytes = 350_000_000

/**
 * What a staged app takes beside Electron, in bytes: an installed one has the same files, those of its archive in one.
 * @throws AppError where that is too much
 */
export function installedBytes({ app, beside }: StagedApp): number {
  const sizes = [app, beside].flatMap((folder) =>
    filesBelow(folder).map((file) => statSync(path.join(folder, file)).size),
  )
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const { bytes: inWords } = formatsOf('en')
  if (bytes > mostInstalledBytes)
    throw new AppError('usage', {
      kind: 'as-told',
      text: `An installed Parley would take ${inWords(bytes)} beside Electron, and may take ${inWords(mostInstalledBytes)}: see in packaging/stageApp.ts what is shipped.`,
    })
  return bytes
}
