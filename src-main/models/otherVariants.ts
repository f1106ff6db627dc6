import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { readModelRecord, type ModelRecord } from './modelRecord'
import type { Places } from './places'

/** Directories of other fetched variants of a listener, whole ones: they may take its place where memory is short. */
export function otherVariants({ modelsDir }: Places, listenerDir: string): string[] {
  const record = readModelRecord(listenerDir)
  if (record === undefined) return []
  return foldersIn(modelsDir).filter((folder) => {
    const other = readModelRecord(folder)
    const isVariant = other?.repository === record.repository && other.kind === record.kind
    return isVariant && other.id !== record.id && isWhole(folder, other)
  })
}

function isWhole(folder: string, { files }: ModelRecord): boolean {
  return files.every(({ path: name, sizeBytes }) => {
    const found = statSync(path.join(folder, name), { throwIfNoEntry: false })
    return found?.size === sizeBytes
  })
}

function foldersIn(modelsDir: string): string[] {
  try {
    return readdirSync(modelsDir).map((name) => path.join(modelsDir, name))
  } catch {
    return []
  }
}
