import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { AppError, fileTrouble } from '@contract'

/** Left free beside what is fetched. */
export const reserveBytes = 256 * 1024 * 1024

export type FreeBytes = (folder: string) => Promise<number>

/** What a user may still write to the disk of this folder, or of the nearest one above it that exists. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (thrown) {
    const above = path.dirname(folder)
    if (above === folder) throw thrown
    return freeBytes(above)
  }
}

/**
 * @param isUnpacked whether these bytes are what is fetched and what is unpacked from it
 * @throws disk-full when not so much and a reserve can be written into this folder
 */
export async function requireDiskSpace(
  folder: string,
  neededBytes: number,
  free: FreeBytes,
  isUnpacked = false,
): Promise<void> {
  if (neededBytes === 0 || (await free(folder)) >= neededBytes + reserveBytes) return
  throw new AppError(
    'disk-full',
    { kind: 'disk-no-room', folder, neededBytes, isUnpacked },
    { retryable: true },
  )
}

/** Does work that writes into this folder. @throws disk-full when there was no room, as one sentence */
export async function whereThereIsRoom<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!fileTrouble(cause)?.isFull) throw cause
    throw new AppError('disk-full', { kind: 'disk-full', folder }, { retryable: true, cause })
  }
}
