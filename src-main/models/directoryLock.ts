import { randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { link, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { fileTrouble } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { readSmallFile } from '../engine/files/readSmallFile'
import { makeFolder } from '../engine/files/makeFolder'

/** A holder shows this often that it lives, and counts as gone after so long without. */
const [beatMs, goneMs] = [2000, 60_000]
/** Taking an abandoned lock away is a matter of milliseconds; who was killed in it counts as gone after so long. */
const takingMs = 10_000

const lockFile = z.object({ pid: z.number().int(), nonce: z.string() })
/** A lock holds no more than that. */
const maxBytes = 200

export interface Lock {
  release(): Promise<void>
}

/** Takes a lock that holds over all processes of this computer, or returns undefined when another one has it. */
export async function tryLock(place: string): Promise<Lock | undefined> {
  const mine = JSON.stringify({ pid: process.pid, nonce: randomUUID() })
  makeFolder(path.dirname(place))
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await create(place, mine)) {
      const now = (): Date => new Date()
      const beat = setInterval(() => void utimes(place, now(), now()).catch(() => undefined), beatMs).unref()
      return {
        release: async () => {
          clearInterval(beat)
          if (content(place) === mine) await rm(place, { force: true })
        },
      }
    }
    const held = content(place)
    if (held === undefined) continue
    if (!(await isAbandoned(place, held))) return undefined
    if (!(await takeAway(place, held))) return undefined
  }
  return undefined
}

/** Whether a process has a lock of Parley's. It is only looked at: an abandoned one stays as well. */
export async function isLocked(place: string): Promise<boolean> {
  const held = isLockFile(place) ? content(place) : undefined
  return held !== undefined && !(await isAbandoned(place, held))
}

/** Whether a file is a lock of Parley's, by what it holds. Other programs have locks of such names as well. */
export function isLockFile(place: string): boolean {
  try {
    if (!lstatSync(place).isFile()) return false
    return lockFile.strict().safeParse(JSON.parse(readSmallFile(place, maxBytes).toString())).success
  } catch {
    return false
  }
}

/** Waits for the lock; `onWait` is called when it is another's. */
export async function waitForLock(
  place: string,
  signal: AbortSignal,
  onWait: () => void = () => undefined,
): Promise<Lock> {
  for (;;) {
    const lock = await tryLock(place)
    if (lock) return lock
    onWait()
    await sleep(200, undefined, { signal })
  }
}

async function create(place: string, text: string): Promise<boolean> {
  // Written beside and linked: a lock never exists without its content.
  const beside = `${place}.${randomUUID()}`
  try {
    await writeFile(beside, text, { mode: ownerOnly.file })
    await link(beside, place)
    return true
  } catch (thrown) {
    const { code, syscall } = thrown as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (syscall !== 'link') throw thrown
    return await createUnlinked(place, text)
  } finally {
    await rm(beside, { force: true })
  }
}

/** On a file system without hard links, which each system says in words of its own (Windows: EISDIR). */
async function createUnlinked(place: string, text: string): Promise<boolean> {
  try {
    await writeFile(place, text, { flag: 'wx', mode: ownerOnly.file })
    return true
  } catch (thrown) {
    if (!fileTrouble(thrown)?.isFull) return false
    // There, but without its content: nobody could tell whose it is.
    await rm(place, { force: true })
    throw thrown
  }
}

function content(place: string): string | undefined {
  try {
    return readSmallFile(place, maxBytes).toString()
  } catch {
    return undefined
  }
}

async function isAbandoned(place: string, held: string): Promise<boolean> {
  const silentMs = Date.now() - (await stat(place).catch(() => ({ mtimeMs: 0 }))).mtimeMs
  try {
    const { pid } = lockFile.parse(JSON.parse(held))
    return silentMs > goneMs || !isRunning(pid)
  } catch {
    return silentMs > goneMs
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Removes an abandoned lock. One process at a time may: else a slow one would remove the new lock of a quick one.
 * @returns whether it is gone
 */
async function takeAway(place: string, abandoned: string): Promise<boolean> {
  const guard = `${place}.taking`
  try {
    await writeFile(guard, '', { flag: 'wx', mode: ownerOnly.file })
  } catch {
    const silentMs = Date.now() - (await stat(guard).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    if (silentMs > takingMs) await rm(guard, { force: true })
    return false
  }
  try {
    if (content(place) === abandoned) await rm(place, { force: true })
    return true
  } finally {
    await rm(guard, { force: true })
  }
}
