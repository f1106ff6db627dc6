import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { hashOf, type HubFile } from './hubFile'

/** A running hash of the kind that the hub keeps for this file: sha256 of large ones, git's blob SHA-1 of small ones. */
export function startHash(file: HubFile): Hash {
  return file.sha256 === undefined
    ? createHash('sha1').update(`blob ${file.sizeBytes}\0`)
    : createHash('sha256')
}

/** Whether a hash that ran over the whole content is that of the hub's record. Where that has none, nothing is right. */
export function isHashOf(file: HubFile, hash: Hash): boolean {
  return hash.digest('hex') === hashOf(file)
}

/**
 * Runs a hash over a file on disk.
 * @param onBytes told of the bytes read so far
 */
export async function hashFile(
  place: string,
  hash: Hash,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Hash> {
  let bytes = 0
  for await (const chunk of createReadStream(place, { highWaterMark: 1 << 20, signal })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
    onBytes(bytes)
  }
  return hash
}
