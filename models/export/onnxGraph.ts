/** Element types that the exported graphs use, with ONNX's TensorProto.DataType number and size. */
export const elementTypes = {
  f32: { onnx: 1, bytes: 4 },
  u8: { onnx: 2, bytes: 1 },
  i32: { onnx: 6, bytes: 4 },
  i64: { onnx: 7, bytes: 8 },
  bool: { onnx: 9, bytes: 1 },
  f16: { onnx: 10, bytes: 2 },
  f64: { onnx: 11, bytes: 8 },
} as const
export type ElementType = keyof typeof elementTypes

/** A fixed size, or the name of a symbolic one. */
export type Dim = number | string

export interface TensorInfo {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly Dim[]
}

/**
 * A constant of the graph. `read` is called once, while the model is written: only one is in memory at a time, and of
 * one that comes in pieces only a piece.
 */
export interface Initializer {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly number[]
  readonly read: () => ArrayBufferView | Iterable<ArrayBufferView>
}

export type Attribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'graph'; readonly value: OnnxGraph }
export const int = (value: number): Attribute => ({ kind: 'int', value })
export const float = (value: number): Attribute => ({ kind: 'float', value })
export const ints = (value: readonly number[]): Attribute => ({ kind: 'ints', value })
export const text = (value: string): Attribute => ({ kind: 'text', value })
/** The body of a loop or of a branch. */
export const body = (value: OnnxGraph): Attribute => ({ kind: 'graph', value })

export interface GraphNode {
  readonly opType: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** ONNX Runtime's own operators; every other one is of the standard domain. */
const microsoftOps = new Set([
  'DynamicQuantizeLSTM',
  'Gelu',
  'GatherBlockQuantized',
  'GroupQueryAttention',
  'MatMulNBits',
  'MultiHeadAttention',
  'RotaryEmbedding',
  'SkipSimplifiedLayerNormalization',
])

/** A graph in the making: nodes in order of evaluation, named values between them. */
export class OnnxGraph {
  readonly name: string
  readonly inputs: TensorInfo[] = []
  readonly outputs: TensorInfo[] = []
  readonly nodes: GraphNode[] = []
  readonly initializers = new Map<string, Initializer>()

  constructor(name: string) {
    this.name = name
  }

  input(name: string, type: ElementType, dims: readonly Dim[]): string {
    this.inputs.push({ name, type, dims })
    return name
  }

  output(name: string, type: ElementType, dims: readonly Dim[]): void {
    this.outputs.push({ name, type, dims })
  }

  /** Adds a node and returns its first output. Empty names leave an optional input or output out. */
  node(
    opType: string,
    inputs: readonly string[],
    output: string | readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const outputs = typeof output === 'string' ? [output] : output
    const domain = microsoftOps.has(opType) ? 'com.microsoft' : ''
    this.nodes.push({ opType, domain, inputs, outputs, attributes })
    return outputs[0]
  }

  /** Adds a constant whose values are read when the model is written. */
  constant(initializer: Initializer): string {
    if (this.initializers.has(initializer.name)) throw new Error(`Two constants named ${initializer.name}`)
    this.initializers.set(initializer.name, initializer)
    return initializer.name
  }

  /** A small int64 vector, e.g. a shape; the same values share one constant. */
  shape(values: readonly number[]): string {
    return this.small(`shape_${values.join('_')}`, [values.length], values)
  }

  /** An int64 scalar; the same value shares one constant. */
  index(value: number): string {
    return this.small(`index_${value}`, [], [value])
  }

  cast(value: string, to: ElementType, output: string): string {
    return this.node('Cast', [value], output, { to: int(elementTypes[to].onnx) })
  }

  private small(name: string, dims: readonly number[], values: readonly number[]): string {
    if (!this.initializers.has(name)) {
      this.constant({ name, type: 'i64', dims, read: () => BigInt64Array.from(values, BigInt) })
    }
    return name
  }
}

export function byteLengthOf(tensor: { type: ElementType; dims: readonly number[] }): number {
  return tensor.dims.reduce((size, dim) => size * dim, elementTypes[tensor.type].bytes)
}
