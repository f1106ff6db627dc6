import { readdirSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dataDir, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'
import { ownerOnly } from '../engine/files/ownerOnly'
import { readSmallFile } from '../engine/files/readSmallFile'
import { isOtherRun, runsFolder } from './runFolders'

/** In the folder of a run: the folder for data in which it writes. */
const noteName = 'data-folder'

/** Notes in a run's own folder where it writes, for other Parleys to see. */
export function noteDataFolder(runFolder: string, env: Environment, platform: string): void {
  writeFileSync(path.join(runFolder, noteName), dataPlace(env, platform), { mode: ownerOnly.file })
}

/** Whether another Parley runs that writes where this one does. Not told where runs can have no folder. */
export function hasOtherRun(env: Environment = process.env, platform: string = process.platform): boolean {
  const runs = runsFolder(env, platform)
  const data = dataPlace(env, platform)
  return namesIn(runs).some((name) => isOtherRun(name) && noted(path.join(runs, name)) === data)
}

/** One folder may have several names, as where a home is a link. */
function dataPlace(env: Environment, platform: string): string {
  return placeOf(dataDir(env, platform, homeDir()))
}

/** Where a folder lies, or will: there need be none yet. */
function placeOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    const parent = path.dirname(folder)
    return parent === folder ? folder : path.join(placeOf(parent), path.basename(folder))
  }
}

function noted(runFolder: string): string | undefined {
  try {
    return readSmallFile(path.join(runFolder, noteName)).toString()
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
