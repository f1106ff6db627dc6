import { z } from 'zod'
import type { HostFigures } from './hostFigures'

/** Where the web host is asked, by posts of a `diagnosticsRequest`. */
export const diagnosticsPath = '/diagnostics'
export const diagnosticsRequest = z.object({ kind: z.enum(['figures', 'report']) })

/** A report for who mends Parley: text to be read by its user first. */
export const bugReport = z.object({ text: z.string() })
export type BugReport = z.infer<typeof bugReport>

/** What a window can learn of the run that it belongs to, for when something goes wrong. */
export interface DiagnosticsBridge {
  /** What was counted since Parley was started. */
  figures(): Promise<HostFigures>
  /** What the doctor finds, the versions, the settings without texts, and the end of the log. It takes seconds. */
  report(): Promise<BugReport>
  /** Shows the folder of the log; absent: the system cannot be asked for that from here. */
  readonly openLogs?: () => Promise<void>
}
