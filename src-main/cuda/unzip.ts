import { createReadStream, createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { AppError } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { putInPlace } from '../models/putInPlace'

/** A file in a zip archive (PKWARE's APPNOTE.TXT, 4.3). */
export interface ZipEntry {
  readonly name: string
  readonly isDeflated: boolean
  readonly packedBytes: number
  readonly sizeBytes: number
  /** Where its local header begins. */
  readonly at: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const longestEnd = 22 + 0xffff

/**
 * The files of a zip archive of less than 4 GiB.
 * @throws download-failed when it is none
 */
export async function readZip(archive: string): Promise<ZipEntry[]> {
  const file = await open(archive)
  try {
    const { size } = await file.stat()
    const tail = await read(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd))
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--
    if (end < 0) throw damaged(archive)
    const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    const entries: ZipEntry[] = []
    for (let at = 0; at < directory.length;) {
      if (directory.readUInt32LE(at) !== entrySignature) throw damaged(archive)
      const nameLength = directory.readUInt16LE(at + 28)
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        isDeflated: directory.readUInt16LE(at + 10) === 8,
        packedBytes: directory.readUInt32LE(at + 20),
        sizeBytes: directory.readUInt32LE(at + 24),
        at: directory.readUInt32LE(at + 42),
      })
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    await file.close()
  }
}

/** Unpacks one file; it appears in its place when it is whole. */
export async function unpack(
  archive: string,
  entry: ZipEntry,
  place: string,
  signal: AbortSignal,
): Promise<void> {
  const file = await open(archive)
  let start: number
  try {
    // The lengths in the local header may differ from those of the directory.
    const header = await read(file, entry.at, 30)
    start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
  const packed = createReadStream(archive, { start, end: start + entry.packedBytes - 1 })
  const unpacked = createWriteStream(`${place}.part`, { mode: ownerOnly.file })
  if (entry.isDeflated) await pipeline(packed, createInflateRaw(), unpacked, { signal })
  else await pipeline(packed, unpacked, { signal })
  if (unpacked.bytesWritten !== entry.sizeBytes) throw damaged(archive)
  await putInPlace(`${place}.part`, place)
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

function damaged(archive: string): AppError {
  return new AppError('download-failed', `${archive} is damaged. Remove it and fetch it again.`)
}
