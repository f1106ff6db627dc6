import { rm } from 'node:fs/promises'
import path from 'node:path'
import { fileStamp } from '../engine/files/fileStamp'
import { cudaPieces, type CudaPiece } from '../engine/onnx/cudaPieces'
import {
  cudaRecordFile,
  isAsFetched,
  readCudaRecord,
  readCudaRecords,
  type FetchedLibrary,
} from '../engine/onnx/cudaRecord'
import type { HubFile } from '../models/hubFile'
import { sizeOf, writeJson } from '../models/modelRecord'
import { partPlace } from '../models/partPlace'
import { makeFolder } from '../engine/files/makeFolder'

/** The pieces of this platform; undefined where there is no CUDA. */
export function platformPieces(): readonly CudaPiece[] | undefined {
  return cudaPieces[`${process.platform}-${process.arch}`]
}

export function bytesOf(pieces: readonly CudaPiece[]): number {
  return pieces.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}

/** A piece's wheel as a file of a hub. */
export function wheelFile({ file, sizeBytes, sha256 }: CudaPiece): HubFile {
  return { path: file, sizeBytes, sha256 }
}

export function wheelPlace(folder: string, { file }: CudaPiece): string {
  return path.join(folder, file)
}

/** Whether a piece is unpacked, by its record; its libraries are not looked at. */
export function isUnpacked(folder: string, { file }: CudaPiece): boolean {
  return readCudaRecord(folder, file) !== undefined
}

/** Whether a piece's libraries are all there and still those that were unpacked. */
export function isUnpackedWhole(folder: string, { file }: CudaPiece): boolean {
  return readCudaRecord(folder, file)?.every((library) => isAsFetched(folder, library)) ?? false
}

/** Notes that a piece is unpacked, and which libraries it brought. @param hashes their SHA-256 by their names */
export async function noteUnpacked(
  folder: string,
  piece: CudaPiece,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const place = cudaRecordFile(folder, piece.file)
  const record = [...hashes].map(([name, sha256]): FetchedLibrary => ({
    name,
    sha256,
    stamp: fileStamp(path.join(folder, name)),
  }))
  makeFolder(path.dirname(place))
  await writeJson(place, record)
}

/** Whether all pieces are unpacked. */
export function isComplete(folder: string, pieces: readonly CudaPiece[]): boolean {
  return pieces.every((piece) => isUnpacked(folder, piece))
}

/** Bytes of the wheels that are unpacked, or have come. */
export async function bytesHere(folder: string, pieces: readonly CudaPiece[]): Promise<number> {
  let bytes = 0
  for (const piece of pieces) {
    if (isUnpacked(folder, piece)) bytes += piece.sizeBytes
    else {
      const wheel = wheelPlace(folder, piece)
      bytes += (await sizeOf(wheel)) ?? (await sizeOf(partPlace(wheel, wheelFile(piece)))) ?? 0
    }
  }
  return bytes
}

/** Removes what was fetched, and nothing else that may lie in the folder. */
export async function removePieces(folder: string, pieces: readonly CudaPiece[]): Promise<void> {
  for (const piece of pieces) {
    const wheel = wheelPlace(folder, piece)
    for (const { name } of readCudaRecord(folder, piece.file) ?? [])
      await rm(path.join(folder, name), { force: true })
    for (const place of [wheel, partPlace(wheel, wheelFile(piece)), `${wheel}.damaged`])
      await rm(place, { force: true })
    await rm(path.dirname(cudaRecordFile(folder, piece.file)), { recursive: true, force: true })
  }
}

/** Whether an entry of the folder was fetched: a library, a wheel or a part of one, or the records. */
export function isFetched(folder: string, name: string): boolean {
  const whole = name.replace(/(\.[0-9a-f]{12})?\.part$|\.damaged$/, '')
  const wheels = (platformPieces() ?? []).map(({ file }) => file)
  const libraries = [...readCudaRecords(folder).values()].flat().map((library) => library.name)
  const [records] = path.relative(folder, cudaRecordFile(folder, '')).split(path.sep)
  return [...wheels, ...libraries, records].includes(whole)
}
