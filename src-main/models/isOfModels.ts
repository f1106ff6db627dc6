import { lstatSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { readSmallFile } from '../engine/files/readSmallFile'
import { isLockFile } from './directoryLock'
import { readModelRecord } from './modelRecord'
import { ownDirectories } from './ownDirectories'

/**
 * Whether Parley made an entry of the folder of models, in which there may be others' work: a model that was fetched, a note
 * of those that were imported, or a lock. Names alone do not tell: package managers have locks of such names too.
 */
export function isOfModels(modelsDir: string, name: string): boolean {
  const file = path.join(modelsDir, name)
  if (name === 'directories.json') return isNote(file, ownDirectories.strict())
  // Written beside, by a process that was killed in it.
  if (/^directories\.json\.\d+\.new$/.test(name)) return true
  if (name.endsWith('.lock.taking')) return isEmptyFile(file)
  if (/\.lock(\.[0-9a-f-]{36})?$/.test(name) && isLockFile(file)) return true
  return readModelRecord(file)?.id === name
}

function isNote(file: string, schema: z.ZodType): boolean {
  try {
    return lstatSync(file).isFile() && schema.safeParse(JSON.parse(readSmallFile(file).toString())).success
  } catch {
    return false
  }
}

function isEmptyFile(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found?.isFile() === true && found.size === 0
}
