import { toHalfArray } from '../../src-main/engine/onnx/float16'
import { float, int } from './onnxGraph'
import type { Attribute, ElementType, OnnxGraph } from './onnxGraph'
import { blockSize, blocksPerRow, quantizeFourBit } from './quantize'
import type { FourBitMatrix } from './quantize'

/** Where weights come from, by their Hugging Face name; asked for one tensor at a time. */
export interface WeightSource {
  /** Row-major values of exactly this shape. */
  read(name: string, shape: readonly number[]): Float32Array
  /**
   * The bits of half-precision values of this shape, in pieces, so that a large matrix need not fit into memory.
   * `transposed`: a matrix in the order [columns, rows]. Without it `read` is rounded.
   */
  readHalf?(name: string, shape: readonly number[], transposed: boolean): Iterable<Uint16Array>
  /** A matrix that is already in four-bit blocks; without it `read` is quantized. */
  readFourBit?(name: string, rows: number, columns: number): FourBitMatrix
}

export interface Precision {
  /** How weights are stored. `f16-cast`: in half precision, made float32 when the model is loaded. */
  readonly weights: 'f32' | 'f16' | 'f16-cast' | 'q4'
  readonly activations: 'f32' | 'f16'
  readonly kvCache: 'f32' | 'f16'
  /** MatMulNBits: 4 lets the runtime compute with 8-bit activations, 0 leaves the choice to it. */
  readonly accuracyLevel: 0 | 1 | 2 | 3 | 4
}

/** What every layer function needs. */
export interface LayerContext {
  readonly graph: OnnxGraph
  readonly weights: WeightSource
  readonly precision: Precision
}

/** Vectors stay float32 under `f16-cast`: they are small, and norms and biases gain most from it. */
const isLarge = (shape: readonly number[]): boolean => shape.length > 1

/** A weight in the type of the activations; `transposed` turns [out, in] into the [in, out] that MatMul takes. */
export function weight(
  context: LayerContext,
  name: string,
  shape: readonly number[],
  transposed = false,
): string {
  const { graph, weights, precision } = context
  if (precision.activations === 'f16') return halfWeight(context, name, name, shape, transposed)
  if (precision.weights === 'f16-cast' && isLarge(shape)) {
    return graph.cast(halfWeight(context, name, `${name}.f16`, shape, transposed), 'f32', name)
  }
  const dims = transposed ? shape.toReversed() : shape
  return graph.constant({
    name,
    type: 'f32',
    dims,
    read: () => readInOrder(weights, name, shape, transposed),
  })
}

/** A weight in half precision, whatever the activations are. */
export function halfWeight(
  { graph, weights }: Pick<LayerContext, 'graph' | 'weights'>,
  name: string,
  constantName: string,
  shape: readonly number[],
  transposed = false,
): string {
  const dims = transposed ? shape.toReversed() : shape
  const read = (): Uint16Array | Iterable<Uint16Array> =>
    weights.readHalf?.(name, shape, transposed) ?? toHalfArray(readInOrder(weights, name, shape, transposed))
  return graph.constant({ name: constantName, type: 'f16', dims, read })
}

function readInOrder(
  weights: WeightSource,
  name: string,
  shape: readonly number[],
  transposed: boolean,
): Float32Array {
  const values = weights.read(name, shape)
  return transposed ? transpose(values, shape[0], shape[1]) : values
}

/** [..., columns] -> [..., rows] with the Hugging Face weight [rows, columns], in four-bit blocks if the precision says so. */
export function linear(
  context: LayerContext,
  input: string,
  name: string,
  [rows, columns]: readonly [number, number],
  options: { readonly bias?: boolean } = {},
): string {
  const { graph, precision } = context
  const product =
    precision.weights === 'q4'
      ? graph.node(
          'MatMulNBits',
          [input, ...fourBitWeight(context, name, rows, columns)],
          `${name}.product`,
          {
            K: int(columns),
            N: int(rows),
            bits: int(4),
            block_size: int(blockSize),
            accuracy_level: int(precision.accuracyLevel),
          },
        )
      : graph.node(
          'MatMul',
          [input, weight(context, `${name}.weight`, [rows, columns], true)],
          `${name}.product`,
        )
  return options.bias
    ? graph.node('Add', [product, weight(context, `${name}.bias`, [rows])], `${name}.sum`)
    : product
}

function fourBitWeight(context: LayerContext, name: string, rows: number, columns: number): string[] {
  const matrix = readFourBit(context.weights, `${name}.weight`, rows, columns)
  const blocks = blocksPerRow(columns)
  const { graph, precision } = context
  const packed = graph.constant({
    name: `${name}.weight_q4`,
    type: 'u8',
    dims: [rows, blocks, blockSize / 2],
    read: () => matrix().packed,
  })
  const scales = activationConstant(graph, precision, `${name}.scales`, [rows, blocks], () => matrix().scales)
  return [packed, scales]
}

/** Reads once for the two constants that are written one after the other, and keeps nothing after the second. */
export function readFourBit(
  weights: WeightSource,
  name: string,
  rows: number,
  columns: number,
): () => FourBitMatrix {
  let kept: FourBitMatrix | undefined
  return () => {
    if (kept) {
      const matrix = kept
      kept = undefined
      return matrix
    }
    kept =
      weights.readFourBit?.(name, rows, columns) ??
      quantizeFourBit(weights.read(name, [rows, columns]), rows, columns)
    return kept
  }
}

/** Computed values (scales, rotary tables) in the type of the activations. */
export function activationConstant(
  graph: OnnxGraph,
  precision: Precision,
  name: string,
  dims: readonly number[],
  read: () => Float32Array,
): string {
  if (precision.activations === 'f32') return graph.constant({ name, type: 'f32', dims, read })
  return graph.constant({ name, type: 'f16', dims, read: () => toHalfArray(read()) })
}

/** Over the last axis, with weight and bias. Whisper's encoder uses epsilon 1e-5. */
export function layerNorm(context: LayerContext, input: string, name: string, size: number): string {
  const scale = weight(context, `${name}.weight`, [size])
  const bias = weight(context, `${name}.bias`, [size])
  const attributes = { axis: int(-1), epsilon: float(1e-5) }
  return context.graph.node('LayerNormalization', [input, scale, bias], `${name}.output`, attributes)
}

export const rmsAttributes = (epsilon: number): Record<string, Attribute> => ({
  axis: int(-1),
  epsilon: float(epsilon),
  stash_type: int(1),
})

/** Casts between the float32 of a model's inputs and outputs and the type inside; none when they are the same. */
export function castTo(graph: OnnxGraph, value: string, from: ElementType, to: ElementType): string {
  return from === to ? value : graph.cast(value, to, `${value}.${to}`)
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length)
  // Blocks keep both sides in the cache; a plain double loop is several times slower on large matrices.
  const edge = 64
  for (let rowStart = 0; rowStart < rows; rowStart += edge) {
    const rowEnd = Math.min(rows, rowStart + edge)
    for (let columnStart = 0; columnStart < columns; columnStart += edge) {
      const columnEnd = Math.min(columns, columnStart + edge)
      for (let row = rowStart; row < rowEnd; row++) {
        for (let column = columnStart; column < columnEnd; column++) {
          result[column * rows + row] = values[row * columns + column]!
        }
      }
    }
  }
  return result
}
