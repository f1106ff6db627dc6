import { rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError, type ModelState, type Notice } from '@contract'
import { wholeBundledModel } from './bundledModels'
import { waitForLock } from './directoryLock'
import { freeBytes, requireDiskSpace, whereThereIsRoom, type FreeBytes } from './diskSpace'
import { downloadFile } from './downloadFile'
import { findStored } from './findStored'
import type { Hub } from './hub'
import { hashOf, type HubFile } from './hubFile'
import { readHubRecord, type HubRecord } from './hubRecord'
import { findCached, placeCached, readCachedRecord } from './huggingFaceCache'
import {
  isComplete,
  isInPlace,
  readModelRecord,
  sizeOf,
  writeModelRecord,
  type ModelRecord,
} from './modelRecord'
import { partPlace } from './partPlace'
import type { Places } from './places'
import { wantedModel, type WantedModel } from './wantedModel'

export interface PullProgress {
  readonly state: ModelState
  readonly doneBytes: number
  /** Undefined until the hub has told. */
  readonly sizeBytes?: number
  /** Why nothing comes just now. It is tried again. */
  readonly trouble?: Notice
}

export interface PullOptions {
  readonly hub: Hub
  readonly places: Places
  readonly signal: AbortSignal
  readonly onProgress?: (progress: PullProgress) => void
  readonly free?: FreeBytes
}

/**
 * Fetches a model, or what is missing of it, and returns its folder. Files that Hugging Face's cache or another model has
 * are taken from there, and one that came with the app is used where it lies. When another process fetches the same model this waits for it, and goes on when that one stops.
 * @param name a catalogue's ID, `OWNER/NAME` or `OWNER/NAME:DTYPE`
 * @throws model-missing, model-invalid, download-failed, access-denied or disk-full; the signal's reason when aborted
 */
export async function pullModel(name: string, options: PullOptions): Promise<string> {
  const wanted = wantedModel(name)
  const bundled = await wholeBundledModel(options.places, wanted.id)
  if (bundled) return bundled.folder
  const folder = path.join(options.places.modelsDir, wanted.id)
  await whereThereIsRoom(folder, () => pullInto(folder, wanted, options))
  return folder
}

async function pullInto(folder: string, wanted: WantedModel, options: PullOptions): Promise<void> {
  const { signal, onProgress = () => undefined } = options
  const isHere = (): Promise<boolean> => isComplete(folder, readModelRecord(folder))
  if (await isHere()) return
  const lock = await waitForLock(`${folder}.lock`, signal, () =>
    onProgress({ state: 'waiting', doneBytes: 0 }),
  )
  try {
    if (!(await isHere())) await fetchMissing(wanted, folder, { ...options, onProgress })
  } finally {
    await lock.release()
  }
}

async function fetchMissing(
  wanted: WantedModel,
  folder: string,
  {
    hub,
    places,
    signal,
    onProgress,
    free = freeBytes,
  }: PullOptions & Required<Pick<PullOptions, 'onProgress'>>,
): Promise<void> {
  onProgress({ state: 'fetching', doneBytes: 0 })
  const record = await askHubOrCache(hub, places, wanted, signal)
  await dropOutdated(folder, record)
  await writeModelRecord(folder, record)

  const sizeBytes = record.files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const missing: HubFile[] = []
  for (const file of record.files) if (!(await isInPlace(folder, file))) missing.push(file)
  let doneBytes = sizeBytes - missing.reduce((sum, file) => sum + file.sizeBytes, 0)
  const tell = (state: ModelState) => (bytes: number) =>
    onProgress({ state, doneBytes: doneBytes + bytes, sizeBytes })

  const take = async (from: string | undefined, file: HubFile): Promise<boolean> =>
    from !== undefined && takeCached(from, file, path.join(folder, file.path), signal, tell('checking'))

  const stillMissing: HubFile[] = []
  for (const file of missing) {
    const cached = await findCached(places.hubCacheDir, record.repository, file)
    if (await take(cached ?? (await findStored(places, file)), file)) doneBytes += file.sizeBytes
    else stillMissing.push(file)
  }
  await requireDiskSpace(folder, await bytesToCome(folder, stillMissing), free)
  for (const file of stillMissing) {
    const place = path.join(folder, file.path)
    const { repository, revision } = record
    // Another model that has the very same file may be fetching it now.
    const lock = await waitForLock(fileLock(places, file), signal, () => tell('waiting')(0))
    try {
      if (!(await take(await findStored(places, file), file)))
        await downloadFile({ hub, repository, revision, file, place, signal, onBytes: tell('fetching') })
    } finally {
      await lock.release()
    }
    doneBytes += file.sizeBytes
  }
}

/** Held by whoever fetches a file of this content. */
function fileLock({ modelsDir }: Places, file: HubFile): string {
  return path.join(modelsDir, `${hashOf(file) ?? file.path.replaceAll('/', '--')}.lock`)
}

/** As `placeCached`; one that was removed meanwhile counts as not there. */
async function takeCached(
  ...[cached, file, place, signal, onBytes]: Parameters<typeof placeCached>
): Promise<boolean> {
  try {
    return await placeCached(cached, file, place, signal, onBytes)
  } catch (thrown) {
    signal.throwIfAborted()
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw thrown
  }
}

/** What the hub has; without a line to it, what Hugging Face's cache remembers, where that is the whole model. */
async function askHubOrCache(
  hub: Hub,
  places: Places,
  { repository, record }: WantedModel,
  signal: AbortSignal,
): Promise<ModelRecord> {
  let ofHub: HubRecord
  try {
    ofHub = await readHubRecord(hub, repository, signal)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'download-failed') throw thrown
    const remembered = await readCachedRecord(places.hubCacheDir, repository)
    if (remembered === undefined) throw thrown
    try {
      return record(remembered)
    } catch {
      throw thrown
    }
  }
  return record(ofHub)
}

/** Removes files that the hub has in another version by now, and what is no longer part of the model. */
async function dropOutdated(folder: string, record: ModelRecord): Promise<void> {
  const before = readModelRecord(folder)
  for (const old of before?.files ?? []) {
    const now = record.files.find((file) => file.path === old.path)
    const isSame = now !== undefined && hashOf(now) === hashOf(old)
    if (!isSame) await rm(path.join(folder, old.path), { force: true })
  }
  // Without a record nobody knows what the files hold.
  if (before === undefined)
    for (const file of record.files) await rm(path.join(folder, file.path), { force: true })
}

async function bytesToCome(folder: string, files: readonly HubFile[]): Promise<number> {
  let bytes = 0
  for (const file of files) {
    const part = await sizeOf(partPlace(path.join(folder, file.path), file))
    bytes += file.sizeBytes - Math.min(part ?? 0, file.sizeBytes)
  }
  return bytes
}
