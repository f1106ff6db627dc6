import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { ConversationPlaces } from '@contract'
import { conversationsDir } from '../engine/files/conversationsDir'
import type { Environment } from '../engine/files/dataDir'
import { noteDataFolder } from './otherRuns'
import { beginRunName, isLeftRun, isOwnFolder, runsFolder } from './runFolders'
import { makeFolder } from '../engine/files/makeFolder'

/**
 * Where this run of the app keeps what was said, for its user alone. What an earlier run left that was to end with it is
 * removed. Where no folder can be had that ends with the run, what lasts until then is in the engine's memory alone.
 */
export function beginRun(
  env: Environment = process.env,
  platform: string = process.platform,
): ConversationPlaces {
  const run = beginRunName()
  const untilQuitFolder = runFolder(run, env, platform)
  return {
    folder: conversationsDir(env, platform),
    run,
    startedAt: Date.now(),
    ...(untilQuitFolder && { untilQuitFolder }),
  }
}

function runFolder(run: string, env: Environment, platform: string): string | undefined {
  const runs = runsFolder(env, platform)
  try {
    makeFolder(runs)
    if (!isOwnFolder(runs)) return undefined
    chmodSync(runs, 0o700)
    for (const name of readdirSync(runs)) if (isLeftRun(name)) remove(path.join(runs, name))
    const folder = path.join(runs, run)
    mkdirSync(folder, { mode: 0o700 })
    noteDataFolder(folder, env, platform)
    return folder
  } catch {
    return undefined
  }
}

/** The run ends: what was to be kept until then goes. The engine is gone. */
export function endRun({ untilQuitFolder }: ConversationPlaces): void {
  if (untilQuitFolder !== undefined) remove(untilQuitFolder)
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Somebody has it open; the next run removes it.
  }
}
