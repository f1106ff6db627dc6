import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decoderGraph } from '../../../models/export/decoderGraph'
import { elementTypes } from '../../../src-main/engine/onnx/elementType'
import { fromHalf, toHalf } from '../../../src-main/engine/onnx/float16'
import { Session } from '../../../src-main/engine/onnx/session'
import { Value } from '../../../src-main/engine/onnx/value'
import type { WeightSource } from '../../../models/export/layers'
import { quantizeFourBit } from '../../../models/export/quantize'
import { voxtralGeometry } from '../../../models/export/voxtralGeometry'
import { writeOnnx } from '../../../models/export/writeOnnx'
import { writeVoxtral } from '../../../models/export/writeVoxtral'
import type { ExportDtype } from '../../../models/export/writeVoxtral'

const [hidden, vocab, layers, kvHeads, headSize] = [32, 300, 2, 2, 16]
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
    vocab_size: vocab,
    hidden_size: hidden,
    intermediate_size: 48,
    num_hidden_layers: layers,
    num_attention_heads: 4,
    num_key_value_heads: kvHeads,
    head_dim: headSize,
    max_position_embeddings: 64,
  },
}

/** Waves that differ from weight to weight; four-bit blocks keep them within a few percent. */
const weights: WeightSource = {
  read(name, shape) {
    const size = shape.reduce((product, dim) => product * dim, 1)
    const columns = shape.length > 1 ? shape[1] : 8
    return Float32Array.from(
      { length: size },
      (_, i) => Math.sin(i * (name.length + 0.37)) / Math.sqrt(columns),
    )
  },
}

const directory = mkdtempSync(join(tmpdir(), 'export-voxtral-'))
const held: (Session | Value)[] = []
const hold = <T extends Session | Value>(native: T): T => {
  held.push(native)
  return native
}
afterAll(() => {
  for (const each of held.reverse()) each.release()
  rmSync(directory, { recursive: true })
})

describe('half precision', () => {
  it('keeps every number that it has', () => {
    const lost = Array.from({ length: 65_536 }, (_, bits) => bits).filter((bits) => {
      const value = fromHalf(bits)
      return !Number.isNaN(value) && toHalf(value) !== bits
    })
    expect(lost).toEqual([])
  })

  it('rounds to the nearest, ties to even, and overflows to infinity', () => {
    const halves = [
      1 + 2 ** -11,
      1 + 3 * 2 ** -11,
      1 + 2 ** -11 + 2 ** -20,
      65_520,
      -1e6,
      2 ** -25,
      1.1 * 2 ** -25,
    ]
    expect(halves.map((value) => fromHalf(toHalf(value)))).toEqual([
      1,
      1 + 2 ** -9,
      1 + 2 ** -10,
      Infinity,
      -Infinity,
      0,
      2 ** -24,
    ])
  })
})

describe('four-bit blocks', () => {
  it('keep each weight within its scale, and short rows padded with zeros', () => {
    const values = weights.read('some', [3, 40])
    const { packed, scales } = quantizeFourBit(values, 3, 40)
    expect([packed.length, scales.length]).toEqual([3 * 2 * 16, 6])
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 64; column++) {
        const block = row * 2 + (column >> 5)
        const byte = packed[block * 16 + ((column & 31) >> 1)]
        const value = ((column & 1 ? byte >> 4 : byte & 15) - 8) * scales[block]
        const should = column < 40 ? values[row * 40 + column] : 0
        expect(Math.abs(value - should)).toBeLessThanOrEqual(Math.abs(scales[block]))
      }
    }
  })
})

describe('an exported model', () => {
  const exportAs = (dtype: ExportDtype, kvCache?: 'f16'): string => {
    const target = join(directory, `${dtype}${kvCache ?? ''}`)
    writeVoxtral(target, config, weights, { dtype, ...(kvCache && { kvCache }) })
    return target
  }
  const open = async (file: string): Promise<Session> => hold(await Session.load(file))
  const floats = (data: Float32Array, shape: readonly number[]): Value => hold(Value.from(data, shape))
  const whole = (data: readonly bigint[]): Value =>
    hold(Value.from(BigInt64Array.from(data), [1, data.length]))
  const run = async (
    session: Session,
    feeds: Readonly<Record<string, Value>>,
  ): Promise<Map<string, Value>> => {
    const outputs = await session.run(feeds)
    for (const value of outputs.values()) hold(value)
    return outputs
  }
  const embeddings = Float32Array.from({ length: 12 * hidden }, (_, i) => Math.sin(i * i))

  /** Logits of all 12 positions, computed in chunks of these lengths. `capacity`: past is that long from the start. */
  const decode = async (session: Session, chunks: readonly number[], capacity = 0): Promise<number[]> => {
    const parts = Array.from({ length: layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat()
    const { type } = session.inputs.get(`past_key_values.${parts[0]}`)!
    const { array } = elementTypes[type]
    const empty = hold(Value.from(new array(kvHeads * capacity * headSize), [1, kvHeads, capacity, headSize]))
    let past = Object.fromEntries(parts.map((part) => [`past_key_values.${part}`, empty]))
    const logits: number[] = []
    let done = 0
    for (const count of chunks) {
      const rows = embeddings.slice(done * hidden, (done + count) * hidden)
      const positions = Array.from({ length: count }, (_, i) => BigInt(done + i))
      done += count
      const outputs = await run(session, {
        inputs_embeds: floats(rows, [1, count, hidden]),
        attention_mask: whole(new Array<bigint>(done).fill(1n)),
        position_ids: whole(positions),
        ...past,
      })
      logits.push(...(outputs.get('logits')!.read() as Float32Array))
      past = Object.fromEntries(
        parts.map((part) => [`past_key_values.${part}`, outputs.get(`present.${part}`)!]),
      )
    }
    return logits
  }
  const difference = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0)
  const decoderOf = (target: string, suffix = ''): string =>
    join(target, 'onnx', `decoder_model_merged${suffix}.onnx`)
  let reference: number[]

  beforeAll(async () => {
    reference = await decode(await open(decoderOf(exportAs('fp32'))), [12])
  })

  it('has the same bytes every time', () => {
    const folder = join(exportAs('fp32'), 'onnx')
    const files = readdirSync(folder)
    expect(files.sort()).toEqual(['audio_encoder.onnx', 'decoder_model_merged.onnx', 'embed_tokens.onnx'])
    const before = files.map((file) => readFileSync(join(folder, file)))
    exportAs('fp32')
    expect(files.map((file) => readFileSync(join(folder, file)).equals(before[files.indexOf(file)]))).toEqual(
      [true, true, true],
    )
  })

  it.each([
    ['fp16-storage', '', 0.01],
    ['fp16', '_fp16', 0.02],
    ['q4', '_q4', 0.5],
    ['q4f16', '_q4f16', 0.5],
  ] as const)('%s answers as float32 does, but for its rounding', async (dtype, suffix, limit) => {
    const target = exportAs(dtype)
    const logits = await decode(await open(decoderOf(target, suffix)), [12])
    expect(difference(logits, reference)).toBeLessThan(limit * Math.max(...reference.map(Math.abs)))
    const rows = async (file: string): Promise<number[]> => {
      const table = await open(join(directory, file))
      const outputs = await run(table, { input_ids: whole([0n, 7n, 299n]) })
      return [...(outputs.get('inputs_embeds')!.read() as Float32Array)]
    }
    const embedded = await rows(`${dtype}/onnx/embed_tokens${suffix}.onnx`)
    expect(difference(embedded, await rows('fp32/onnx/embed_tokens.onnx'))).toBeLessThan(0.15 * limit)
  })

  it.each(['q4', 'q4f16'] as const)('%s has rows that are no whole number of blocks', async (dtype) => {
    const odd = { ...config, text_config: { ...config.text_config, hidden_size: 40 } }
    const rows: number[][] = []
    for (const each of ['fp32', dtype] as const) {
      const target = join(directory, `odd-${each}`)
      writeVoxtral(target, odd, weights, { dtype: each })
      const suffix = each === 'fp32' ? '' : `_${each}`
      const table = await open(join(target, 'onnx', `embed_tokens${suffix}.onnx`))
      const embeds = (await run(table, { input_ids: whole([0n, 7n, 299n]) })).get('inputs_embeds')!
      expect(embeds.shape).toEqual([1, 3, 40])
      rows.push([...(embeds.read() as Float32Array)])
      await open(decoderOf(target, suffix))
    }
    expect(difference(rows[1], rows[0])).toBeLessThan(0.08)
  })

  it.each([
    [[5, 7], 0],
    [[5, 4, 1, 1, 1], 0],
    [[12], 20],
    [[5, 4, 1, 1, 1], 20],
    [[1, 11], 12],
  ])('answers alike in chunks of %j with a cache of capacity %i', async (chunks, capacity) => {
    const plain = await open(decoderOf(exportAs('fp32')))
    expect(difference(await decode(plain, chunks, capacity), reference)).toBeLessThan(1e-5)
    const half = await open(decoderOf(exportAs('fp32', 'f16')))
    expect(difference(await decode(half, chunks, capacity), reference)).toBeLessThan(5e-3)
  })

  it('is the same with its weights in side files', async () => {
    const graph = (): ReturnType<typeof decoderGraph> =>
      decoderGraph(voxtralGeometry(config), weights, {
        weights: 'f32',
        activations: 'f32',
        kvCache: 'f32',
        accuracyLevel: 0,
      })
    const path = join(directory, 'aside.onnx')
    const count = writeOnnx(graph(), path, { inlineLimitBytes: 0, sideFileLimitBytes: 100_000 })
    expect(count).toBe(readdirSync(directory).filter((file) => file.startsWith('aside.onnx_data')).length)
    expect(count).toBeGreaterThan(1)
    expect(difference(await decode(await open(path), [12]), reference)).toBe(0)
  })

  it('hears: a group of encoder frames becomes one audio token', async () => {
    const session = await open(join(exportAs('fp32'), 'onnx', 'audio_encoder.onnx'))
    const mel = Float32Array.from({ length: 2 * 8 * 16 }, (_, i) => Math.sin(i * i))
    const hear = async (heard: Float32Array, groups: number): Promise<Value> =>
      (await run(session, { audio_values: floats(heard, [groups, 8, 16]) })).get('audio_features')!
    const both = await hear(mel, 2)
    expect(both.shape).toEqual([4, hidden])
    const alone = await hear(mel.slice(128), 1)
    const tail = [...(both.read(2 * hidden) as Float32Array)]
    expect(difference(tail, [...(alone.read() as Float32Array)])).toBeLessThan(1e-5)
  })
})
