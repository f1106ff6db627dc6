import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { AskStore } from '../../../src-renderer/engineClient'
import { exportConversation } from '../../../src-renderer/exportConversation'

/** A store that tells these files in pieces of so many bytes. */
const storeOf = (files: Record<string, Uint8Array>, pieceBytes: number): AskStore =>
  ((request: { file: number; from: number }) => {
    const [name, bytes] = Object.entries(files)[request.file] ?? []
    if (bytes === undefined) return Promise.resolve({ base64: '', isWhole: true })
    const end = request.from + pieceBytes
    const base64 = Buffer.from(bytes.subarray(request.from, end)).toString('base64')
    return Promise.resolve({ name, base64, isWhole: end >= bytes.length })
  }) as unknown as AskStore

const text = new TextEncoder().encode('# Mond\n\nGroß.\n')
const sound = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)

it('is the text alone where there is nothing else', async () => {
  const file = await exportConversation(storeOf({ '2026-03-12 Mond.md': text }, 3), 1, 'markdown')
  expect(file).toEqual({ name: '2026-03-12 Mond.md', bytes: text })
})

it('is an archive of the text and of all sound, put together of their pieces', async () => {
  const files = { 'audio/1.wav': sound, 'audio/2.wav': new Uint8Array(0), '2026-03-12 Mond.json': text }
  const file = await exportConversation(storeOf(files, 300), 1, 'json')
  expect(file?.name).toBe('2026-03-12 Mond.zip')
  expect(unzipSync(file!.bytes)).toEqual(files)
})

it('is nothing where there is no such conversation', async () => {
  expect(await exportConversation(storeOf({}, 3), 1, 'markdown')).toBeUndefined()
})
