import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { dataDir, folderVariable, type Environment } from '../files/dataDir'
import { homeDir } from '../files/homeDir'
import { ownerOnly } from '../files/ownerOnly'
import { makeFolder } from '../files/makeFolder'

export interface TelemetryPlaces {
  readonly env?: Environment
  readonly platform?: string
  /** The user's own folder. */
  readonly home?: string
  /** The folder for temporary files, which others may share. */
  readonly temporary?: string
}

/** The ID and the store of events, the locks of both, and what SQLite keeps beside a store. */
const kept = /^(deviceid(\.lock|\.tmp\.[0-9a-f-]+)?|onnxruntime\.db(-journal|-wal|-shm)?)$/

/**
 * Removes what ONNX Runtime's telemetry left on this computer before it was turned off (`noTelemetry.ts`): its ID of the
 * device and its store of events in the user's folder, and its files in the folder for temporary files. Once: a file in
 * Parley's folder notes that it was done, since other programs of the user may want it otherwise. A file is only taken
 * when its owner and its form say what it is. What cannot be removed stays; nothing is thrown.
 */
export function removeTelemetry({
  env = process.env,
  platform = process.platform,
  home = homeDir(),
  temporary = os.tmpdir(),
}: TelemetryPlaces = {}): void {
  // On Windows it writes no files.
  if (platform === 'win32') return
  const own = dataDir(env, platform, home)
  const done = telemetryNote(own)
  if (existsSync(done)) return
  const folder =
    platform === 'darwin'
      ? path.join(home, 'Library', 'Application Support')
      : (folderVariable(env, platform, 'XDG_CACHE_HOME') ?? path.join(home, '.cache'))
  removeStore(path.join(folder, 'Microsoft', 'DeveloperTools', '.onnxruntime'))
  for (const name of namesIn(temporary)) {
    const file = path.join(temporary, name)
    if (isSessionFile(file, name) || isDebugLog(file, name)) attempt(() => rmSync(file))
  }
  attempt(() => {
    makeFolder(own)
    writeFileSync(done, '', { mode: ownerOnly.file })
  })
}

/** The file that notes it. @param own Parley's folder for data */
export function telemetryNote(own: string): string {
  return path.join(own, 'telemetry-removed')
}

/** Removes its files, and then each folder around them that nothing else is in. */
function removeStore(store: string): void {
  for (const name of namesIn(store).filter((each) => kept.test(each))) {
    const file = path.join(store, name)
    if (isOwnFile(file)) attempt(() => rmSync(file))
  }
  const developerTools = path.dirname(store)
  for (const folder of [store, developerTools, path.dirname(developerTools)]) attempt(() => rmdirSync(folder))
}

/** `.ses`: a time in milliseconds and a UUID, a line each. */
function isSessionFile(file: string, name: string): boolean {
  if (name !== '.ses' || !isOwnFile(file) || lstatSync(file).size > 64) return false
  let text = ''
  attempt(() => (text = readFileSync(file, 'latin1')))
  return /^\d{13}\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/.test(text)
}

/** `mat-debug-PID.log`: nothing is written into it; another program's telemetry may have it open. */
function isDebugLog(file: string, name: string): boolean {
  const pid = /^mat-debug-(\d+)\.log$/.exec(name)?.[1]
  return pid !== undefined && isOwnFile(file) && lstatSync(file).size === 0 && !isRunning(Number(pid))
}

function isOwnFile(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found !== undefined && found.isFile() && found.uid === process.getuid?.()
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // EPERM: another user's.
    return (thrown as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

function namesIn(folder: string): string[] {
  let names: string[] = []
  attempt(() => (names = readdirSync(folder)))
  return names
}

function attempt(action: () => void): void {
  try {
    action()
  } catch {
    // It stays, as is said above.
  }
}
