import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError, type ModelCard } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { bundledModels, wholeBundledModel, type BundledModel } from './bundledModels'
import { catalogue, type CatalogueEntry } from './catalogue'
import { hashFile, isHashOf, startHash } from './contentHash'
import { tryLock } from './directoryLock'
import {
  isComplete,
  isInPlace,
  modelFolder,
  readModelRecord,
  recordName,
  sizeOf,
  type ModelRecord,
} from './modelRecord'
import { forgetOwnDirectory, readOwnDirectories, type OwnDirectory } from './ownDirectories'
import { partPlace } from './partPlace'
import type { Places } from './places'
import { isHeld, putInPlace } from './putInPlace'

/** The tokens of conversation that a memory need counts. */
const conversationTokens = 4096

/** Every model that this computer has, in whole or in part, or could fetch. */
export async function listModels(places: Places): Promise<ModelCard[]> {
  const stored = new Map<string, ModelRecord>()
  for (const name of await readdir(places.modelsDir).catch((): string[] => [])) {
    const record = readModelRecord(path.join(places.modelsDir, name))
    if (record?.id === name) stored.set(name, record)
  }
  const others = [...stored.keys()].filter((id) => !catalogue.some((entry) => entry.id === id))
  return [
    ...(await Promise.all(catalogue.map((entry) => catalogueCard(places, entry, stored.get(entry.id))))),
    ...(await Promise.all(others.map((id) => storedCard(path.join(places.modelsDir, id), stored.get(id)!)))),
    ...readOwnDirectories(places).map(ownCard),
  ]
}

async function catalogueCard(
  places: Places,
  entry: CatalogueEntry,
  record: ModelRecord | undefined,
): Promise<ModelCard> {
  const { id, name, variant, kind, about, licence, repository, approximateBytes } = entry
  const stored = record && (await storedCard(path.join(places.modelsDir, id), record))
  // As `findModel` has it: what was fetched, else what came with the app.
  const bundled = stored?.state === 'ready' ? undefined : await wholeBundledModel(places, id)
  const known = bundled ? await storedCard(bundled.folder, bundled.record) : stored
  const sizeBytes = known?.sizeBytes ?? approximateBytes
  const { widening = 1, workBytes = 0, kvBytesPerToken = 0 } = entry
  const memoryBytes =
    sizeBytes && Math.round(sizeBytes * widening) + workBytes + kvBytesPerToken * conversationTokens
  return {
    ...{ id, name, variant, kind, licence, source: bundled?.record.repository ?? repository },
    about: { kind: 'about-model', says: bundled ? [...about, 'comes-along'] : about },
    ...{ isOwnDirectory: false, inUse: false, ...(bundled && { isBundled: true }) },
    state: known?.state ?? 'absent',
    doneBytes: known?.doneBytes ?? 0,
    sizeBytes,
    isSizeApproximate: known === undefined,
    memoryBytes,
  }
}

async function storedCard(folder: string, record: ModelRecord): Promise<ModelCard> {
  const { id, name, variant, kind, licence, repository, files } = record
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let doneBytes = 0
  for (const file of files)
    doneBytes += (await isInPlace(folder, file))
      ? file.sizeBytes
      : Math.min((await sizeOf(partPlace(path.join(folder, file.path), file))) ?? 0, file.sizeBytes)
  return {
    ...{ id, name, variant, kind, licence, source: repository, sizeBytes, doneBytes },
    about: { kind: 'about-model', says: ['own-repository'] },
    ...{ isOwnDirectory: false, isSizeApproximate: false, inUse: false },
    memoryBytes: sizeBytes,
    state: (await isComplete(folder, record)) ? 'ready' : 'partial',
  }
}

/** A model in a folder of the user's own. */
export function ownCard({ id, kind, directory }: OwnDirectory): ModelCard {
  return {
    ...{ id, kind, name: path.basename(directory), variant: '' },
    about: { kind: 'about-model', says: ['own-folder'] },
    ...{ source: directory, isOwnDirectory: true, state: 'ready', doneBytes: 0 },
    ...{ isSizeApproximate: false, inUse: false },
  }
}

/**
 * Reads a model's files again and compares them with the hub's record. Damaged ones are set aside, so that the next
 * fetch brings them anew; of a model that came with the app they stay.
 * @param name as `modelFolder` knows it
 * @returns the paths of those
 * @throws model-missing when there is nothing to check, busy while a process fetches it
 */
export async function verifyModel(
  places: Places,
  name: string,
  signal: AbortSignal,
  onBytes: (doneBytes: number, sizeBytes: number) => void = () => undefined,
): Promise<string[]> {
  if (readOwnDirectories(places).some(({ id }) => id === name))
    throw new AppError('usage', { kind: 'model-of-your-own', name })
  const bundled = isStored(places, name) ? undefined : bundledModel(places, name)
  if (bundled) return damagedFiles(bundled.folder, bundled.record, signal, onBytes)
  return withStored(places, name, async (folder, record) => {
    const damaged = await damagedFiles(folder, record, signal, onBytes)
    for (const each of damaged) {
      const place = path.join(folder, each)
      if ((await sizeOf(place)) !== undefined) await putInPlace(place, `${place}.damaged`)
    }
    return damaged
  })
}

async function damagedFiles(
  folder: string,
  record: ModelRecord,
  signal: AbortSignal,
  onBytes: (doneBytes: number, sizeBytes: number) => void,
): Promise<string[]> {
  const sizeBytes = record.files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const damaged: string[] = []
  let doneBytes = 0
  for (const file of record.files) {
    const place = path.join(folder, file.path)
    const hash = startHash(file)
    const isWhole =
      (await sizeOf(place)) === file.sizeBytes &&
      isHashOf(file, await hashFile(place, hash, signal, (bytes) => onBytes(doneBytes + bytes, sizeBytes)))
    doneBytes += file.sizeBytes
    if (!isWhole) damaged.push(file.path)
  }
  return damaged
}

/**
 * Removes a model from this computer; a directory of the user's own is only forgotten.
 * @param name as `modelFolder` knows it
 * @throws busy while a process fetches it, model-missing when there is none, usage when it came with the app
 */
export async function removeModel(places: Places, name: string): Promise<void> {
  if (readOwnDirectories(places).some((each) => each.id === name)) return forgetOwnDirectory(places, name)
  const bundled = isStored(places, name) ? undefined : bundledModel(places, name)
  if (bundled) throw new AppError('usage', { kind: 'model-comes-along', name: bundled.record.name })
  await withStored(places, name, removeFolder)
}

/** Its record goes last: where a program has a file open and Windows does not give it, the rest is still known. */
async function removeFolder(folder: string): Promise<void> {
  try {
    for (const each of await readdir(folder))
      if (each !== recordName) await rm(path.join(folder, each), { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  } catch (cause) {
    if (!isHeld(cause)) throw cause
    throw new AppError(
      'busy',
      { kind: 'model-files-held', name: path.basename(folder) },
      { retryable: true, cause },
    )
  }
}

function isStored({ modelsDir }: Places, name: string): boolean {
  const folder = modelFolder(modelsDir, name)
  return folder !== undefined && readModelRecord(folder) !== undefined
}

function bundledModel(places: Places, name: string): BundledModel | undefined {
  return bundledModels(places).find(({ record }) => record.id === name)
}

/** Does something with a model that is here, in whole or in part, while nobody fetches it. */
async function withStored<T>(
  places: Places,
  name: string,
  work: (folder: string, record: ModelRecord) => Promise<T>,
): Promise<T> {
  const folder = modelFolder(places.modelsDir, name)
  const record = folder && readModelRecord(folder)
  if (!folder || !record)
    throw new AppError('model-missing', {
      kind: 'model-not-here',
      name,
      command: ownCommand('models', 'list'),
    })
  const lock = await tryLock(`${folder}.lock`)
  if (lock === undefined) throw new AppError('busy', { kind: 'being-fetched', name }, { retryable: true })
  try {
    return await work(folder, readModelRecord(folder) ?? record)
  } finally {
    await lock.release()
  }
}
