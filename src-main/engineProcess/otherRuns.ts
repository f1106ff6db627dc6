import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dataDir, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'
import { ownerOnly } from '../engine/files/ownerOnly'
import { isOtherRun, runsFolder } from './runFolders'

/** In the folder of a run: the folder for data in which it writes. */
const noteName = 'data-folder'

/** Notes in a run's own folder where it writes, for other Parleys to see. */
export function noteDataFolder(runFolder: string, env: Environment, platform: string): void {
  const data = dataDir(env, platform, homeDir())
  writeFileSync(path.join(runFolder, noteName), data, { mode: ownerOnly.file })
}

/** Whether another Parley runs that writes where this one does. Not told where runs can have no folder. */
export function hasOtherRun(env: Environment = process.env, platform: string = process.platform): boolean {
  const runs = runsFolder(env, platform)
  const data = dataDir(env, platform, homeDir())
  return namesIn(runs).some((name) => isOtherRun(name) && noted(path.join(runs, name)) === data)
}

function noted(runFolder: string): string | undefined {
  try {
    return readFileSync(path.join(runFolder, noteName), 'utf8')
  } catch {
    return undefined
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
