import { int, text } from '../../../../models/export/onnxGraph'
import type { Attribute } from '../../../../models/export/onnxGraph'
import { randomWords } from '../randomBits'
import type { KokoroContext } from './layers'

/** Weights as unsigned bytes about 128: their names, and the names of scale and zero point. */
interface EightBitWeight {
  readonly values: string
  readonly scale: string
  readonly zero: string
}

/** Bytes spread evenly have this standard deviation. */
const byteDeviation = Math.sqrt((2 ** 16 - 1) / 12)

/** A random weight in eight bits; asked for again under the same name it is the same one. */
function eightBitWeight(
  { graph }: KokoroContext,
  name: string,
  dims: readonly number[],
  deviation: number,
  copies = 0,
): EightBitWeight {
  const names = { values: `${name}.u8`, scale: `${name}.scale`, zero: `${name}.zero` }
  if (graph.initializers.has(names.values)) return names
  const count = dims.reduce((size, dim) => size * dim, 1)
  const read = (): Uint8Array => {
    const words = new Uint32Array(Math.ceil(count / 4))
    randomWords(name)(words)
    return new Uint8Array(words.buffer, 0, count)
  }
  const scaleDims = copies === 0 ? [] : [copies]
  const scales = new Float32Array(copies || 1).fill(deviation / byteDeviation)
  graph.constant({ name: names.values, type: 'u8', dims, read })
  graph.constant({ name: names.scale, type: 'f32', dims: scaleDims, read: () => scales })
  const zeros = new Uint8Array(copies || 1).fill(128)
  graph.constant({ name: names.zero, type: 'u8', dims: scaleDims, read: () => zeros })
  return names
}

export interface EightBitProduct {
  readonly opType: 'ConvInteger' | 'MatMulInteger'
  readonly weightName: string
  readonly dims: readonly number[]
  readonly deviation: number
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** A convolution or product with eight-bit weights, the input quantized as it comes (dynamic quantization). */
export function eightBitProduct(
  context: KokoroContext,
  input: string,
  name: string,
  { opType, weightName, dims, deviation, attributes = {} }: EightBitProduct,
): string {
  const { graph, type } = context
  const weights = eightBitWeight(context, weightName, dims, deviation)
  const quantized = [`${name}.quantized`, `${name}.scale`, `${name}.zero`]
  graph.node('DynamicQuantizeLinear', [wide(context, input, name)], quantized)
  const parts = [quantized[0], weights.values, quantized[2], weights.zero]
  const sum = graph.cast(graph.node(opType, parts, `${name}.integer`, attributes), 'f32', `${name}.sum`)
  const scale = graph.node('Mul', [quantized[1], weights.scale], `${name}.scales`)
  const product = graph.node('Mul', [sum, scale], `${name}.scaled`)
  return type === 'f32' ? product : graph.cast(product, type, `${name}.product`)
}

/** Both directions at once: [length, 1, inputs] -> [length, 2, 1, hidden]. */
export function eightBitLstm(
  context: KokoroContext,
  input: string,
  name: string,
  { inputs, hidden, bias }: { inputs: number; hidden: number; bias: string },
): string {
  const { graph, type } = context
  const forInput = eightBitWeight(context, `${name}.weight_ih`, [2, inputs, 4 * hidden], inputs ** -0.5, 2)
  const forState = eightBitWeight(context, `${name}.weight_hh`, [2, hidden, 4 * hidden], hidden ** -0.5, 2)
  const parts = [
    ...[wide(context, input, name), forInput.values, forState.values, wide(context, bias, `${name}.bias`)],
    ...['', '', '', ''],
    ...[forInput.scale, forInput.zero, forState.scale, forState.zero],
  ]
  const attributes = { direction: text('bidirectional'), hidden_size: int(hidden) }
  const both = graph.node('DynamicQuantizeLSTM', parts, `${name}.both.f32`, attributes)
  return type === 'f32' ? both : graph.cast(both, type, `${name}.both`)
}

function wide({ graph, type }: KokoroContext, value: string, name: string): string {
  return type === 'f32' ? value : graph.cast(value, 'f32', `${name}.wide`)
}
