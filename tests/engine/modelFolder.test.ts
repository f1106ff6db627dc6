import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '@contract'
import { OnnxGraph, type Dim, type ElementType } from '../../models/export/onnxGraph'
import { writeOnnx } from '../../models/export/writeOnnx'
import { loadVoxtral } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { warmUp } from '../../src-main/engine/listeners/voxtral/warmUp'
import { Session } from '../../src-main/engine/onnx/session'
import { Decoder } from '../../src-main/engine/listeners/voxtral/decodeTokens'
import { EmbeddingTable } from '../../src-main/engine/listeners/voxtral/embeddingTable'
import { AudioEncoder } from '../../src-main/engine/listeners/voxtral/encodeAudio'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'

const nano = path.resolve('models/nano')
const scratch = mkdtempSync(path.join(tmpdir(), 'parley-model-folder-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const jsonFiles = [
  'config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
] as const

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
const read = (name: string): Json => JSON.parse(readFileSync(path.join(nano, name), 'utf8')) as Json

/** All places in a JSON value, as the keys that lead there; of long lists and tables the first few. */
function placesIn(value: Json): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  const inside = Object.entries(value).slice(0, 12)
  return [[], ...inside.flatMap(([key, each]) => placesIn(each).map((place) => [key, ...place]))]
}

function withAt(value: Json, [key, ...deeper]: readonly string[], other: Json | undefined): Json | undefined {
  if (key === undefined) return other
  const copy = structuredClone(value) as Record<string, Json>
  const changed = withAt(copy[key], deeper, other)
  if (changed === undefined) delete copy[key]
  else copy[key] = changed
  return copy
}

const places = jsonFiles.flatMap((file) => placesIn(read(file)).map((place) => ({ file, place })))
let count = 0

/** The built-in listener with something else in one place of one of its files. */
function spoilt(file: string, place: readonly string[], other: Json | undefined): string {
  const folder = path.join(scratch, `${count++}`)
  mkdirSync(folder)
  symlinkSync(path.join(nano, 'onnx'), path.join(folder, 'onnx'))
  for (const name of jsonFiles)
    writeFileSync(
      path.join(folder, name),
      JSON.stringify(name === file ? (withAt(read(name), place, other) ?? null) : read(name)),
    )
  return folder
}

it('a model with anything in its JSON is used, or refused by a sentence before it is asked', async () => {
  const before = liveHandles()
  const others = fc.constantFrom<Json | undefined>(
    undefined,
    null,
    1.5,
    -1,
    0,
    7,
    1e12,
    1e300,
    'x',
    true,
    [],
    {},
    [1.5],
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), others, async ({ file, place }, other) => {
      const folder = spoilt(file, place, other)
      try {
        const listener = await loadVoxtral(folder)
        try {
          await warmUp(listener, false, 64)
        } finally {
          listener.release()
        }
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError)
        const { code, message } = thrown as AppError
        expect([code, message]).toEqual([
          'model-invalid',
          expect.stringContaining(path.join(folder, '')) as string,
        ])
      }
    }),
    { numRuns: 50 },
  )
  expect(liveHandles()).toEqual(before)
})

describe('a graph', () => {
  type Tensor = readonly [name: string, type: ElementType, dims: readonly Dim[]]
  /** A graph with these inputs and outputs that computes nothing of use. */
  const sessionOf = async (inputs: readonly Tensor[], outputs: readonly Tensor[]): Promise<Session> => {
    const graph = new OnnxGraph('interface')
    for (const [name, type, dims] of inputs) graph.input(name, type, dims)
    for (const [name, type, dims] of outputs) {
      const filled = graph.node(
        'ConstantOfShape',
        [graph.shape(dims.map((size) => Number(size) || 1))],
        `${name}0`,
      )
      graph.output(graph.cast(filled, type, name), type, dims)
    }
    const file = path.join(scratch, 'interface.onnx')
    writeOnnx(graph, file)
    return Session.load(file)
  }
  const geometry = { ...{ layers: 1, kvHeads: 2, headSize: 4, hiddenSize: 8, vocabSize: 16 } }
  const sound = { mel: { featureSize: 4, nSamples: 160 }, windowFrames: 6, windowTokens: 3, tokenSamples: 53 }
  const ids: Tensor = ['input_ids', 'i64', ['b', 's']]
  const rows: Tensor = ['inputs_embeds', 'f32', ['b', 's', 8]]
  const mel: Tensor = ['audio_values', 'f32', ['b', 4, 6]]
  const heard: Tensor = ['audio_features', 'f32', ['n', 8]]
  const mask: Tensor = ['attention_mask', 'i64', ['b', 't']]
  const logits: Tensor = ['logits', 'f32', ['b', 's', 16]]
  const cache = (name: string, type: ElementType = 'f32'): Tensor[] =>
    ['key', 'value'].map((part): Tensor => [`${name}.0.${part}`, type, ['b', 2, 'p', 4]])
  const [past, present] = [cache('past_key_values'), cache('present')]
  const table: Tensor = ['inputs_embeds', 'f32', ['b', 's', 8]]
  const as = ([name, , dims]: Tensor, type: ElementType): Tensor => [name, type, dims]
  const other: Tensor = ['use_cache_branch', 'bool', [1]]

  const embeds = async (inputs: Tensor[], outputs: Tensor[]): Promise<unknown> =>
    new EmbeddingTable(await sessionOf(inputs, outputs), 8)
  const encodes = async (inputs: Tensor[], outputs: Tensor[]): Promise<unknown> =>
    new AudioEncoder(await sessionOf(inputs, outputs), { ...sound, hiddenSize: 8 })
  const decodes = async (inputs: Tensor[], outputs: Tensor[]): Promise<unknown> =>
    new Decoder(await sessionOf(inputs, outputs), await sessionOf([ids], [table]), geometry, false)

  it.each<[string, typeof embeds, Tensor[], Tensor[], string | undefined]>([
    ['embeds', embeds, [ids], [rows], undefined],
    ['embeds 32-bit ids', embeds, [as(ids, 'i32')], [rows], '(input_ids: int32, not int64)'],
    ['embeds in halves', embeds, [ids], [as(rows, 'f16')], '(inputs_embeds: float16, not float32)'],
    ['embeds with more', embeds, [ids, other], [rows], '(unknown input use_cache_branch)'],
    ['hears', encodes, [mel], [heard], undefined],
    ['hears halves', encodes, [as(mel, 'f16')], [heard], '(audio_values: float16, not '],
    ['hears with more', encodes, [mel, mask], [heard], '(unknown input attention_mask)'],
    ['decodes', decodes, [rows, mask, ...past], [logits, ...present], undefined],
    [
      'decodes a cache in halves',
      decodes,
      [rows, mask, ...cache('past_key_values', 'f16')],
      [logits, ...cache('present', 'f16')],
      undefined,
    ],
    [
      'decodes a mask of bits',
      decodes,
      [rows, as(mask, 'bool'), ...past],
      [logits, ...present],
      '(attention_mask: bool, not ',
    ],
    [
      'decodes logits in halves',
      decodes,
      [rows, mask, ...past],
      [as(logits, 'f16'), ...present],
      '(logits: float16, not ',
    ],
    [
      'decodes two caches',
      decodes,
      [rows, mask, ...past],
      [logits, ...cache('present', 'f16')],
      '(KV cache: float32, float16)',
    ],
    [
      'decodes with more',
      decodes,
      [rows, mask, other, ...past],
      [logits, ...present],
      '(unknown input use_cache_branch)',
    ],
  ])(
    'is refused when it is loaded, and not when it is asked: one that %s',
    async (_, load, inputs, outputs, why) => {
      if (why === undefined) return void (await load(inputs, outputs))
      await expect(load(inputs, outputs)).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining(
          `${path.join(scratch, 'interface.onnx')} is not that of a Voxtral model ${why}`,
        ) as string,
      })
    },
  )
})
