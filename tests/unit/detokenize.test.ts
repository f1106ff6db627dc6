import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detokenize, type TokenBytes } from '../../src-main/engine/listeners/voxtral/detokenize'

describe('detokenize', () => {
  it('gives any text back whole, however its bytes are cut into tokens', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 })
    const cuts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(anyText, cuts, async (text, sizes) => {
        const pieces = await collect(cutBytes(new TextEncoder().encode(text), sizes))
        expect(pieces.join('')).toBe(text)
        // Half a character is never written: every piece is well-formed by itself, and none is empty.
        for (const piece of pieces) expect(piece !== '' && piece.isWellFormed()).toBe(true)
      }),
    )
  })

  it('holds back half a character until the rest has come', async () => {
    expect(await collect([[0x48], [0xf0, 0x9f], [0x99], [0x82, 0x21]])).toEqual(['H', '🙂!'])
  })

  it('writes a byte order mark like any character', async () => {
    expect(await collect([[0xef, 0xbb, 0xbf], [0x41]])).toEqual(['\ufeff', 'A'])
  })

  it('writes U+FFFD for what is no UTF-8, and for half a character at the end', async () => {
    expect((await collect([[0x41, 0xff], [0x42]])).join('')).toBe('A\ufffdB')
    expect((await collect([[0x41], [0xf0, 0x9f]])).join('')).toBe('A\ufffd')
  })

  it('writes nothing for a token without bytes, not even within a character', async () => {
    expect(await collect([[], [0xc3], [], [0xa9], []])).toEqual(['é'])
    expect(await collect([])).toEqual([])
  })

  it('gives a piece as soon as its token has come', async () => {
    const tokens = (async function* () {
      yield await Promise.resolve(0)
      throw new Error('asked for too much')
    })()
    const text = detokenize(tokens, { tokenBytes: () => Uint8Array.of(0x41) })
    expect(await text.next()).toEqual({ done: false, value: 'A' })
    await expect(text.next()).rejects.toThrow('asked for too much')
  })
})

async function collect(tokens: number[][]): Promise<string[]> {
  const tokenizer: TokenBytes = { tokenBytes: (token) => Uint8Array.from(tokens[token]) }
  const pieces: string[] = []
  for await (const piece of detokenize(streamed(tokens.map((_, i) => i)), tokenizer)) pieces.push(piece)
  return pieces
}

async function* streamed(tokens: number[]): AsyncGenerator<number> {
  for (const token of tokens) yield await Promise.resolve(token)
}

/** Cuts bytes into pieces of the given sizes, over and over. */
function cutBytes(bytes: Uint8Array, sizes: number[]): number[][] {
  const pieces: number[][] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] || (i % 2 === 0 ? 0 : 1)
    pieces.push([...bytes.subarray(at, at + size)])
    at += size
  }
  return pieces
}
