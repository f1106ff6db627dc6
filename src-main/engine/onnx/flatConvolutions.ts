import { numbersIn, readConstants, tensorType, type ConstantTensor } from './constantTensor'
import {
  graphField,
  nodeField,
  readNodes,
  rewriteModel,
  tensorField,
  textOf,
  writeInputs,
  type GraphNode,
} from './graphNodes'
import { ProtobufWriter, readProtobuf, type ProtobufField } from './protobuf'

const heightAxis = 'parley_height_axis'
/** From this version on Unsqueeze and Squeeze take their axes as an input. */
const leastOpset = 13
/** What a lone axis of height does, in front of each list of a convolution's attributes. */
const heights: Readonly<Record<string, (values: readonly number[]) => number[]>> = {
  kernel_shape: (sizes) => [1, ...sizes],
  strides: (steps) => [1, ...steps],
  dilations: (steps) => [1, ...steps],
  pads: ([before, after]) => [0, before, 0, after],
}
const opsetField = 8

/**
 * Rewrites convolutions over one axis as ones over two, of height 1: these ONNX Runtime lays out for the processor's caches
 * and computes in half the time. The weights are the same bytes.
 *
 * @param model an ONNX model
 * @returns undefined where it has no such convolution, its version is too old, or it is damaged, of which loading it
 *   tells more
 */
export function flatConvolutions(model: Uint8Array): Uint8Array | undefined {
  const isKnown = (field: ProtobufField): boolean => {
    const [domain, version] = [1, 2].map((of) =>
      [...readProtobuf(field.bytes)].find((part) => part.field === of),
    )
    return (domain === undefined || textOf(domain) === '') && Number(version?.value ?? 0) >= leastOpset
  }
  return rewriteModel(model, (graph) => {
    const opsets = [...readProtobuf(model)].filter(({ field }) => field === opsetField)
    return opsets.some(isKnown) ? rewriteGraph(graph) : undefined
  })
}

function rewriteGraph(graph: Uint8Array): ProtobufWriter | undefined {
  const fields = [...readProtobuf(graph)]
  const nodes = readNodes(fields)
  const constants = readConstants(fields)
  const isFlat = ({ opType, inputs }: GraphNode): boolean =>
    opType === 'Conv' && constants.get(inputs[1])?.dims.length === 3
  // A weight that something else reads as well keeps its shape.
  const shared = new Set(nodes.filter((node) => !isFlat(node)).flatMap(({ inputs }) => inputs))
  const flat = new Set(
    nodes.filter((node) => isFlat(node) && !shared.has(node.inputs[1])).map(({ field }) => field),
  )
  if (flat.size === 0) return undefined
  const nodeOf = new Map(nodes.map((node) => [node.field, node]))
  const weights = new Map<ProtobufField, ConstantTensor>()
  for (const field of flat) {
    const weight = constants.get(nodeOf.get(field)!.inputs[1])!
    weights.set(weight.field, weight)
  }
  const writer = new ProtobufWriter()
  for (const field of fields) {
    const weight = weights.get(field)
    if (weight) writer.message(graphField.initializer, (tensor) => writeTall(tensor, weight))
    else if (flat.has(field)) writeConvolution(writer, nodeOf.get(field)!)
    else writer.copy(field)
  }
  writer.message(graphField.initializer, writeAxis)
  return writer
}

/** The weight with a height of 1 before its last size. */
function writeTall(writer: ProtobufWriter, { dims, field }: ConstantTensor): void {
  for (const size of [dims[0], dims[1], 1, dims[2]]) writer.int(tensorField.dims, size)
  for (const part of readProtobuf(field.bytes)) if (part.field !== tensorField.dims) writer.copy(part)
}

/** Gives the input a height, convolves, and takes the height away. */
function writeConvolution(writer: ProtobufWriter, { field, inputs, outputs }: GraphNode): void {
  const [tall, convolved] = [`${outputs[0]}|tall`, `${outputs[0]}|convolved`]
  writer.message(graphField.node, (node) => writePlain(node, 'Unsqueeze', inputs[0], tall))
  writer.message(graphField.node, (node) => {
    writeInputs(node, [tall, ...inputs.slice(1)])
    node.string(nodeField.output, convolved)
    for (const part of readProtobuf(field.bytes)) {
      if (part.field === nodeField.attribute)
        node.message(nodeField.attribute, (to) => writeAttribute(to, part))
      else if (part.field !== nodeField.input && part.field !== nodeField.output) node.copy(part)
    }
  })
  writer.message(graphField.node, (node) => writePlain(node, 'Squeeze', convolved, outputs[0]))
}

function writePlain(writer: ProtobufWriter, opType: string, from: string, to: string): void {
  writeInputs(writer, [from, heightAxis])
  writer.string(nodeField.output, to).string(nodeField.opType, opType)
}

/** An attribute of a convolution; lists that have an entry an axis get one more. */
function writeAttribute(writer: ProtobufWriter, attribute: ProtobufField): void {
  const [nameField, integers] = [1, 8]
  const parts = [...readProtobuf(attribute.bytes)]
  const name = parts.find(({ field }) => field === nameField)
  const withHeight = name && heights[textOf(name)]
  for (const part of parts) if (!withHeight || part.field !== integers) writer.copy(part)
  if (!withHeight) return
  const values = parts.filter(({ field }) => field === integers).flatMap(numbersIn)
  for (const value of withHeight(values)) writer.int(integers, value)
}

/** The constant i64 [1] of 2. */
function writeAxis(tensor: ProtobufWriter): void {
  tensor.int(tensorField.dims, 1).int(tensorField.type, tensorType.int64).string(tensorField.name, heightAxis)
  tensor.bytes(tensorField.raw, new Uint8Array(BigInt64Array.of(2n).buffer))
}
