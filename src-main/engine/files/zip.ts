import { open, type FileHandle } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { AppError } from '@contract'

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
 * @throws file-failed when it is not one, or is damaged
 */
export function readZip(archive: string): Promise<ZipEntry[]> {
  return withArchive(archive, async (file, size) => {
    const tail = await read(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd))
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--
    if (end < 0) throw new RangeError('it has no end record')
    const length = tail.readUInt32LE(end + 12)
    if (length > size) throw new RangeError('its directory is longer than it')
    const directory = await read(file, tail.readUInt32LE(end + 16), length)
    const entries: ZipEntry[] = []
    for (let at = 0; at < directory.length;) {
      if (directory.readUInt32LE(at) !== entrySignature) throw new RangeError('its directory is broken')
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
  })
}

/** Where the bytes of an entry begin. @throws file-failed */
export function entryStart(archive: string, entry: ZipEntry): Promise<number> {
  return withArchive(archive, (file) => startIn(file, entry))
}

/**
 * The content of a small entry.
 * @param longestBytes a longer one counts as damaged
 * @throws file-failed
 */
export function readEntry(archive: string, entry: ZipEntry, longestBytes: number): Promise<Buffer> {
  return withArchive(archive, async (file) => {
    if (Math.max(entry.sizeBytes, entry.packedBytes) > longestBytes)
      throw new RangeError('an entry is too long')
    const packed = await read(file, await startIn(file, entry), entry.packedBytes)
    const content = entry.isDeflated ? inflateRawSync(packed, { maxOutputLength: longestBytes }) : packed
    if (content.length !== entry.sizeBytes) throw new RangeError('an entry has another length')
    return content
  })
}

/** The lengths in the local header may differ from those of the directory. */
async function startIn(file: FileHandle, { at }: ZipEntry): Promise<number> {
  const header = await read(file, at, 30)
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

/** Does something with an archive. What the system says of the file is left to it; all else means that it is damaged. */
async function withArchive<T>(
  archive: string,
  work: (file: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  const file = await open(archive)
  try {
    return await work(file, (await file.stat()).size)
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) throw cause
    throw new AppError('file-failed', { kind: 'archive-damaged', file: archive }, { cause })
  } finally {
    await file.close()
  }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}
