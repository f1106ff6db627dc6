import { chmod, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { isWantedLibrary, type CudaPiece } from '../engine/onnx/cudaPieces'
import { waitForLock } from '../models/directoryLock'
import { freeBytes, requireDiskSpace, whereThereIsRoom } from '../models/diskSpace'
import { downloadFile } from '../models/downloadFile'
import { openHub, refusal, type Hub, type HubOptions } from '../models/hub'
import { sizeOf } from '../models/modelRecord'
import type { PullProgress } from '../models/pullModel'
import { readBody } from '../models/readBody'
import { untilItPasses } from '../models/retries'
import { webPageInstead } from '../models/webPage'
import {
  bytesHere,
  bytesOf,
  isUnpacked,
  isUnpackedWhole,
  noteUnpacked,
  platformPieces,
  removePieces,
  wheelFile,
  wheelPlace,
} from './cudaFolder'
import { readZip } from '../engine/files/zip'
import { unpack } from './unzip'
import { makeFolder } from '../engine/files/makeFolder'

export interface FetchCudaOptions {
  readonly folder: string
  readonly signal: AbortSignal
  readonly onProgress?: (progress: PullProgress) => void
  /** Absent: those of this platform. */
  readonly pieces?: readonly CudaPiece[]
  /** The package index: its own address, how it is asked, and how patiently. */
  readonly index?: Hub
}

/** The index's page of a package with a thousand files takes 300 kB. */
const longestPageBytes = 8 * 1024 * 1024

/** Unpacked libraries take this many times the bytes of their wheels, measured on those of CUDA 13.0. */
export const unpackedFactor = 1.6

/** Python's package index, by way of the environment's proxy, else of the one that is given. */
export function openPyPi({
  proxy,
  onContact,
  limits,
}: Pick<HubOptions, 'proxy' | 'onContact' | 'limits'> = {}): Hub {
  const endpoint = { variable: 'PARLEY_PYPI', usual: 'https://pypi.org' }
  return openHub({ env: { ...process.env, HF_TOKEN: undefined }, endpoint, proxy, onContact, limits })
}

/**
 * Fetches ONNX Runtime's CUDA provider and NVIDIA's libraries into a folder. What was fetched before is kept: an
 * interrupted fetch goes on where it stopped. Every wheel must have the very hash that Parley was built with. When
 * another process fetches them this waits for it.
 * @throws download-failed, disk-full or runtime-unavailable as one sentence; the signal's reason when aborted
 */
export async function fetchCuda(options: FetchCudaOptions): Promise<void> {
  const { folder, signal, pieces = platformPieces(), onProgress = () => undefined } = options
  if (pieces === undefined)
    throw new AppError('runtime-unavailable', {
      kind: 'no-cuda',
      platform: process.platform,
      arch: process.arch,
    })
  await whereThereIsRoom(folder, async () => {
    const lock = await waitForLock(`${folder}.lock`, signal, () =>
      onProgress({ state: 'waiting', doneBytes: 0 }),
    )
    try {
      await fetchMissing({ index: openPyPi(), ...options, pieces, onProgress })
    } finally {
      await lock.release()
    }
  })
}

async function fetchMissing({
  folder,
  pieces,
  index,
  signal,
  onProgress,
}: Required<FetchCudaOptions>): Promise<void> {
  makeFolder(folder)
  await closeToOthers(folder)
  const missing = pieces.filter((piece) => !isUnpackedWhole(folder, piece))
  await removePieces(
    folder,
    missing.filter((piece) => isUnpacked(folder, piece)),
  )
  const largest = Math.max(0, ...missing.map(({ sizeBytes }) => sizeBytes))
  const isHere = await bytesHere(folder, missing)
  const neededBytes = Math.ceil(bytesOf(missing) * unpackedFactor + largest - isHere)
  await requireDiskSpace(folder, neededBytes, freeBytes, true)
  const sizeBytes = bytesOf(pieces)
  let unpackedBytes = sizeBytes - bytesOf(missing)
  for (const piece of missing) {
    const wheel = wheelPlace(folder, piece)
    const onBytes = (bytes: number): void =>
      onProgress({ state: 'fetching', doneBytes: unpackedBytes + bytes, sizeBytes })
    // It is in its place only when its hash was right.
    if ((await sizeOf(wheel)) === undefined) await fetchWheel(index, piece, wheel, signal, onBytes)
    const wanted = (await readZip(wheel)).filter(({ name }) => isWantedLibrary(name))
    const hashes = new Map<string, string>()
    for (const entry of wanted) {
      const name = path.posix.basename(entry.name)
      hashes.set(name, await unpack(wheel, entry, path.join(folder, name), signal))
    }
    await rm(wheel)
    await noteUnpacked(folder, piece, hashes)
    unpackedBytes += piece.sizeBytes
  }
}

/** What is loaded lies where its user alone can write, also in a folder that was there before. */
async function closeToOthers(folder: string): Promise<void> {
  if (process.platform !== 'win32') await chmod(folder, ownerOnly.folder)
}

async function fetchWheel(
  index: Hub,
  piece: CudaPiece,
  place: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const address = await wheelAddress(index, piece, signal)
  // The wheel lies elsewhere than a hub's file would.
  const hub = { ...index, fetch: (_: unknown, init?: RequestInit) => index.fetch(address, init) }
  const { package: repository, version: revision } = piece
  await downloadFile({ hub, repository, revision, file: wheelFile(piece), place, signal, onBytes })
}

async function wheelAddress(index: Hub, piece: CudaPiece, signal: AbortSignal): Promise<URL> {
  const address = `${index.endpoint}/simple/${piece.package}/`
  const what = `${piece.package} ${piece.version}`
  const response = await untilItPasses(
    async () => {
      const headers = { Accept: 'text/html' }
      const answer = await index.fetch(address, { signal, headers })
      if (!answer.ok) throw refusal(index, answer, what)
      return answer
    },
    index.limits,
    signal,
  )
  const page = Buffer.from(await readBody(response, longestPageBytes)).toString()
  // A page of links `<a href="ADDRESS#sha256=HASH">` (PEP 503), as every index offers it.
  const links = [...page.matchAll(/href="([^"#]+)#sha256=([0-9a-f]{64})"/g)]
  if (links.length === 0) throw webPageInstead(new URL(address).host, what)
  for (const [, link, sha256] of links) {
    const found = new URL(link, response.url)
    if (found.pathname.endsWith(`/${piece.file}`) && sha256 === piece.sha256) return found
  }
  throw new AppError('download-failed', { kind: 'index-other', host: new URL(address).host, what })
}
