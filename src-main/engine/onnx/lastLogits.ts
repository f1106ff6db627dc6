import { graphField, nameOf, nodeField, readNodes, rewriteModel, type GraphNode } from './graphNodes'
import { ProtobufWriter, readProtobuf, type ProtobufField } from './protobuf'

/** Operators that make logits of hidden states; their first input is the states. */
const projections = new Set(['MatMul', 'MatMulNBits', 'MatMulBnb4', 'FusedMatMul'])

const lastPosition = 'parley_last_position'
const lastHidden = 'parley_last_hidden'

/**
 * Rewrites a decoder so that only its last position goes through the projection to the vocabulary: `logits` becomes
 * [batch, 1, vocabSize]. Exports compute all positions, which for a prompt of 385 tokens and 131,072 logits is 202 MB and
 * more work than a tenth of the model. Weights beside the graph stay as they are.
 *
 * @param model an ONNX model
 * @returns undefined when the graph does not end in a projection that is known, or takes the last position itself, or
 *   the file is damaged, of which loading it tells more
 */
export function lastLogitsOnly(model: Uint8Array): Uint8Array | undefined {
  return rewriteModel(model, rewriteGraph)
}

function rewriteGraph(graph: Uint8Array): ProtobufWriter | undefined {
  const fields = [...readProtobuf(graph)]
  const nodes = readNodes(fields)
  const projection = projectionOf(nodes, 'logits')
  if (projection === undefined) return undefined
  const writer = new ProtobufWriter()
  for (const field of fields) {
    if (field === projection.field) {
      writer.message(graphField.node, (node) => writeTakeLast(node, projection.inputs[0]))
      writer.message(graphField.node, (node) => writeWithInput(node, projection, lastHidden))
    } else if (field.field === graphField.output && nameOf(field) === 'logits') {
      writer.message(graphField.output, (info) => writeOnePosition(info, field))
    } else writer.copy(field)
  }
  writer.message(graphField.initializer, writeLastPosition)
  return writer
}

/** The projection behind an output, through casts and the like. */
function projectionOf(nodes: readonly GraphNode[], output: string): GraphNode | undefined {
  const maker = nodes.find(({ outputs }) => outputs[0] === output)
  if (maker === undefined) return undefined
  if (maker.opType === 'Cast') return projectionOf(nodes, maker.inputs[0])
  if (!projections.has(maker.opType)) return undefined
  const before = nodes.find(({ outputs }) => outputs.includes(maker.inputs[0]))
  return before === undefined || ['Gather', 'Slice'].includes(before.opType) ? undefined : maker
}

/** `lastHidden` = Gather(hidden, [-1]) along the positions. */
function writeTakeLast(node: ProtobufWriter, hidden: string): void {
  node.string(nodeField.input, hidden).string(nodeField.input, lastPosition)
  node.string(nodeField.output, lastHidden).string(3, lastHidden).string(nodeField.opType, 'Gather')
  node.message(5, (attribute) => attribute.string(1, 'axis').int(3, 1).int(20, 2))
}

/** The constant i64 [1] of -1. */
function writeLastPosition(tensor: ProtobufWriter): void {
  const int64 = 7
  tensor.int(1, 1).int(2, int64).string(8, lastPosition)
  tensor.bytes(9, new Uint8Array(BigInt64Array.of(-1n).buffer))
}

function writeWithInput(writer: ProtobufWriter, node: GraphNode, input: string): void {
  let isFirst = true
  for (const field of readProtobuf(node.field.bytes)) {
    if (field.field === nodeField.input && isFirst) {
      isFirst = false
      writer.string(nodeField.input, input)
    } else writer.copy(field)
  }
}

/** A copy of an output's description (value -> type -> tensor -> shape) whose second size is 1. */
function writeOnePosition(writer: ProtobufWriter, info: ProtobufField): void {
  rewriteNested(writer, info.bytes, [2, 1, 2], (shape, bytes) => {
    let axis = 0
    for (const dim of readProtobuf(bytes)) {
      if (axis++ === 1) shape.message(1, (size) => size.int(1, 1))
      else shape.copy(dim)
    }
  })
}

function rewriteNested(
  writer: ProtobufWriter,
  message: Uint8Array,
  [field, ...deeper]: readonly number[],
  rewrite: (writer: ProtobufWriter, message: Uint8Array) => void,
): void {
  for (const part of readProtobuf(message)) {
    if (part.field !== field) writer.copy(part)
    else if (deeper.length === 0) writer.message(field, (nested) => rewrite(nested, part.bytes))
    else writer.message(field, (nested) => rewriteNested(nested, part.bytes, deeper, rewrite))
  }
}
