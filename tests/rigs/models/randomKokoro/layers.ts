import { toHalfArray } from '../../../../src-main/engine/onnx/float16'
import { float, int, ints } from '../../../../models/export/onnxGraph'
import type { Attribute, ElementType, OnnxGraph } from '../../../../models/export/onnxGraph'
import { randomValues } from '../randomBits'
import { eightBitProduct } from './eightBit'

/** What every part of the graph needs. Sequences are [1, length, channels], signals [1, channels, length]. */
export interface KokoroContext {
  readonly graph: OnnxGraph
  /** Element type of weights and activations. */
  readonly type: 'f32' | 'f16'
  /** Weights of convolutions, matrices and LSTMs in eight bits. */
  readonly isEightBit?: boolean
}

/** What a weight is filled with: numbers about zero of a standard deviation, or about another mean. */
interface Spread {
  readonly deviation: number
  readonly mean?: number
}

/** A random weight that follows from its name; asked for again under the same name it is the same constant. */
export function weight(
  { graph, type }: KokoroContext,
  name: string,
  dims: readonly number[],
  { deviation, mean = 0 }: Spread,
): string {
  if (graph.initializers.has(name)) return name
  const count = dims.reduce((size, dim) => size * dim, 1)
  const values = (): Float32Array => {
    const random = randomValues(name, count, deviation)
    return mean === 0 ? random : random.map((value) => value + mean)
  }
  const read = type === 'f16' ? (): Uint16Array => toHalfArray(values()) : values
  return graph.constant({ name, type, dims, read })
}

/** A constant number, by default of the activations' type. */
export function number(
  { graph, type }: KokoroContext,
  value: number,
  as: ElementType = type,
  dims: readonly number[] = [],
): string {
  const name = `number_${value}_${as}_${dims.length}`
  if (graph.initializers.has(name)) return name
  const values = Float32Array.of(value)
  return graph.constant({ name, type: as, dims, read: () => (as === 'f16' ? toHalfArray(values) : values) })
}

export interface LinearOptions {
  /** Standard deviation of the outputs for inputs of 1. */
  readonly gain?: number
  readonly biasMean?: number
}

/** [..., inputs] -> [..., outputs]. `weightName` other than `name` shares the weights of layers. */
export function linear(
  context: KokoroContext,
  input: string,
  name: string,
  [inputs, outputs]: readonly [number, number],
  { gain = 1, biasMean = 0, weightName = name }: LinearOptions & { readonly weightName?: string } = {},
): string {
  const matrix = {
    weightName: `${weightName}.weight`,
    dims: [inputs, outputs],
    deviation: gain / Math.sqrt(inputs),
  }
  const bias = weight(context, `${weightName}.bias`, [outputs], { deviation: 0.02 * gain, mean: biasMean })
  const product = context.isEightBit
    ? eightBitProduct(context, input, name, { opType: 'MatMulInteger', ...matrix })
    : context.graph.node(
        'MatMul',
        [input, weight(context, matrix.weightName, matrix.dims, matrix)],
        `${name}.product`,
      )
  return context.graph.node('Add', [product, bias], `${name}.output`)
}

export interface ConvOptions extends LinearOptions {
  readonly stride?: number
  readonly dilation?: number
  readonly pad?: number
  readonly hasBias?: boolean
}

/** [1, inputs, length] -> [1, outputs, length]: by default of the same length. */
export function conv(
  context: KokoroContext,
  input: string,
  name: string,
  [inputs, outputs, kernel]: readonly [number, number, number],
  options: ConvOptions = {},
): string {
  const { stride = 1, dilation = 1, gain = 1, biasMean = 0, hasBias = true } = options
  const pad = options.pad ?? ((kernel - 1) * dilation) / 2
  const attributes = {
    kernel_shape: ints([kernel]),
    strides: ints([stride]),
    dilations: ints([dilation]),
    pads: ints([pad, pad]),
  }
  const deviation = gain / Math.sqrt(inputs * kernel)
  const dims = [outputs, inputs, kernel]
  const spread = { deviation: 0.02, mean: biasMean }
  if (context.isEightBit) {
    const matrix = { weightName: `${name}.weight`, dims, deviation, attributes }
    const product = eightBitProduct(context, input, name, { opType: 'ConvInteger', ...matrix })
    if (!hasBias) return product
    return context.graph.node(
      'Add',
      [product, weight(context, `${name}.bias`, [1, outputs, 1], spread)],
      `${name}.output`,
    )
  }
  const parts = [input, weight(context, `${name}.weight`, dims, { deviation })]
  if (hasBias) parts.push(weight(context, `${name}.bias`, [outputs], spread))
  return context.graph.node('Conv', parts, `${name}.output`, attributes)
}

/** [1, inputs, length] -> [1, outputs, stride * length]. With `groups` each channel is spread by itself. */
export function convTranspose(
  context: KokoroContext,
  input: string,
  name: string,
  [inputs, outputs, kernel]: readonly [number, number, number],
  {
    stride,
    pad,
    outputPad = 0,
    groups = 1,
  }: { stride: number; pad: number; outputPad?: number; groups?: number },
): string {
  // Only every stride-th value of the kernel falls on an output.
  const deviation = 1 / Math.sqrt(((inputs / groups) * kernel) / stride)
  const kernels = weight(context, `${name}.weight`, [inputs, outputs / groups, kernel], { deviation })
  const bias = weight(context, `${name}.bias`, [outputs], { deviation: 0.02 })
  return context.graph.node('ConvTranspose', [input, kernels, bias], `${name}.output`, {
    kernel_shape: ints([kernel]),
    strides: ints([stride]),
    pads: ints([pad, pad]),
    output_padding: ints([outputPad]),
    group: int(groups),
  })
}

/** Over the last axis. Without `affine` the scale is 1 and the bias 0. */
export function layerNorm(
  context: KokoroContext,
  input: string,
  name: string,
  channels: number,
  { epsilon = 1e-5, affine = true, weightName = name } = {},
): string {
  const scaleName = affine ? `${weightName}.weight` : `ones_${channels}`
  const scale = weight(context, scaleName, [channels], { deviation: affine ? 0.02 : 0, mean: 1 })
  const parts = [input, scale]
  if (affine) parts.push(weight(context, `${weightName}.bias`, [channels], { deviation: 0.02 }))
  const attributes: Record<string, Attribute> = { axis: int(-1), epsilon: float(epsilon) }
  return context.graph.node('LayerNormalization', parts, `${name}.output`, attributes)
}

export function leakyRelu({ graph }: KokoroContext, input: string, slope: number): string {
  return graph.node('LeakyRelu', [input], `${input}.active`, { alpha: float(slope) })
}

/** Between [1, length, channels] and [1, channels, length]. */
export function swap({ graph }: KokoroContext, input: string): string {
  return graph.node('Transpose', [input], `${input}.swapped`, { perm: ints([0, 2, 1]) })
}

export function concat(
  { graph }: KokoroContext,
  inputs: readonly string[],
  axis: number,
  name: string,
): string {
  return graph.node('Concat', inputs, name, { axis: int(axis) })
}

/** Elements `start` to `end` of an axis. */
export function slice(
  { graph }: KokoroContext,
  input: string,
  name: string,
  { axis, start, end }: { axis: number; start: number; end: number },
): string {
  return graph.node('Slice', [input, ...[start, end, axis].map((at) => graph.shape([at]))], name)
}
