import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { AppError } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { entryStart, type ZipEntry } from '../engine/files/zip'
import { putInPlace } from '../models/putInPlace'

/** Unpacks one file; it appears in its place when it is whole. @throws file-failed for a damaged archive */
export async function unpack(
  archive: string,
  entry: ZipEntry,
  place: string,
  signal: AbortSignal,
): Promise<void> {
  const start = await entryStart(archive, entry)
  const packed = createReadStream(archive, { start, end: start + entry.packedBytes - 1 })
  const unpacked = createWriteStream(`${place}.part`, { mode: ownerOnly.file })
  try {
    if (entry.isDeflated) await pipeline(packed, createInflateRaw(), unpacked, { signal })
    else await pipeline(packed, unpacked, { signal })
    if (unpacked.bytesWritten !== entry.sizeBytes)
      throw new AppError('file-failed', `${archive} is damaged. Remove it and fetch it again.`)
    await putInPlace(`${place}.part`, place)
  } catch (thrown) {
    await rm(`${place}.part`, { force: true })
    throw thrown
  }
}
