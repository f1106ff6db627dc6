import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { AppError } from '@contract'
import { OnnxGraph } from '../../models/export/onnxGraph'
import { writeOnnx } from '../../models/export/writeOnnx'
import { readVoxtralConfig } from '../../src-main/engine/listeners/voxtral/voxtralConfig'
import { attendsInPlace } from '../../src-main/engine/onnx/attendsInPlace'
import { lastLogitsOnly } from '../../src-main/engine/onnx/lastLogits'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { Session } from '../../src-main/engine/onnx/session'
import { toldItsLengths } from '../../src-main/engine/onnx/toldLengths'
import { Value } from '../../src-main/engine/onnx/value'
import { KvCache } from '../../src-main/engine/listeners/voxtral/kvCache'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-logits-'))
afterAll(() => rmSync(folder, { recursive: true }))

const positions = 5
const hidden = Float32Array.from({ length: positions * 4 }, (_, i) => Math.sin(i))

/** hidden -> relu -> projection -> (cast ->) logits, the weights in a file beside the graph. */
function decoderEnd(
  name: string,
  makeLogits: (graph: OnnxGraph, states: string, weights: string) => void,
): string {
  const graph = new OnnxGraph(name)
  const states = graph.node('Relu', [graph.input('hidden', 'f32', ['batch', 'sequence', 4])], 'states')
  const read = (): Float32Array => Float32Array.from({ length: 4 * 600 }, (_, i) => Math.cos(i * 1.7))
  makeLogits(graph, states, graph.constant({ name: 'weights', type: 'f32', dims: [4, 600], read }))
  graph.output('logits', 'f32', ['batch', 'sequence', 600])
  const file = path.join(folder, `${name}.onnx`)
  expect(writeOnnx(graph, file, { inlineLimitBytes: 0 })).toBe(1)
  return file
}

async function logitsOf(
  file: string,
  graph?: Uint8Array,
): Promise<{ shape: readonly unknown[]; made: Value }> {
  const session = await Session.load(file, { graph })
  const input = Value.from(hidden, [1, positions, 4])
  const made = (await session.run({ hidden: input })).get('logits')!
  input.release()
  session.release()
  return { shape: session.outputs.get('logits')!.shape, made }
}

it.each([
  [
    'at once',
    (graph: OnnxGraph, states: string, weights: string) =>
      void graph.node('MatMul', [states, weights], 'logits'),
  ],
  [
    'through a cast',
    (graph: OnnxGraph, states: string, weights: string) =>
      void graph.cast(graph.node('MatMul', [states, weights], 'scores'), 'f32', 'logits'),
  ],
])('only the last position goes through a projection that makes the logits %s', async (name, makeLogits) => {
  const file = decoderEnd(name.replaceAll(' ', '-'), makeLogits)
  const whole = await logitsOf(file)
  const last = await logitsOf(file, lastLogitsOnly(readFileSync(file)))
  expect(last.shape).toEqual(['batch', 1, 600])
  expect(last.made.shape).toEqual([1, 1, 600])
  expect(last.made.read()).toEqual(whole.made.read((positions - 1) * 600, 600))
  whole.made.release()
  last.made.release()
})

it('a graph that takes the last position itself, ends otherwise, or is damaged stays as it is', () => {
  const bytes = readFileSync(
    decoderEnd('plain', (graph, states, weights) => void graph.node('MatMul', [states, weights], 'logits')),
  )
  const rewritten = lastLogitsOnly(bytes)!
  expect(lastLogitsOnly(rewritten)).toBeUndefined()
  const activation = decoderEnd(
    'activation',
    (graph, states, weights) =>
      void graph.node('Sigmoid', [graph.node('MatMul', [states, weights], 'scores')], 'logits'),
  )
  expect(lastLogitsOnly(readFileSync(activation))).toBeUndefined()
  expect(lastLogitsOnly(bytes.subarray(0, bytes.length - 7))).toBeUndefined()
  expect(lastLogitsOnly(new Uint8Array(0))).toBeUndefined()
})

it('a cache is kept in place only where nothing but GroupQueryAttention looks at it', () => {
  const attending = (other?: string): Uint8Array => {
    const graph = new OnnxGraph('attention')
    const past = graph.input('past_key_values.0.key', 'f32', ['batch', 2, 'past', 8])
    graph.node(
      'GroupQueryAttention',
      ['query', '', '', past, 'past_value', 'last', 'total'],
      ['y', 'present.0.key'],
    )
    if (other !== undefined) graph.node(other, [past], 'seen')
    const file = path.join(folder, 'attention.onnx')
    writeOnnx(graph, file)
    return readFileSync(file)
  }
  expect(attendsInPlace(attending())).toBe(true)
  expect(attendsInPlace(attending('Shape'))).toBe(false)
  expect(
    attendsInPlace(
      readFileSync(decoderEnd('no-past', (graph, ...of) => void graph.node('MatMul', of, 'logits'))),
    ),
  ).toBe(false)
  expect(attendsInPlace(attending().subarray(0, 100))).toBe(false)
})

it('a cache for which there is no memory gives back what it got of it', async () => {
  const session = await Session.load(path.join('models', 'nano', 'onnx', 'decoder_model_merged.onnx'))
  const cache = new KvCache(session, readVoxtralConfig(path.join('models', 'nano')), true)
  cache.reserve(8)
  const binding = session.bind()
  const allocate = session.allocate.bind(session)
  let left = 3
  session.allocate = (...wanted) => {
    if (left-- === 0) throw new AppError('out-of-memory', { kind: 'as-told', text: 'Memory ran out.' })
    return allocate(...wanted)
  }
  const { value } = liveHandles()
  expect(() => cache.bind(binding)).toThrow('Memory ran out.')
  expect(liveHandles().value).toBe(value)
  binding.release()
  session.release()
})

it('a decoder is told its lengths where nothing else looks at the mask', async () => {
  const file = path.join('models', 'nano', 'onnx', 'decoder_model_merged.onnx')
  const told = toldItsLengths(readFileSync(file))!
  const session = await Session.load(file, { graph: told })
  expect([...session.inputs.keys()]).toEqual(
    expect.arrayContaining(['inputs_embeds', 'parley_last_index', 'parley_total_length']),
  )
  expect(session.inputs.has('attention_mask')).toBe(false)
  session.release()
  expect(toldItsLengths(told)).toBeUndefined()

  const masked = (other?: string): Uint8Array => {
    const graph = new OnnxGraph('masked')
    const mask = graph.input('attention_mask', 'i64', ['batch', 'total'])
    const [last, total] = ['ReduceSum', 'Size'].map((counts) => graph.node(counts, [mask], counts))
    graph.node('GroupQueryAttention', ['query', '', '', 'past', 'past_value', last, total], ['attended'])
    if (other !== undefined) graph.node(other, ['attended', mask], 'seen')
    graph.output(other === undefined ? 'attended' : 'seen', 'f32', ['batch'])
    const file = path.join(folder, 'masked.onnx')
    writeOnnx(graph, file)
    return readFileSync(file)
  }
  expect(toldItsLengths(masked())).toBeDefined()
  expect(toldItsLengths(masked('Where'))).toBeUndefined()
  expect(toldItsLengths(masked().subarray(0, 100))).toBeUndefined()
})

it('the built-in listener computes the logits of the last position only', async () => {
  const file = path.join('models', 'nano', 'onnx', 'decoder_model_merged.onnx')
  const session = await Session.load(file, { graph: lastLogitsOnly(readFileSync(file)) })
  expect(session.outputs.get('logits')!.shape[1]).toBe(1)
  session.release()
})
