import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { AppError } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { entryStart, type ZipEntry } from '../engine/files/zip'
import { putInPlace } from '../models/putInPlace'

/**
 * Unpacks one file; it appears in its place when it is whole.
 * @returns its SHA-256, in hex
 * @throws file-failed for a damaged archive
 */
export async function unpack(
  archive: string,
  entry: ZipEntry,
  place: string,
  signal: AbortSignal,
): Promise<string> {
  const start = await entryStart(archive, entry)
  const packed = createReadStream(archive, { start, end: start + entry.packedBytes - 1 })
  const unpacked = createWriteStream(`${place}.part`, { mode: ownerOnly.file })
  try {
    const hash = createHash('sha256')
    const hashed = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const bytes of source) {
        hash.update(bytes)
        yield bytes
      }
    }
    if (entry.isDeflated) await pipeline(packed, createInflateRaw(), hashed, unpacked, { signal })
    else await pipeline(packed, hashed, unpacked, { signal })
    if (unpacked.bytesWritten !== entry.sizeBytes)
      throw new AppError('file-failed', { kind: 'archive-damaged', file: archive })
    await putInPlace(`${place}.part`, place)
    return hash.digest('hex')
  } catch (thrown) {
    await rm(`${place}.part`, { force: true })
    throw thrown
  }
}
