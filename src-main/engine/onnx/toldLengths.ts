import { graphField, nameOf, nodeField, readNodes, rewriteModel, type GraphNode } from './graphNodes'
import { hasInnerGraph, liveNodes } from './liveNodes'
import { ProtobufWriter, readProtobuf } from './protobuf'

/** Inputs of a decoder that is told its lengths, both i32 [1]: the index of the last position, and one more than it. */
export const toldLengths = { lastIndex: 'parley_last_index', total: 'parley_total_length' } as const

const mask = 'attention_mask'
/** Inputs of GroupQueryAttention from here on: seqlens_k and total_sequence_length (ONNX Runtime's ContribOperators.md). */
const firstLength = 5

/**
 * Rewrites a decoder that counts in its attention mask how many positions are filled, so that it is told: of one
 * sequence without gaps the mask says nothing else. Counting takes half a dozen operators at every step, and a mask one
 * longer each time; so told, all inputs of a step keep their sizes.
 *
 * @param model an ONNX model
 * @returns undefined when something else looks at the mask, or nothing does, or the file is damaged, of which loading
 *   it tells more
 */
export function toldItsLengths(model: Uint8Array): Uint8Array | undefined {
  return rewriteModel(model, rewriteGraph)
}

function rewriteGraph(graph: Uint8Array): ProtobufWriter | undefined {
  const fields = [...readProtobuf(graph)]
  const nodes = readNodes(fields)
  const told = new Map(nodes.map((node) => [node.field, tell(node)]))
  const outputs = fields.filter(({ field }) => field === graphField.output).map(nameOf)
  const { needed, live } = liveNodes([...told.values()], outputs)
  const isCounted = liveNodes(nodes, outputs).needed.has(mask)
  if (!isCounted || needed.has(mask) || nodes.some(hasInnerGraph)) return undefined

  const writer = new ProtobufWriter()
  for (const field of fields) {
    const node = told.get(field)
    if (node === undefined) {
      if (field.field !== graphField.input || nameOf(field) !== mask) writer.copy(field)
    } else if (live.has(node)) writer.message(graphField.node, (message) => writeNode(message, node))
  }
  for (const name of Object.values(toldLengths))
    writer.message(graphField.input, (info) => writeInput(info, name))
  return writer
}

/** The node, with the lengths that are told if it is an attention. */
function tell(node: GraphNode): GraphNode {
  if (node.opType !== 'GroupQueryAttention') return node
  const inputs = [...node.inputs]
  inputs.splice(firstLength, 2, toldLengths.lastIndex, toldLengths.total)
  return { ...node, inputs }
}

function writeNode(writer: ProtobufWriter, { field, inputs }: GraphNode): void {
  for (const name of inputs) writer.string(nodeField.input, name)
  for (const part of readProtobuf(field.bytes)) if (part.field !== nodeField.input) writer.copy(part)
}

/** A description (value -> type -> tensor -> shape) of an i32 [1]. */
function writeInput(info: ProtobufWriter, name: string): void {
  const int32 = 6
  info.string(1, name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.int(1, int32)
      tensor.message(2, (shape) => shape.message(1, (size) => size.int(1, 1)))
    }),
  )
}
