import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { ConversationPlaces } from '@contract'
import { conversationsDir } from '../engine/files/conversationsDir'
import type { Environment } from '../engine/files/dataDir'
import { isLeftRun, isOwnFolder, noteRun, runsFolder } from './runFolders'

/**
 * Where this run of the app keeps what was said, for its user alone. What an earlier run left that was to end with it is
 * removed.
 * @returns undefined where such a folder cannot be had: conversations are in the engine's memory alone
 */
export function beginRun(
  env: Environment = process.env,
  platform: string = process.platform,
): ConversationPlaces | undefined {
  const runs = runsFolder(env, platform)
  try {
    mkdirSync(runs, { recursive: true, mode: 0o700 })
    if (!isOwnFolder(runs)) return undefined
    chmodSync(runs, 0o700)
    for (const name of readdirSync(runs)) if (isLeftRun(name)) remove(path.join(runs, name))
    const run = `${process.pid}-${randomUUID()}`
    noteRun(run)
    const untilQuitFolder = path.join(runs, run)
    mkdirSync(untilQuitFolder, { mode: 0o700 })
    return { folder: conversationsDir(env, platform), untilQuitFolder, run, startedAt: Date.now() }
  } catch {
    return undefined
  }
}

/** The run ends: what was to be kept until then goes. The engine is gone. */
export function endRun(places: ConversationPlaces | undefined): void {
  if (places !== undefined) remove(places.untilQuitFolder)
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Somebody has it open; the next run removes it.
  }
}
