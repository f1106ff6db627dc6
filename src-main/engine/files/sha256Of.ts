import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

const pieceBytes = 2 ** 22

/** The SHA-256 of a file in hex, at once: for who may not go on before it is known. @throws what the system says */
export function sha256Of(file: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(pieceBytes)
  const descriptor = openSync(file, 'r')
  try {
    for (;;) {
      const bytes = readSync(descriptor, piece)
      if (bytes === 0) return hash.digest('hex')
      hash.update(piece.subarray(0, bytes))
    }
  } finally {
    closeSync(descriptor)
  }
}
