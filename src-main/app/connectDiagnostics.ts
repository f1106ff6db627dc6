import { mkdir } from 'node:fs/promises'
import { shell } from 'electron'
import { channels } from '../../src-preload/channels'
import { ownerOnly } from '../engine/files/ownerOnly'
import type { Diagnostics } from '../log/diagnostics'
import { answerPage } from './pages'

/** Lets windows see what was counted, make a report, and show the folder of the log. */
export function connectDiagnostics(diagnostics: Diagnostics, logsFolder: string): void {
  answerPage(channels.hostFigures, () => diagnostics.figures())
  answerPage(channels.bugReport, () => diagnostics.report())
  answerPage(channels.openLogs, async () => {
    // Nothing may have been written yet.
    await mkdir(logsFolder, { recursive: true, mode: ownerOnly.folder }).catch(() => undefined)
    await shell.openPath(logsFolder)
  })
}
