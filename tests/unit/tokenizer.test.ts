import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detokenize } from '../../src-main/engine/listeners/voxtral/detokenize'
import { loadTokenizer, type TextTokenizer } from '../../src-main/engine/listeners/voxtral/tokenizer'

const specialNames = ['<unk>', '<s>', '</s>', '[INST]', '[/INST]', '[AUDIO]', '[BEGIN_AUDIO]', '[TRANSCRIBE]']
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

describe('TextTokenizer', () => {
  let tokenizer: TextTokenizer
  beforeAll(async () => {
    tokenizer = await loadTokenizer(modelFolder({}))
  })

  it('knows the special tokens by name, and the one that ends an answer', () => {
    expect(specialNames.map((name) => tokenizer.special(name))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(tokenizer.stopTokens).toEqual(new Set([2]))
  })

  it('merges, and puts nothing before or after the text', () => {
    const [he, l] = [tokenizer.encode('he'), tokenizer.encode('l')]
    expect(he.length).toBe(1)
    expect(tokenizer.encode('hell')).toEqual([...he, ...l, ...l])
    expect(tokenizer.encode('')).toEqual([])
  })

  it('never makes a special token of what somebody writes', () => {
    const written = fc.array(fc.constantFrom(...specialNames, ' ', 'he', '<', '['), { maxLength: 6 })
    fc.assert(
      fc.property(written, (parts) => {
        const text = parts.join('')
        const ids = tokenizer.encode(text)
        expect(Math.min(99, ...ids)).toBeGreaterThanOrEqual(specialNames.length)
        expect(textOf(tokenizer, ids)).toBe(text)
      }),
    )
  })

  it('gives any text back through its tokens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const streamed = (async function* () {
          for (const id of tokenizer.encode(text)) yield await Promise.resolve(id)
        })()
        const pieces: string[] = []
        for await (const piece of detokenize(streamed, tokenizer)) pieces.push(piece)
        expect(pieces.join('')).toBe(text)
      }),
    )
  })

  it('knows every byte', () => {
    const bytes = Array.from({ length: 256 }, (_, i) => [...tokenizer.tokenBytes(specialNames.length + i)])
    expect(bytes.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_, i) => i))
  })

  it('has no bytes for special and unknown tokens, and the text of added words', () => {
    for (const token of [0, 3, 5, 999_999]) expect(tokenizer.tokenBytes(token).length).toBe(0)
    expect(new TextDecoder().decode(tokenizer.tokenBytes(300))).toBe('Zürich')
    expect(tokenizer.encode('Zürich')).toEqual([300])
  })
})

describe('loadTokenizer', () => {
  it('takes the stop token of the configuration, as a name or as an object', async () => {
    for (const eos_token of ['[/INST]', { content: '[/INST]', lstrip: false }]) {
      const tokenizer = await loadTokenizer(modelFolder({ config: { eos_token } }))
      expect(tokenizer.stopTokens).toEqual(new Set([4]))
    }
  })

  it('names the file that is missing, damaged or of another model', async () => {
    const missing = join(tmpdir(), 'no-such-model')
    await expect(loadTokenizer(missing)).rejects.toMatchObject({
      code: 'model-missing',
      notice: { kind: 'model-files-missing', directory: missing, files: ['tokenizer.json'] },
    })
    const cases: [Parameters<typeof modelFolder>[0], RegExp][] = [
      [{ json: '{"model": ' }, /tokenizer\.json is damaged \(no JSON\)/],
      [{ json: '[]' }, /tokenizer\.json is not that of a Voxtral model/],
      [{ change: { model: { type: 'Unigram', vocab: [] } } }, /tokenizer\.json is not that of/],
      [{ change: { decoder: { type: 'Metaspace' } } }, /not of byte level/],
      [
        { change: { model: { type: 'BPE' } } },
        /tokenizer\.json is not that of a Voxtral model \(model\.vocab/,
      ],
      ...[1.5, -1, '7', null].map((id): (typeof cases)[number] => [
        { change: { model: { type: 'BPE', vocab: { a: id }, merges: [] } } },
        /tokenizer\.json is not that of a Voxtral model \(model\.vocab: Invalid input: expected words with whole numbers/,
      ]),
      [{ change: { added_tokens: [{ id: 1.5, content: '</s>', special: true }] } }, /added_tokens\.0\.id/],
      [{ change: { added_tokens: [] } }, /\(token <\/s>\)/],
      [{ config: { eos_token: 3 } }, /tokenizer_config\.json is not that of/],
    ]
    for (const [change, message] of cases) {
      await expect(loadTokenizer(modelFolder(change))).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringMatching(message) as string,
      })
    }
  })

  it('names the token that is missing', async () => {
    const tokenizer = await loadTokenizer(modelFolder({}))
    expect(() => tokenizer.special('[NONE]')).toThrow(/tokenizer\.json is not that of .*\(token \[NONE\]\)/)
  })
})

function textOf(tokenizer: TextTokenizer, ids: number[]): string {
  return Buffer.concat(ids.map((id) => tokenizer.tokenBytes(id))).toString()
}

/** A folder with a small byte-level tokenizer: specials at 0..7, all bytes, one merge, one added word. */
function modelFolder(kind: { change?: object; json?: string; config?: object }): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenizer-'))
  folders.push(folder)
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
  let unprintable = 256
  const characters = Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(printable(byte) ? byte : unprintable++),
  )
  const words = [...specialNames, ...characters, 'he']
  const added = [...specialNames.entries(), [300, 'Zürich'] as const].map(([id, content]) => ({
    id,
    content,
    special: id < specialNames.length,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  }))
  const tokenizer = {
    version: '1.0',
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }],
      pair: [],
    },
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
      merges: [['h', 'e']],
    },
    ...kind.change,
  }
  writeFileSync(join(folder, 'tokenizer.json'), kind.json ?? JSON.stringify(tokenizer))
  if (kind.config) writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(kind.config))
  return folder
}
