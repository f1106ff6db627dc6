import { z } from 'zod'
import { appErrorBody } from './errors'

/** So much of a recording a window tells at once at most. */
export const longestRecordingPart = 8_000_000
/** A recording is no larger, and no longer. */
export const mostRecordingBytes = 100_000_000
export const mostRecordingMinutes = 15

/** The next lines of a recording for a bug report. Its name is made of the time at which it began, so that names sort by age. */
export const recordingPart = z.object({
  name: z.string().regex(/^\d{8}T\d{6}-[a-z0-9]{6}$/),
  text: z.string().max(longestRecordingPart),
})
export type RecordingPart = z.infer<typeof recordingPart>

/** The file that the lines were written into; or why they were not. */
export const recordingAnswer = z.union([z.object({ file: z.string() }), appErrorBody])
export type RecordingAnswer = z.infer<typeof recordingAnswer>

/** Where a window has the host keep what it records. Rejects where the host is not there. */
export interface RecordingsBridge {
  append(part: RecordingPart): Promise<RecordingAnswer>
}

/** Where the web host takes a `RecordingPart` by post, and answers by a `RecordingAnswer`. */
export const recordingsPath = '/recordings'
