import type { BugReport, HostFigures } from '@contract'
import type { HostSettings } from '../settings/hostSettings'
import type { AppLog } from './appLog'
import type { RunNotes } from './openNotes'

/** Makes a report of a log and settings. */
export type MakeReport = (parts: {
  readonly log: AppLog
  readonly settings: HostSettings
}) => Promise<BugReport>

/** What windows learn of a run. */
export interface Diagnostics {
  figures(): Promise<HostFigures>
  report(): Promise<BugReport>
}

/** What windows learn of a run, whose reports are made one at a time: each starts a doctor. */
export function diagnosticsOf(
  { log, figures }: RunNotes,
  settings: HostSettings,
  makeReport: MakeReport,
): Diagnostics {
  let making: Promise<BugReport> | undefined
  return {
    figures: () => figures.told(),
    report: () => (making ??= makeReport({ log, settings }).finally(() => (making = undefined))),
  }
}
