import { statSync } from 'node:fs'
import { AppError, toAppError, type ErrorCode } from '@contract'

/**
 * Refuses what is no file: whoever opens a pipe that nobody writes waits for good, and no test of time ends that.
 * @param code what a pipe, a device or a folder in its place means
 * @throws AppError naming the file; what the system says, where it is not there or may not be looked at
 */
export function requireFile(file: string, code: ErrorCode = 'model-invalid'): void {
  let stats
  try {
    stats = statSync(file)
  } catch (cause) {
    throw toAppError(cause)
  }
  if (stats.isFile()) return
  const obstacle = stats.isDirectory() ? 'is-folder' : 'no-file'
  throw new AppError(code, { kind: 'file', place: file, attempt: 'opened', obstacle })
}
