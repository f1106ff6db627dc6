import { mkdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp, type BuildTarget } from '../../src-main/cli/buildApp'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'

/** A build takes seconds; a lock that is this old belongs to nobody. */
const staleMs = 120_000

/**
 * Builds what is missing or older than its sources. Test files run side by side: one of them builds, and what `use` reads
 * is not replaced meanwhile.
 */
export async function freshBuild<T>(target: BuildTarget, use: () => T): Promise<T> {
  const lock = path.join(tmpdir(), `parley-build-${Buffer.from(projectRoot).toString('hex').slice(-40)}`)
  await take(lock)
  try {
    await buildApp(target, () => undefined, new AbortController().signal)
    return use()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

async function take(lock: string): Promise<void> {
  for (;;) {
    try {
      return mkdirSync(lock)
    } catch {
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0
      if (since > 0 && Date.now() - since > staleMs) rmSync(lock, { recursive: true, force: true })
      await sleep(100)
    }
  }
}
