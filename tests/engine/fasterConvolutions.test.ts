import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { int, ints, OnnxGraph, type Attribute } from '../../models/export/onnxGraph'
import { writeOnnx } from '../../models/export/writeOnnx'
import { fasterConvolutions } from '../../src-main/engine/onnx/fasterConvolutions'
import { graphField, modelGraph, readNodes } from '../../src-main/engine/onnx/graphNodes'
import { readProtobuf } from '../../src-main/engine/onnx/protobuf'
import { Session } from '../../src-main/engine/onnx/session'
import { Value } from '../../src-main/engine/onnx/value'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-convolutions-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [channels, length] = [6, 40]
const input = Float32Array.from({ length: channels * length }, (_, i) => Math.sin(i * 0.7) * 2)

function write(name: string, make: (graph: OnnxGraph, from: string) => string): string {
  const graph = new OnnxGraph(name)
  const made = make(graph, graph.input('x', 'f32', [1, channels, 'length']))
  graph.node('Identity', [made], 'y')
  graph.output('y', 'f32', ['batch', 'channels', 'out'])
  const file = path.join(folder, `${name}.onnx`)
  writeOnnx(graph, file)
  return file
}

async function run(
  file: string,
  graph?: Uint8Array,
): Promise<{ shape: readonly number[]; values: Float32Array }> {
  const session = await Session.load(file, { graph })
  const x = Value.from(input, [1, channels, length])
  const y = (await session.run({ x })).get('y')!
  const got = { shape: y.shape, values: y.read() as Float32Array }
  for (const each of [x, y]) each.release()
  session.release()
  return got
}

function opsOf(model: Uint8Array): Record<string, number> {
  const graph = [...readProtobuf(model)].find(({ field }) => field === modelGraph)!
  const ops: Record<string, number> = {}
  for (const { opType } of readNodes([...readProtobuf(graph.bytes)])) ops[opType] = (ops[opType] ?? 0) + 1
  return ops
}

/** Names of the constants of a model. */
function constantsOf(model: Uint8Array): number {
  const graph = [...readProtobuf(model)].find(({ field }) => field === modelGraph)!
  return [...readProtobuf(graph.bytes)].filter(({ field }) => field === graphField.initializer).length
}

const noise = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.cos(i * 1.3) / 3)
const kernel = (size: number, more: Record<string, Attribute> = {}): Record<string, Attribute> => ({
  kernel_shape: ints([size]),
  ...more,
})
const shapes: readonly (readonly [
  what: string,
  attributes: Record<string, Attribute>,
  dims: readonly number[],
])[] = [
  ['alone', kernel(3), [8, channels, 3]],
  [
    'with pads, steps and holes',
    kernel(3, { pads: ints([2, 4]), strides: ints([2]), dilations: ints([3]) }),
    [8, channels, 3],
  ],
  ['in groups', kernel(5, { group: int(channels), pads: ints([2, 2]) }), [channels, 1, 5]],
  ['of one sample', kernel(1), [4, channels, 1]],
]

describe('convolutions over one axis', () => {
  it.each(shapes)('%s give the same on a processor over two', async (what, attributes, dims) => {
    const file = write(`flat-${what.replaceAll(' ', '-')}`, (graph, x) => {
      const read = (): Float32Array => noise(dims[0] * dims[1] * dims[2])
      const weight = graph.constant({ name: 'w', type: 'f32', dims, read })
      const bias = graph.constant({ name: 'b', type: 'f32', dims: [dims[0]], read: () => noise(dims[0]) })
      return graph.node('Conv', [x, weight, bias], 'c', attributes)
    })
    const faster = fasterConvolutions(readFileSync(file), { kind: 'cpu' })!
    expect(opsOf(faster)).toEqual({ Unsqueeze: 1, Conv: 1, Squeeze: 1, Identity: 1 })
    const [plain, flat] = [await run(file), await run(file, faster)]
    expect(flat.shape).toEqual(plain.shape)
    flat.values.forEach((value, i) => expect(value).toBeCloseTo(plain.values[i], 5))
    // A card does this by itself.
    expect(fasterConvolutions(readFileSync(file), { kind: 'cuda' })).toBeUndefined()
  })

  it('whose weight something else reads stay as they are', () => {
    const file = write('shared', (graph, x) => {
      const weight = graph.constant({ name: 'w', type: 'f32', dims: [4, channels, 3], read: () => noise(72) })
      const made = graph.node('Conv', [x, weight], 'c', kernel(3))
      return graph.node('Add', [made, graph.node('ReduceMax', [weight], 'm', { keepdims: int(0) })], 'a')
    })
    expect(fasterConvolutions(readFileSync(file), { kind: 'cpu' })).toBeUndefined()
  })
})

/** What a quantizer of exports makes of a convolution or a product. */
function eightBit(
  graph: OnnxGraph,
  from: string,
  {
    op,
    dims,
    scales,
    bias,
  }: { op: 'ConvInteger' | 'MatMulInteger'; dims: readonly number[]; scales: number; bias: boolean },
): string {
  const count = dims.reduce((all, size) => all * size, 1)
  const read = (): Uint8Array => Uint8Array.from({ length: count }, (_, i) => (i * 37) % 256)
  const scaleDims = scales === 1 ? [] : [scales]
  const weight = graph.constant({ name: 'w', type: 'u8', dims, read })
  const scale = graph.constant({
    name: 'ws',
    type: 'f32',
    dims: scaleDims,
    read: () => Float32Array.from({ length: scales }, (_, i) => 0.01 + i * 0.002),
  })
  const zero = graph.constant({ name: 'wz', type: 'u8', dims: [], read: () => Uint8Array.of(120) })
  graph.node('DynamicQuantizeLinear', [from], ['xq', 'xs', 'xz'])
  const both = graph.node('Mul', ['xs', scale], 'scales')
  let made = graph.node(op, ['xq', weight, 'xz', zero], 'i', op === 'ConvInteger' ? kernel(3) : {})
  if (bias) {
    const floats = graph.constant({ name: 'b', type: 'f32', dims: [dims[0]], read: () => noise(dims[0]) })
    const floor = graph.node('Floor', [graph.node('Div', [floats, both], 'd')], 'f')
    const shape = graph.constant({
      name: 's',
      type: 'i64',
      dims: [3],
      read: () => BigInt64Array.of(1n, -1n, 1n),
    })
    made = graph.node(
      'Add',
      [made, graph.node('Reshape', [graph.cast(floor, 'i32', 'fi'), shape], 'r')],
      'ib',
    )
  }
  return graph.node('Mul', [graph.cast(made, 'f32', 'if'), both], 'p')
}

describe('eight-bit weights', () => {
  it.each([
    ['of a convolution', { op: 'ConvInteger', dims: [8, channels, 3], scales: 1, bias: false }],
    ['of a convolution with a bias', { op: 'ConvInteger', dims: [8, channels, 3], scales: 1, bias: true }],
    ['of a product', { op: 'MatMulInteger', dims: [length, 9], scales: 1, bias: false }],
    [
      'of a product with a scale for each column',
      { op: 'MatMulInteger', dims: [length, 9], scales: 9, bias: false },
    ],
  ] as const)('%s become floats, and give the same but for what the input lost', async (what, how) => {
    const file = write(`eight-${what.replaceAll(' ', '-')}`, (graph, x) => eightBit(graph, x, how))
    const model = readFileSync(file)
    for (const kind of ['cpu', 'cuda'] as const) {
      const faster = fasterConvolutions(model, { kind })!
      const op = how.op === 'ConvInteger' ? 'Conv' : 'MatMul'
      const isFlat = kind === 'cpu' && op === 'Conv'
      expect(opsOf(faster)).toEqual({ [op]: 1, Identity: 1, ...(isFlat ? { Unsqueeze: 1, Squeeze: 1 } : {}) })
      // The weight, the bias, and the axis.
      expect(constantsOf(faster)).toBe(1 + Number(how.bias) + Number(isFlat))
      const [integers, floats] = [await run(file), await run(file, faster)]
      expect(floats.shape).toEqual(integers.shape)
      // An input of -2 to 2 in 255 steps, rounded to half a step, and the bias down to a whole one.
      const terms = how.op === 'ConvInteger' ? 3 * channels : length
      const largest = how.scales === 1 ? 0.01 * 136 : 0.026 * 136
      const most = terms * largest * (4 / 255 / 2) + (how.bias ? 0.01 * (4 / 255) : 0)
      floats.values.forEach((value, i) => expect(Math.abs(value - integers.values[i])).toBeLessThan(most))
      const mean =
        floats.values.reduce((sum, value, i) => sum + Math.abs(value - integers.values[i]), 0) /
        floats.values.length
      const size = integers.values.reduce((sum, value) => sum + Math.abs(value), 0) / floats.values.length
      expect(mean).toBeLessThan(size / 20)
    }
  })

  it('stay where something else reads what is between, and where a model is damaged', () => {
    const file = write('between', (graph, x) => {
      const made = eightBit(graph, x, { op: 'MatMulInteger', dims: [length, 9], scales: 1, bias: false })
      return graph.node('Add', [made, graph.cast('i', 'f32', 'again')], 'sum')
    })
    const model = readFileSync(file)
    expect(fasterConvolutions(model, { kind: 'cuda' })).toBeUndefined()
    expect(fasterConvolutions(model.subarray(0, 200), { kind: 'cpu' })).toBeUndefined()
    expect(fasterConvolutions(new Uint8Array(0), { kind: 'cpu' })).toBeUndefined()
  })
})
