import { closeSync, openSync, readSync, statSync } from 'node:fs'
import {
  externalEntries,
  graphField,
  nameOf,
  nodeField,
  readNodes,
  rewriteModel,
  tensorField,
  textOf,
  writeInputs,
  type GraphNode,
} from './graphNodes'
import { ProtobufWriter, readProtobuf, type ProtobufField } from './protobuf'
import { weightsFile } from './weightsFile'

/** The most bytes of joined weights: protobuf ends at 2 GiB. */
const mostBytes = 1.5e9
const positions = 'position_ids'

/** Attention turns its heads in vectors of this many numbers, and refuses others; a RotaryEmbedding takes any. */
const turnedAtOnce = 16n

/** Query, key and value of one attention, as a graph makes them. */
interface Projections {
  readonly attention: GraphNode
  /** Of queries and keys. */
  readonly rotations: readonly [GraphNode, GraphNode]
  /** To queries, keys and values. */
  readonly products: readonly [GraphNode, GraphNode, GraphNode]
}

/**
 * Rewrites a decoder with four-bit weights so that one product makes queries, keys and values, and attention turns them
 * by their positions itself: two operators in place of six. The joined weights are a copy in the new graph, since a
 * graph can take one piece of a file and not three; ONNX Runtime frees it once it has packed them.
 *
 * @param model an ONNX model
 * @param file where it was read, beside which its weights lie
 * @returns undefined where no attention has such projections, or the file is damaged, of which loading it tells more
 */
export function joinProjections(model: Uint8Array, file: string): Uint8Array | undefined {
  return rewriteModel(model, (graph) => rewriteGraph(graph, file))
}

function rewriteGraph(graph: Uint8Array, file: string): ProtobufWriter | undefined {
  const fields = [...readProtobuf(graph)]
  const nodes = readNodes(fields)
  const constants = new Map(
    fields.flatMap((field) => (field.field === graphField.initializer ? [[tensorName(field), field]] : [])),
  )
  const makers = makersOf(nodes)
  const found = nodes.flatMap((node) => projectionsOf(node, makers, constants) ?? [])
  if (found.length === 0) return undefined

  const gone = new Set(found.flatMap(({ rotations, products }) => [...rotations, ...products.slice(1)]))
  const joined = new Map<GraphNode, Projections>()
  for (const projections of found) {
    joined.set(projections.attention, projections)
    joined.set(projections.products[0], projections)
  }
  const writer = new ProtobufWriter()
  const replaced = new Set<string>()
  let byteCount = 0
  for (const { products } of found) {
    for (const place of products[0].inputs.keys()) {
      if (place === 0) continue
      const parts = products.flatMap(({ inputs }) => readTensor(constants.get(inputs[place])!, file) ?? [])
      for (const { inputs } of products) replaced.add(inputs[place])
      byteCount += parts.reduce((sum, part) => sum + part.bytes.length, 0)
      if (parts.length < products.length || byteCount > mostBytes) return undefined
      writer.message(graphField.initializer, (tensor) =>
        writeTensor(tensor, joinedName(products[0].inputs[place]), parts),
      )
    }
  }
  const nodeOf = new Map(nodes.map((node) => [node.field, node]))
  const readsPositions = nodes.some((node) => !gone.has(node) && node.inputs.includes(positions))
  for (const field of fields) {
    const node = nodeOf.get(field)
    if (node === undefined) {
      const isReplaced = field.field === graphField.initializer && replaced.has(tensorName(field))
      const isUnread = field.field === graphField.input && nameOf(field) === positions && !readsPositions
      if (!isReplaced && !isUnread) writer.copy(field)
      continue
    }
    if (gone.has(node)) continue
    const projections = joined.get(node)
    if (projections === undefined) writer.copy(field)
    else if (node === projections.attention)
      writer.message(graphField.node, (message) => writeAttention(message, projections))
    else writer.message(graphField.node, (message) => writeProduct(message, projections.products))
  }
  return writer
}

/** Who makes each value that one operation alone reads. */
function makersOf(nodes: readonly GraphNode[]): Map<string, GraphNode> {
  const readers = new Map<string, number>()
  for (const { inputs } of nodes)
    for (const name of new Set(inputs)) readers.set(name, (readers.get(name) ?? 0) + 1)
  const made = nodes.flatMap((node) => node.outputs.map((name): [string, GraphNode] => [name, node]))
  return new Map(made.filter(([name]) => readers.get(name) === 1))
}

/** What an attention's queries, keys and values are made by, where that can be joined. */
function projectionsOf(
  attention: GraphNode,
  makers: ReadonlyMap<string, GraphNode>,
  constants: ReadonlyMap<string, ProtobufField>,
): Projections | undefined {
  if (attention.opType !== 'GroupQueryAttention') return undefined
  if (attention.inputs.length > 7 || integers(attention).has('do_rotary')) return undefined
  const makerOf = (name: string | undefined, opType: string): GraphNode | undefined => {
    const maker = makers.get(name ?? '')
    return maker?.opType === opType ? maker : undefined
  }
  const [query, key, value] = attention.inputs
  const [turnQuery, turnKey] = [query, key].map((name) => makerOf(name, 'RotaryEmbedding'))
  const [first, second, third] = [turnQuery?.inputs[0], turnKey?.inputs[0], value].map((name) =>
    makerOf(name, 'MatMulNBits'),
  )
  if (!turnQuery || !turnKey || !first || !second || !third) return undefined
  const products = [first, second, third] as const
  const rotations = [turnQuery, turnKey] as const

  const turn = ({ inputs }: GraphNode): string => inputs.slice(1).join()
  const [queryRows, heads] = [integers(first).get('N'), integers(attention).get('num_heads')]
  const isWholeTurn = Boolean(heads) && queryRows! % (heads! * turnedAtOnce) === 0n
  const isSameTurn = turn(turnQuery) === turn(turnKey) && interleaved(turnQuery) === interleaved(turnKey)
  const isPlainTurn =
    turnQuery.inputs[1] === positions &&
    rotations.every((node) => [...integers(node).keys()].every((name) => plainTurn.has(name)))
  const isSameProduct = products.every(
    (product) =>
      product.inputs[0] === first.inputs[0] &&
      product.inputs.length === first.inputs.length &&
      product.inputs.slice(1).every((name) => constants.has(name)) &&
      shapeOf(product) === shapeOf(first),
  )
  // A fifth input would sort the columns, a sixth be added: exports of decoders have neither.
  const isPlainProduct = first.inputs.length <= 4
  return isWholeTurn && isSameTurn && isPlainTurn && isSameProduct && isPlainProduct
    ? { attention, rotations, products }
    : undefined
}

/** Attributes of RotaryEmbedding that leave the whole head turned. */
const plainTurn = new Set(['num_heads', 'interleaved'])

/** What must be the same in products that are joined: all but the rows. */
function shapeOf(product: GraphNode): string {
  return [...integers(product)]
    .filter(([name]) => name !== 'N')
    .sort()
    .join()
}

function interleaved(rotation: GraphNode): bigint {
  return integers(rotation).get('interleaved') ?? 0n
}

/** The attributes of a node that are integers; others by their name, without a value. */
function integers({ field }: GraphNode): Map<string, bigint> {
  const attributes = [...readProtobuf(field.bytes)].filter((part) => part.field === nodeField.attribute)
  return new Map(
    attributes.map(({ bytes }) => {
      const parts = [...readProtobuf(bytes)]
      return [
        textOf(parts.find(({ field }) => field === 1)!),
        parts.find(({ field }) => field === 3)?.value ?? 0n,
      ]
    }),
  )
}

function joinedName(name: string): string {
  return `${name}.joined`
}

/** The product that makes queries, keys and values side by side, in place of that of the queries. */
function writeProduct(writer: ProtobufWriter, products: Projections['products']): void {
  const [first] = products
  const rows = products.reduce((sum, product) => sum + integers(product).get('N')!, 0n)
  writeInputs(writer, [first.inputs[0], ...first.inputs.slice(1).map(joinedName)])
  for (const part of readProtobuf(first.field.bytes)) {
    if (part.field === nodeField.input) continue
    if (part.field === nodeField.attribute && attributeName(part) === 'N') writeInteger(writer, 'N', rows)
    else writer.copy(part)
  }
}

/** The attention with all three as its first input; it turns queries and keys. */
function writeAttention(writer: ProtobufWriter, { attention, rotations, products }: Projections): void {
  const [, , cosines, sines] = rotations[0].inputs
  writeInputs(writer, [products[0].outputs[0], '', '', ...attention.inputs.slice(3), cosines, sines])
  for (const part of readProtobuf(attention.field.bytes))
    if (part.field !== nodeField.input) writer.copy(part)
  writeInteger(writer, 'do_rotary', 1n)
  writeInteger(writer, 'rotary_interleaved', interleaved(rotations[0]))
}

function attributeName({ bytes }: ProtobufField): string {
  const name = [...readProtobuf(bytes)].find(({ field }) => field === 1)
  return name === undefined ? '' : textOf(name)
}

function writeInteger(writer: ProtobufWriter, name: string, value: bigint): void {
  const integer = 2
  writer.message(nodeField.attribute, (attribute) => attribute.string(1, name).int(3, value).int(20, integer))
}

interface Tensor {
  readonly dims: readonly bigint[]
  readonly type: bigint
  readonly bytes: Uint8Array
}

function tensorName(field: ProtobufField): string {
  const name = [...readProtobuf(field.bytes)].find((part) => part.field === tensorField.name)
  return name === undefined ? '' : textOf(name)
}

/** A constant's bytes, from the graph or from the file beside it; undefined when they are stored otherwise. */
function readTensor(field: ProtobufField, file: string): Tensor | undefined {
  const dims: bigint[] = []
  let type = 0n
  let bytes: Uint8Array | undefined
  for (const part of readProtobuf(field.bytes)) {
    if (part.field === tensorField.dims) dims.push(part.value)
    else if (part.field === tensorField.type) type = part.value
    else if (part.field === tensorField.raw) bytes = part.bytes
  }
  const place = externalEntries(field)
  const location = place.get('location')
  if (location !== undefined) {
    const weights = weightsFile(file, location)
    if (weights === undefined) return undefined
    bytes = readPiece(weights, Number(place.get('offset') ?? 0), Number(place.get('length')))
  }
  return bytes && { dims, type, bytes }
}

/** A piece of a file; undefined when it is not all there, or nobody says how long it is (NaN). */
function readPiece(file: string, offset: number, length: number): Uint8Array | undefined {
  if (!(statSync(file).size >= offset + length)) return undefined
  const bytes = new Uint8Array(length)
  const descriptor = openSync(file, 'r')
  try {
    for (let done = 0; done < length;) {
      const read = readSync(descriptor, bytes, done, length - done, offset + done)
      if (read === 0) return undefined
      done += read
    }
  } finally {
    closeSync(descriptor)
  }
  return bytes
}

/** Tensors under each other: rows come first in each of them. */
function writeTensor(writer: ProtobufWriter, name: string, parts: readonly Tensor[]): void {
  const [{ dims, type }] = parts
  writer.int(
    tensorField.dims,
    parts.reduce((rows, part) => rows + part.dims[0], 0n),
  )
  for (const size of dims.slice(1)) writer.int(tensorField.dims, size)
  writer.int(tensorField.type, type).string(tensorField.name, name)
  writer.bytes(tensorField.raw, ...parts.map(({ bytes }) => bytes))
}
