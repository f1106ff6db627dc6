import { rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { modelKind } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { readSmallFile } from '../engine/files/readSmallFile'
import { whereThereIsRoom } from './diskSpace'
import { hubFile, type HubFile } from './hubFile'
import { putInPlace } from './putInPlace'
import { makeFolder } from '../engine/files/makeFolder'

/** What Parley notes in a model's folder when it begins to fetch it: what is to lie there, by the hub's record. */
const modelRecord = z.object({
  id: z.string(),
  name: z.string(),
  variant: z.string(),
  kind: modelKind,
  licence: z.string().optional(),
  repository: z.string(),
  revision: z.string(),
  files: z.array(hubFile),
})
export type ModelRecord = z.infer<typeof modelRecord>

export const recordName = 'parley-model.json'

/**
 * The folder of the model that a user names: the ID of a catalogue's or a fetched one, `OWNER/NAME` or `OWNER/NAME:DTYPE`.
 * @returns undefined where no model can have that name
 */
export function modelFolder(modelsDir: string, name: string): string | undefined {
  const id = modelId(name)
  return /^[a-z0-9_][\w.-]*$/.test(id) ? path.join(modelsDir, id) : undefined
}

/** What a model is known by here, which is also the name of its folder. */
export function modelId(name: string): string {
  return name.toLowerCase().replace(/[/:]/g, '--')
}

/** The record of a folder; a damaged one counts as none. */
export function readModelRecord(folder: string): ModelRecord | undefined {
  try {
    return modelRecord.parse(JSON.parse(readSmallFile(path.join(folder, recordName)).toString()))
  } catch {
    return undefined
  }
}

export async function writeModelRecord(folder: string, record: ModelRecord): Promise<void> {
  makeFolder(folder)
  await writeJson(path.join(folder, recordName), record)
}

/**
 * Written beside and renamed: a crash leaves the old file or the new one, a full disk the old one and nothing else.
 * @throws disk-full
 */
export async function writeJson(place: string, value: unknown): Promise<void> {
  const beside = `${place}.${process.pid}.new`
  try {
    await whereThereIsRoom(path.dirname(place), () =>
      writeFile(beside, `${JSON.stringify(value, undefined, 2)}\n`, { mode: ownerOnly.file }),
    )
    await putInPlace(beside, place)
  } catch (thrown) {
    await rm(beside, { force: true })
    throw thrown
  }
}

/** Whether a file of the record lies in its place, whole. What it holds was checked before it came there. */
export async function isInPlace(folder: string, file: HubFile): Promise<boolean> {
  return (await sizeOf(path.join(folder, file.path))) === file.sizeBytes
}

/** Whether every file of the record lies in its place. */
export async function isComplete(folder: string, record: ModelRecord | undefined): Promise<boolean> {
  if (record === undefined || record.files.length === 0) return false
  for (const file of record.files) if (!(await isInPlace(folder, file))) return false
  return true
}

/** The size of a file in bytes; undefined when there is none. */
export function sizeOf(place: string): Promise<number | undefined> {
  return stat(place).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  )
}
