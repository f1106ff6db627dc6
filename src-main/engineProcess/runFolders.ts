import { randomUUID } from 'node:crypto'
import { lstatSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { folderVariable, type Environment } from '../engine/files/dataDir'

/** A run's folder is named by its process and when that began, so that another run can tell what nobody uses any more. */
const runName = /^(\d+)-(\d+)-[\w-]+$/
/** This user's number, where users have one. */
const uid = process.getuid?.()
/** Runs of this process. */
const begun = new Set<string>()

/**
 * Where runs of the app keep what lasts until they end: in memory where the system has a folder for that (Linux), else
 * among temporary files. `/dev/shm` and the session's own folder (XDG_RUNTIME_DIR) are memory.
 */
export function runsFolder(env: Environment = process.env, platform: string = process.platform): string {
  const runtime = folderVariable(env, platform, 'XDG_RUNTIME_DIR')
  if (platform === 'linux' && runtime !== undefined && isOwnFolder(runtime))
    return path.join(runtime, 'parley')
  const hasShared = platform === 'linux' && lstatSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory()
  return path.join(
    hasShared ? '/dev/shm' : tmpdir(),
    uid === undefined ? 'parley-runs' : `parley-runs-${uid}`,
  )
}

/** A folder, not a link to one, that belongs to this user: in a shared folder a name could be anybody's. */
export function isOwnFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && (uid === undefined || found.uid === uid)
}

/** A name for a run of this process. */
export function beginRunName(): string {
  const name = `${process.pid}-${beganAt(process.pid) ?? 0}-${randomUUID()}`
  begun.add(name)
  return name
}

/** Whether a folder is that of a run of this process. */
export function isOwnRun(name: string): boolean {
  return begun.has(name)
}

/** Whether a folder is that of a run of another process, which goes on. */
export function isOtherRun(name: string): boolean {
  return runName.test(name) && !isOwnRun(name) && !isLeftRun(name)
}

/** Whether a folder is that of a run whose process is gone, also where another process has its number now. */
export function isLeftRun(name: string): boolean {
  const [, pid, began] = (runName.exec(name) ?? []).map(Number)
  if (!(pid > 0)) return false
  if (pid === process.pid) return !begun.has(name)
  try {
    process.kill(pid, 0)
  } catch {
    // It is gone, or another user's.
    return true
  }
  const now = beganAt(pid)
  return now !== undefined && began !== 0 && now !== began
}

/** When a process began, in ticks since the system did (proc(5), field 22); undefined where the system does not tell. */
function beganAt(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Behind the name, which may have any sign in it, the third field begins.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  } catch {
    return undefined
  }
}
