import path from 'node:path'
import { z } from 'zod'
import { modelKind, type ModelKind } from '@contract'
import { readSmallFile } from '../engine/files/readSmallFile'
import { catalogue } from './catalogue'
import { readModelRecord, writeJson } from './modelRecord'
import { oneAfterTheOther } from './oneAfterTheOther'
import type { Places } from './places'
import { makeFolder } from '../engine/files/makeFolder'

export const ownDirectories = z.object({
  directories: z.array(z.object({ id: z.string(), kind: modelKind, directory: z.string() })),
})
export type OwnDirectory = z.infer<typeof ownDirectories>['directories'][number]

/** Notes a directory of the user's own under an ID made of its name, and returns that. It stays where it is. */
export function addOwnDirectory(places: Places, directory: string, kind: ModelKind): Promise<string> {
  return oneAfterTheOther(noteOf(places), () => add(places, directory, kind))
}

/** Forgets a directory of the user's own, which stays where it is. */
export function forgetOwnDirectory(places: Places, id: string): Promise<void> {
  return oneAfterTheOther(noteOf(places), () =>
    write(
      places,
      readOwnDirectories(places).filter((each) => each.id !== id),
    ),
  )
}

async function add(places: Places, directory: string, kind: ModelKind): Promise<string> {
  const own = readOwnDirectories(places)
  const known = own.find((each) => each.directory === directory)
  if (known) return known.id
  const name = path
    .basename(directory)
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+/, '')
  const taken = new Set([...catalogue.map(({ id }) => id), ...own.map(({ id }) => id)])
  const isFree = (id: string): boolean =>
    !taken.has(id) && readModelRecord(path.join(places.modelsDir, id)) === undefined
  let id = name || 'model'
  for (let number = 2; !isFree(id); number++) id = `${name || 'model'}-${number}`
  await write(places, [...own, { id, kind, directory }])
  return id
}

export function readOwnDirectories(places: Places): OwnDirectory[] {
  try {
    const text = readSmallFile(noteOf(places)).toString()
    return ownDirectories.parse(JSON.parse(text)).directories
  } catch {
    return []
  }
}

async function write(places: Places, directories: readonly OwnDirectory[]): Promise<void> {
  makeFolder(places.modelsDir)
  await writeJson(noteOf(places), { directories })
}

function noteOf({ modelsDir }: Places): string {
  return path.join(modelsDir, 'directories.json')
}
