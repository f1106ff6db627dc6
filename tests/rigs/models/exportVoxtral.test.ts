import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exportVoxtral } from '../../../models/export/exportVoxtral'
import { toHalf } from '../../../src-main/engine/onnx/float16'
import { writeVoxtral } from '../../../models/export/writeVoxtral'

const config = {
  model_type: 'voxtral',
  audio_config: {
    hidden_size: 16,
    intermediate_size: 64,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    num_mel_bins: 8,
    max_source_positions: 8,
  },
  text_config: {
    vocab_size: 40,
    hidden_size: 32,
    intermediate_size: 48,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 16,
    max_position_embeddings: 64,
  },
}
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, dim) => product * dim, 1)

/** Numbers that float32, float16 and bfloat16 all hold exactly. */
const sixteenths = (name: string, shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: sizeOf(shape) }, (_, i) => (((i * 7 + name.length) % 17) - 8) / 16)

describe('a checkpoint of Hugging Face', () => {
  const directory = mkdtempSync(join(tmpdir(), 'checkpoint-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  const filesOf = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(join(folder, 'onnx')).map((file) => [
        file,
        readFileSync(join(folder, 'onnx', file)).toString('base64'),
      ]),
    )
  const hfDirWith = (tensors: Readonly<Record<string, StoredTensor>>): string => {
    const hfDir = mkdtempSync(join(directory, 'hf-'))
    writeFileSync(join(hfDir, 'config.json'), JSON.stringify(config))
    writeFileSync(join(hfDir, 'tokenizer.json'), '{}')
    writeFileSync(join(hfDir, 'model.safetensors'), safetensors(tensors))
    return hfDir
  }
  const shapes = new Map<string, readonly number[]>()
  const plain = join(directory, 'plain')
  const read = (name: string, shape: readonly number[]): Float32Array => {
    shapes.set(name, shape)
    return sixteenths(name, shape)
  }
  writeVoxtral(plain, config, { read }, { dtype: 'fp32' })

  it.each([
    ['F32', 'old'],
    ['F16', 'old'],
    ['BF16', 'old'],
    ['F32', 'new'],
  ] as const)('is exported from %s under the %s names', (dtype, names) => {
    const tensors = [...shapes].map(([name, shape]): [string, StoredTensor] => [
      names === 'old' ? name : newName(name),
      { dtype, shape, values: sixteenths(name, shape) },
    ])
    const hfDir = hfDirWith(Object.fromEntries(tensors))
    exportVoxtral(hfDir, join(hfDir, 'out'), { dtype: 'fp32' })
    expect(filesOf(join(hfDir, 'out'))).toEqual(filesOf(plain))
    expect(readFileSync(join(hfDir, 'out', 'tokenizer.json'), 'utf8')).toBe('{}')
  })

  it('is refused by name when it lacks a tensor', () => {
    const hfDir = hfDirWith({})
    expect(() => exportVoxtral(hfDir, join(hfDir, 'out'), { dtype: 'fp32' })).toThrow(
      'no tensor audio_tower.conv1.weight',
    )
  })

  it('is refused when a tensor has another shape than the configuration asks for', () => {
    const shape = [3]
    const values = sixteenths('', shape)
    const hfDir = hfDirWith({ 'audio_tower.conv1.weight': { dtype: 'F32', shape, values } })
    expect(() => exportVoxtral(hfDir, join(hfDir, 'out'), { dtype: 'fp32' })).toThrow(
      'has the shape [3], config.json asks for [16, 8, 3]',
    )
  })

  it('is refused when it is of another kind', () => {
    const hfDir = hfDirWith({})
    writeFileSync(join(hfDir, 'config.json'), JSON.stringify({ ...config, model_type: 'whisper' }))
    expect(() => exportVoxtral(hfDir, join(hfDir, 'out'), { dtype: 'fp32' })).toThrow('not one of a Voxtral')
  })
})

interface StoredTensor {
  readonly dtype: 'F32' | 'F16' | 'BF16'
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** Since transformers 5: everything under `model.`, the output matrix outside the language model. */
function newName(name: string): string {
  if (name.startsWith('language_model.lm_head')) return name.replace('language_model.', '')
  return `model.${name.replace('language_model.model.', 'language_model.')}`
}

function safetensors(tensors: Readonly<Record<string, StoredTensor>>): Buffer {
  const header: Record<string, unknown> = {}
  const parts: Buffer[] = []
  let offset = 0
  for (const [name, { dtype, shape, values }] of Object.entries(tensors)) {
    const words = new Uint32Array(values.buffer)
    const halves = Uint16Array.from(values, (value, i) => (dtype === 'F16' ? toHalf(value) : words[i] >>> 16))
    const part = Buffer.from(dtype === 'F32' ? values.buffer : halves.buffer)
    header[name] = { dtype, shape, data_offsets: [offset, offset + part.length] }
    offset += part.length
    parts.push(part)
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...parts])
}
