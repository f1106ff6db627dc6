import path from 'node:path'
import { buildApp } from '../../src-main/cli/buildApp'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { waitForLock } from '../../src-main/models/directoryLock'

/**
 * Builds what is missing or older than its sources. Test files run side by side: one of them builds, and what `use` reads
 * is not replaced meanwhile.
 */
export async function freshBuild<T>(use: () => T): Promise<T> {
  const { signal } = new AbortController()
  const lock = await waitForLock(path.join(projectRoot, '.cache/build.lock'), signal)
  try {
    await buildApp(() => undefined, signal)
    return use()
  } finally {
    await lock.release()
  }
}
