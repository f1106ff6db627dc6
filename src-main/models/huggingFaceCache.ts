import { constants, type Dirent } from 'node:fs'
import { chmod, copyFile, link, readdir, readFile, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { ownerOnly } from '../engine/files/ownerOnly'
import { hashFile, isHashOf, startHash } from './contentHash'
import { hashOf, type HubFile } from './hubFile'
import type { HubRecord } from './hubRecord'
import { sizeOf } from './modelRecord'
import { putInPlace } from './putInPlace'
import { makeFolder } from '../engine/files/makeFolder'

/**
 * The cache that Hugging Face's tools share: `models--OWNER--NAME/blobs/<hash>`, and `snapshots/<commit>/<path>` as links
 * to them (huggingface_hub, file_download.py; on Windows often the files themselves).
 */
function repositoryFolder(hubCacheDir: string, repository: string): string {
  return path.join(hubCacheDir, `models--${repository.replaceAll('/', '--')}`)
}

/** Where the cache may have this file: whole, but not yet checked. */
export async function findCached(
  hubCacheDir: string,
  repository: string,
  file: HubFile,
): Promise<string | undefined> {
  const folder = repositoryFolder(hubCacheDir, repository)
  const snapshots = await readdir(path.join(folder, 'snapshots')).catch((): string[] => [])
  const places = [
    path.join(folder, 'blobs', hashOf(file) ?? 'unknown'),
    ...snapshots.map((commit) => path.join(folder, 'snapshots', commit, file.path)),
  ]
  for (const place of places) if ((await sizeOf(place)) === file.sizeBytes) return place
  return undefined
}

/**
 * Brings a cached file to its place when its hash is that of the record: as a second name of the same bytes on the same
 * disk, else as a copy. Returns whether it did.
 */
export async function placeCached(
  cached: string,
  file: HubFile,
  place: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<boolean> {
  if (!isHashOf(file, await hashFile(cached, startHash(file), signal, onBytes))) return false
  makeFolder(path.dirname(place))
  const beside = `${place}.${process.pid}.cached`
  await rm(beside, { force: true })
  // No symbolic link: ONNX Runtime refuses weights that lie outside of a model's folder.
  const real = await realpath(cached)
  try {
    await link(real, beside).catch(() => copyOwn(real, beside))
    await putInPlace(beside, place)
  } catch (thrown) {
    await rm(beside, { force: true })
    throw thrown
  }
  return true
}

/** A copy has the mode of what was copied; its second name, of the same bytes, cannot have another one. */
async function copyOwn(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await chmod(to, ownerOnly.file)
}

/** The repository as the cache knows it, for when the hub cannot be reached. Blobs are named by their hash. */
export async function readCachedRecord(
  hubCacheDir: string,
  repository: string,
): Promise<HubRecord | undefined> {
  const folder = repositoryFolder(hubCacheDir, repository)
  const revision = (await readFile(path.join(folder, 'refs', 'main'), 'utf8').catch(() => '')).trim()
  if (!/^[0-9a-f]{40}$/.test(revision)) return undefined
  const snapshot = path.join(folder, 'snapshots', revision)
  const entries = await readdir(snapshot, { recursive: true, withFileTypes: true }).catch((): Dirent[] => [])
  const files: HubFile[] = []
  for (const entry of entries) {
    const place = path.join(entry.parentPath, entry.name)
    const sizeBytes = await sizeOf(place)
    if (sizeBytes === undefined) continue
    const blob = path.basename(await realpath(place))
    const sha256 = /^[0-9a-f]{64}$/.test(blob) ? blob : undefined
    const gitSha1 = /^[0-9a-f]{40}$/.test(blob) ? blob : undefined
    // What is no link to a blob, as often on Windows, is known by nothing.
    if (sha256 === undefined && gitSha1 === undefined) continue
    files.push({
      path: path.relative(snapshot, place).split(path.sep).join('/'),
      ...{ sizeBytes, sha256, gitSha1 },
    })
  }
  return files.length === 0 ? undefined : { repository, revision, files }
}
