import { graphField, nameOf, nodeField, rewriteModel } from './graphNodes'
import { ProtobufWriter, readProtobuf, type ProtobufField } from './protobuf'

/**
 * Outputs of a decoder that tells its highest logits. Of each stretch of the vocabulary it has the highest, best first, of
 * equals the lower place first: `scores` as f32, and `places` within the stretch as i64, both [stretches, each].
 */
export const topLogits = {
  ...{ scores: 'parley_top_scores', places: 'parley_top_places' },
  /**
   * Tokens of a stretch. CUDA sorts up to 1,024 numbers in one block of threads; a whole vocabulary takes one block there as
   * well, and thereby hundreds of times as long.
   */
  stretch: 1024,
  /** The second shows how high anything else in the stretch can be at most. */
  each: 2,
} as const

const logits = 'logits'
const names = { shape: 'parley_top_shape', count: 'parley_top_count', stretches: 'parley_top_stretches' }

/**
 * Rewrites a decoder so that it also finds the highest of its logits: who takes the likeliest token need not look at, or bring
 * from a card, 131,072 of them.
 *
 * @param model an ONNX model that makes logits for one position
 * @returns undefined where it makes them for several, the vocabulary is no whole number of stretches, or the file is damaged,
 *   of which loading it tells more
 */
export function tellTopLogits(model: Uint8Array): Uint8Array | undefined {
  return rewriteModel(model, rewriteGraph)
}

function rewriteGraph(graph: Uint8Array): ProtobufWriter | undefined {
  const fields = [...readProtobuf(graph)]
  const output = fields.find((field) => field.field === graphField.output && nameOf(field) === logits)
  const sizes = output && sizesOf(output)
  if (sizes === undefined || sizes.length !== 3 || sizes[1] !== 1 || !(sizes[2] > 0)) return undefined
  const stretches = sizes[2] / topLogits.stretch
  if (!Number.isInteger(stretches)) return undefined

  const writer = new ProtobufWriter()
  for (const field of fields) writer.copy(field)
  writer.message(graphField.initializer, (tensor) =>
    writeIntegers(tensor, names.shape, [stretches, topLogits.stretch]),
  )
  writer.message(graphField.initializer, (tensor) => writeIntegers(tensor, names.count, [topLogits.each]))
  writer.message(graphField.node, (node) =>
    writeNode(node, 'Reshape', [logits, names.shape], [names.stretches]),
  )
  writer.message(graphField.node, (node) =>
    writeNode(node, 'TopK', [names.stretches, names.count], [topLogits.scores, topLogits.places]),
  )
  for (const [name, type] of [
    [topLogits.scores, elementType.float32],
    [topLogits.places, elementType.int64],
  ] as const)
    writer.message(graphField.output, (info) => writeOutput(info, name, type, [stretches, topLogits.each]))
  return writer
}

const elementType = { float32: 1, int64: 7 }

/** The sizes in a description (value -> type -> tensor -> shape); NaN for one that is not fixed. */
function sizesOf(info: ProtobufField): number[] {
  let message = info.bytes
  for (const field of [2, 1, 2]) {
    const nested = [...readProtobuf(message)].find((part) => part.field === field)
    if (nested === undefined) return []
    message = nested.bytes
  }
  return [...readProtobuf(message)].map(({ bytes }) => {
    const fixed = [...readProtobuf(bytes)].find((part) => part.field === 1)
    return fixed === undefined ? NaN : Number(fixed.value)
  })
}

/** The constant i64 of these numbers. */
function writeIntegers(tensor: ProtobufWriter, name: string, values: readonly number[]): void {
  tensor.int(1, values.length).int(2, elementType.int64).string(8, name)
  tensor.bytes(9, new Uint8Array(BigInt64Array.from(values, BigInt).buffer))
}

function writeNode(
  node: ProtobufWriter,
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
): void {
  for (const input of inputs) node.string(nodeField.input, input)
  for (const output of outputs) node.string(nodeField.output, output)
  node.string(3, outputs[0]).string(nodeField.opType, operator)
}

function writeOutput(info: ProtobufWriter, name: string, type: number, sizes: readonly number[]): void {
  info.string(1, name).message(2, (value) =>
    value.message(1, (tensor) => {
      tensor.int(1, type)
      tensor.message(2, (shape) => {
        for (const size of sizes) shape.message(1, (dim) => dim.int(1, size))
      })
    }),
  )
}
