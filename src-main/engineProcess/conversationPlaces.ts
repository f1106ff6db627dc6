import { randomUUID } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import type { ConversationPlaces } from '@contract'
import { dataDir, joinOf, variable, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'

/** A run's folder is named by its process, so that the next run can tell what nobody uses any more. */
const runName = /^(\d+)-[\w-]+$/
/** Runs of this process. */
const begun = new Set<string>()

/**
 * Where this run of the app keeps what was said. What lasts until it quits lies in memory where the system has a folder for
 * that (Linux), else among temporary files; either is its user's alone. What an earlier run left there is removed.
 * @returns undefined where such a folder cannot be had: conversations are in the engine's memory alone
 */
export function beginRun(
  env: Environment = process.env,
  platform: string = process.platform,
): ConversationPlaces | undefined {
  const runs = runsFolder(env, platform)
  try {
    mkdirSync(runs, { recursive: true, mode: 0o700 })
    if (!isOwn(runs)) return undefined
    chmodSync(runs, 0o700)
    for (const name of readdirSync(runs)) if (isLeft(name)) remove(path.join(runs, name))
    const run = `${process.pid}-${randomUUID()}`
    const untilQuitFolder = path.join(runs, run)
    begun.add(run)
    mkdirSync(untilQuitFolder, { mode: 0o700 })
    return {
      folder: joinOf(platform)(dataDir(env, platform, homeDir()), 'conversations'),
      untilQuitFolder,
      run,
      startedAt: Date.now(),
    }
  } catch {
    return undefined
  }
}

/** The run ends: what was to be kept until then goes. The engine is gone. */
export function endRun(places: ConversationPlaces | undefined): void {
  if (places !== undefined) remove(places.untilQuitFolder)
}

/** `/dev/shm` and the session's own folder (XDG_RUNTIME_DIR) are memory; a name in the former could be anybody's. */
function runsFolder(env: Environment, platform: string): string {
  const { uid } = userInfo()
  const runtime = variable(env, 'XDG_RUNTIME_DIR')
  if (platform === 'linux' && runtime !== undefined && isOwn(runtime)) return path.join(runtime, 'parley')
  const shared = platform === 'linux' && isFolder('/dev/shm') ? '/dev/shm' : tmpdir()
  return path.join(shared, uid < 0 ? 'parley-runs' : `parley-runs-${uid}`)
}

function isFolder(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
}

/** A folder, not a link to one, that belongs to this user. */
function isOwn(folder: string): boolean {
  const { uid } = userInfo()
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && (uid < 0 || found.uid === uid)
}

/** The folder of a run that is over. */
function isLeft(name: string): boolean {
  const pid = Number(runName.exec(name)?.[1])
  if (!(pid > 0)) return false
  if (pid === process.pid) return !begun.has(name)
  try {
    process.kill(pid, 0)
    return false
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Somebody has it open; the next run removes it.
  }
}
