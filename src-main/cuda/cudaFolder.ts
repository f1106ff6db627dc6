import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { ownerOnly } from '../engine/files/ownerOnly'
import { cudaPieces, type CudaPiece } from '../engine/onnx/cudaPieces'
import type { HubFile } from '../models/hubFile'
import { sizeOf, writeJson } from '../models/modelRecord'
import { partPlace } from '../models/partPlace'

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

/** Whether a piece is unpacked. */
export function isUnpacked(folder: string, piece: CudaPiece): Promise<boolean> {
  return stat(noteOf(folder, piece)).then(
    () => true,
    () => false,
  )
}

/** Notes that a piece is unpacked, and which files it brought. */
export async function noteUnpacked(
  folder: string,
  piece: CudaPiece,
  names: readonly string[],
): Promise<void> {
  await mkdir(noteOf(folder, piece), { recursive: true, mode: ownerOnly.folder })
  await writeJson(path.join(noteOf(folder, piece), 'files.json'), names)
}

/** Whether all pieces are unpacked. */
export async function isComplete(folder: string, pieces: readonly CudaPiece[]): Promise<boolean> {
  for (const piece of pieces) if (!(await isUnpacked(folder, piece))) return false
  return true
}

/** Bytes of the wheels that are unpacked, or have come. */
export async function bytesHere(folder: string, pieces: readonly CudaPiece[]): Promise<number> {
  let bytes = 0
  for (const piece of pieces) {
    if (await isUnpacked(folder, piece)) bytes += piece.sizeBytes
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
    const note = noteOf(folder, piece)
    for (const name of await namesIn(path.join(note, 'files.json')))
      await rm(path.join(folder, path.basename(name)), { force: true })
    for (const place of [wheel, partPlace(wheel, wheelFile(piece)), `${wheel}.damaged`])
      await rm(place, { force: true })
    await rm(note, { recursive: true, force: true })
  }
}

async function namesIn(file: string): Promise<string[]> {
  try {
    const names: unknown = JSON.parse(await readFile(file, 'utf8'))
    return Array.isArray(names) ? names.map(String) : []
  } catch {
    return []
  }
}

/** A folder that says that a piece is unpacked. */
function noteOf(folder: string, { file }: CudaPiece): string {
  return path.join(folder, 'unpacked', file)
}
