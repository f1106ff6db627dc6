import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { ModelKind } from '@contract'
import { isComplete, readModelRecord, type ModelRecord } from './modelRecord'
import type { Places } from './places'

/** A model that came with the installed app: it is read, never written and never removed. */
export interface BundledModel {
  readonly folder: string
  readonly record: ModelRecord
}

/** The models that came with the app, whole or damaged. From the sources there are none. */
export function bundledModels({ bundledDir }: Pick<Places, 'bundledDir'>): BundledModel[] {
  if (bundledDir === undefined) return []
  return foldersIn(bundledDir).flatMap((name) => {
    const folder = path.join(bundledDir, name)
    const record = readModelRecord(folder)
    // The small models beside them have no record.
    return record?.id === name ? [{ folder, record }] : []
  })
}

/** The one of them with this ID, where all of its files are there. */
export async function wholeBundledModel(places: Places, id: string): Promise<BundledModel | undefined> {
  const found = bundledModels(places).find(({ record }) => record.id === id)
  return found && (await isComplete(found.folder, found.record)) ? found : undefined
}

/**
 * Where the model of a kind lies that is used until another one is chosen; undefined: the built-in one. A damaged one is named
 * as well: whoever loads it says what is wrong, and the built-in one takes its place.
 */
export function bundledDirectory(places: Places, kind: ModelKind): string | undefined {
  return bundledModels(places).find(({ record }) => record.kind === kind)?.folder
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
