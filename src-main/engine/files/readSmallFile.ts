import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** No file of settings, and no note, is nearly as long. */
export const usualMostBytes = 4 << 20

/**
 * Reads a small file whole. A pipe or a device in its place would keep whoever reads it waiting for ever, and an endless one
 * would fill the memory: neither is read, nor what is longer than such a file can be.
 * @throws what the system says, or an error that is told in the same way
 */
export function readSmallFile(file: string, mostBytes = usualMostBytes): Buffer {
  // Without waiting: a pipe opens only when somebody writes to it. Windows knows no such flag, and has no such pipes.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const found = fstatSync(descriptor)
    if (found.isDirectory()) throw notRead('EISDIR', file)
    if (!found.isFile()) throw notRead('EFTYPE', file)
    if (found.size > mostBytes) throw notRead('EOVERFLOW', file)
    // It may have become longer since, and some of the system's own files tell no size.
    const pieces: Buffer[] = []
    for (let bytes = 0; ;) {
      const piece = Buffer.allocUnsafe(Math.max(1024, found.size - bytes + 1))
      const read = readSync(descriptor, piece)
      if (read === 0) return Buffer.concat(pieces)
      bytes += read
      if (bytes > mostBytes) throw notRead('EOVERFLOW', file)
      pieces.push(piece.subarray(0, read))
    }
  } finally {
    closeSync(descriptor)
  }
}

/** An error as the system's own are. */
function notRead(code: string, file: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: '${file}' is not read`), { code, syscall: 'read', path: file })
}
