import { zipSync } from 'fflate'
import type { AskStore } from './engineClient'
import { words } from './words'

/** A file to be given to the user. */
export interface SavedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type ExportFormat = 'markdown' | 'json'

/**
 * A conversation as one file: its text; where the sound of questions is kept, an archive of it and of them.
 * @returns undefined where there is nothing to be saved
 * @throws AppError
 */
export async function exportConversation(
  askStore: AskStore,
  conversation: number,
  format: ExportFormat,
): Promise<SavedFile | undefined> {
  const files: SavedFile[] = []
  for (;;) {
    const next = await readFile(askStore, conversation, format, files.length)
    if (next === undefined) break
    files.push(next)
  }
  if (files.length <= 1) return files[0]
  const text = files.find(({ name }) => !name.includes('/')) ?? files[0]
  // Speech hardly gets smaller, and packing it would hold the window up.
  const archive = zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 0 })
  return { name: text.name.replace(/\.\w+$/, '.zip'), bytes: archive }
}

async function readFile(
  askStore: AskStore,
  conversation: number,
  format: ExportFormat,
  file: number,
): Promise<SavedFile | undefined> {
  const pieces: Uint8Array[] = []
  let from = 0
  for (;;) {
    const { name, base64, isWhole } = await askStore({
      kind: 'export',
      ...{ conversation, format, file, from, language: words.language },
    })
    if (name === undefined) return undefined
    const piece = fromBase64(base64)
    pieces.push(piece)
    from += piece.length
    // One that tells no more would never be whole.
    if (isWhole || piece.length === 0) return { name, bytes: joined(pieces, from) }
  }
}

function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
