import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@contract'
import { cudaPieces, isWantedLibrary, type CudaPiece } from '../engine/onnx/cudaPieces'
import { freeBytes, requireDiskSpace } from '../models/diskSpace'
import { downloadFile } from '../models/downloadFile'
import { openHub, refusal, type Hub } from '../models/hub'
import { untilItPasses } from '../models/retries'
import { readZip, unpack } from './unzip'

export interface CudaProgress {
  readonly package: string
  readonly doneBytes: number
  readonly sizeBytes: number
}

export interface FetchCudaOptions {
  readonly folder: string
  readonly signal: AbortSignal
  readonly onProgress?: (progress: CudaProgress) => void
  /** Absent: those of this platform. */
  readonly pieces?: readonly CudaPiece[]
  /** The package index: its own address, how it is asked, and how patiently. */
  readonly index?: Hub
}

/** Unpacked libraries take this many times the bytes of their wheels, measured on those of CUDA 13.0. */
const unpackedFactor = 1.6

/** Python's package index, by way of the environment's proxy. */
export function openPyPi(): Hub {
  const { PARLEY_PYPI: endpoint = 'https://pypi.org', ...env } = process.env
  return openHub({ env: { ...env, HF_ENDPOINT: endpoint, HF_TOKEN: undefined } })
}

/** Bytes that are fetched for CUDA on this platform; undefined where there is no CUDA. */
export function cudaDownloadBytes(): number | undefined {
  return platformPieces()?.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}

/**
 * Fetches ONNX Runtime's CUDA provider and NVIDIA's libraries into a folder. What was fetched before is kept: an
 * interrupted fetch goes on where it stopped. Every wheel must have the very hash that Parley was built with.
 * @throws download-failed, disk-full or runtime-unavailable as one sentence; the signal's reason when aborted
 */
export async function fetchCuda(options: FetchCudaOptions): Promise<void> {
  const {
    folder,
    signal,
    pieces = platformPieces(),
    index = openPyPi(),
    onProgress = () => undefined,
  } = options
  if (pieces === undefined)
    throw new AppError(
      'runtime-unavailable',
      `CUDA does not exist for ${process.platform} on ${process.arch}. Parley uses another device there.`,
    )
  await mkdir(folder, { recursive: true })
  const missing: CudaPiece[] = []
  for (const piece of pieces) if (!(await isThere(folder, piece))) missing.push(piece)
  const neededBytes = missing.reduce((sum, { sizeBytes }) => sum + sizeBytes * unpackedFactor, 0)
  const largest = Math.max(0, ...missing.map(({ sizeBytes }) => sizeBytes))
  await requireDiskSpace(folder, Math.ceil(neededBytes + largest), freeBytes)
  for (const piece of missing) {
    const wheel = path.join(folder, piece.file)
    const told = (doneBytes: number): void =>
      onProgress({ package: piece.package, doneBytes, sizeBytes: piece.sizeBytes })
    const address = await wheelAddress(index, piece, signal)
    await downloadFile({
      // The wheel lies elsewhere than a hub's file would.
      hub: { ...index, fetch: (_, init) => index.fetch(address, init) },
      repository: piece.package,
      revision: piece.version,
      file: { path: piece.file, sizeBytes: piece.sizeBytes, sha256: piece.sha256 },
      place: wheel,
      signal,
      onBytes: told,
    })
    for (const entry of await readZip(wheel))
      if (isWantedLibrary(entry.name))
        await unpack(wheel, entry, path.join(folder, path.posix.basename(entry.name)), signal)
    await rm(wheel)
    await mkdir(noteOf(folder, piece), { recursive: true })
  }
}

function platformPieces(): readonly CudaPiece[] | undefined {
  return cudaPieces[`${process.platform}-${process.arch}`]
}

/** An empty folder says that a piece is unpacked. */
function noteOf(folder: string, { file }: CudaPiece): string {
  return path.join(folder, 'unpacked', file)
}

function isThere(folder: string, piece: CudaPiece): Promise<boolean> {
  return stat(noteOf(folder, piece)).then(
    () => true,
    () => false,
  )
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
  // A page of links `<a href="ADDRESS#sha256=HASH">` (PEP 503), as every index offers it.
  const links = (await response.text()).matchAll(/href="([^"#]+)#sha256=([0-9a-f]{64})"/g)
  for (const [, link, sha256] of links) {
    const found = new URL(link, response.url)
    if (found.pathname.endsWith(`/${piece.file}`) && sha256 === piece.sha256) return found
  }
  throw new AppError(
    'download-failed',
    `${new URL(address).host} has another ${what} than Parley was built with, which is not used. Update Parley.`,
  )
}
