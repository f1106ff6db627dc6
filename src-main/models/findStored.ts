import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { hashOf, type HubFile } from './hubFile'
import { isInPlace, readModelRecord } from './modelRecord'
import type { Places } from './places'

/** Where another model that is here has the very same file: variants of one repository share some. */
export async function findStored({ modelsDir }: Places, file: HubFile): Promise<string | undefined> {
  for (const name of await readdir(modelsDir).catch((): string[] => [])) {
    const folder = path.join(modelsDir, name)
    const record = readModelRecord(folder)
    for (const each of record?.files ?? [])
      if (isSame(each, file) && (await isInPlace(folder, each))) return path.join(folder, each.path)
  }
  return undefined
}

function isSame(a: HubFile, b: HubFile): boolean {
  return a.sizeBytes === b.sizeBytes && hashOf(a) !== undefined && hashOf(a) === hashOf(b)
}
