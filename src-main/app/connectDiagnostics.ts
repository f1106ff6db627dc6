import { shell } from 'electron'
import { channels } from '../../src-preload/channels'
import type { Diagnostics } from '../log/diagnostics'
import { answerPage } from './pages'
import { makeFolder } from '../engine/files/makeFolder'

/** Lets windows see what was counted, make a report, and show the folder of the log. */
export function connectDiagnostics(diagnostics: Diagnostics, logsFolder: string): void {
  answerPage(channels.hostFigures, () => diagnostics.figures())
  answerPage(channels.bugReport, () => diagnostics.report())
  answerPage(channels.openLogs, async () => {
    // Nothing may have been written yet.
    try {
      makeFolder(logsFolder)
    } catch {
      // Then there is none to show.
    }
    await shell.openPath(logsFolder)
  })
}
