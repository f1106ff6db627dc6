import { rename } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@contract'

/** Twelve seconds in all: a scanner reads a large file that long. */
const waitsMs = [50, 100, 200, 400, 800, 1600, 3200, 6400]

/**
 * Renames a file over whatever has that name. Windows refuses it while another program has the file open, as virus scanners
 * and indexers have new ones: this waits for them.
 * @param attempt the system's rename
 * @throws busy when the other program does not let go; else what the system says
 */
export async function putInPlace(from: string, to: string, attempt = rename): Promise<void> {
  for (const waitMs of [...waitsMs, undefined])
    try {
      return await attempt(from, to)
    } catch (cause) {
      if (!isHeld(cause)) throw cause
      if (waitMs === undefined) {
        throw new AppError('busy', { kind: 'file-held', file: to }, { retryable: true, cause })
      }
      await sleep(waitMs)
    }
}

/** Whether the system will not touch a file because another program has it open. */
export function isHeld(thrown: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes((thrown as NodeJS.ErrnoException).code ?? '')
}
