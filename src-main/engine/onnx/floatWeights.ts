import { floatsOf, readConstants, tensorType, writeFloats, type ConstantTensor } from './constantTensor'
import {
  graphField,
  nameOf,
  nodeField,
  readNodes,
  rewriteModel,
  writeInputs,
  type GraphNode,
} from './graphNodes'
import { hasInnerGraph, liveNodes } from './liveNodes'
import { ProtobufWriter, readProtobuf } from './protobuf'

/** What stands for a product of integers on floats. */
const floatOps: Readonly<Record<string, string>> = { ConvInteger: 'Conv', MatMulInteger: 'MatMul' }
/** The most bytes of weights: protobuf ends at 2 GiB. */
const mostBytes = 1.5e9

/** A convolution or product in eight bits with what quantizes its input and scales its result. */
interface IntegerProduct {
  readonly node: GraphNode
  /** The last of its nodes: it makes the result. */
  readonly last: GraphNode
  readonly input: string
  readonly weight: ConstantTensor
  readonly zero: ConstantTensor | undefined
  readonly scale: ConstantTensor
  /** The name of a bias in floats. */
  readonly bias: string | undefined
}

/**
 * Rewrites a model with eight-bit weights whose inputs are quantized as they come (DynamicQuantizeLinear, ConvInteger or
 * MatMulInteger, Cast, Mul) so that it computes in floats on the same weights. ONNX Runtime has a fast kernel for
 * convolutions of floats and a slow one for those of integers; cards have none for the latter. The weight file stays as
 * small as it is: the floats are made in memory.
 *
 * @param model an ONNX model with its weights inside
 * @returns undefined where nothing of it is so quantized, or it is damaged, of which loading it tells more
 */
export function floatWeights(model: Uint8Array): Uint8Array | undefined {
  return rewriteModel(model, rewriteGraph)
}

function rewriteGraph(graph: Uint8Array): ProtobufWriter | undefined {
  const fields = [...readProtobuf(graph)]
  const nodes = readNodes(fields)
  const constants = readConstants(fields)
  const found = findProducts(nodes, constants)
  if (found.length === 0 || nodes.some(hasInnerGraph)) return undefined

  const weights = new Map<string, Float32Array>()
  const replaced = new Map<GraphNode, GraphNode>()
  const byLast = new Map<GraphNode, IntegerProduct>()
  for (const product of found) {
    const name = floatName(product)
    const floats = weights.get(name) ?? dequantized(product)
    if (floats === undefined) continue
    weights.set(name, floats)
    const inputs = [product.input, name, ...(product.bias === undefined ? [] : [product.bias])]
    replaced.set(product.last, { ...product.last, inputs })
    byLast.set(product.last, product)
  }
  const byteCount = [...weights.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)
  if (byteCount === 0 || byteCount > mostBytes) return undefined

  const outputs = fields.filter(({ field }) => field === graphField.output).map(nameOf)
  const { live, needed } = liveNodes(
    nodes.map((node) => replaced.get(node) ?? node),
    outputs,
  )
  const nodeOf = new Map(nodes.map((node) => [node.field, node]))
  const constantOf = new Map([...constants.values()].map((constant) => [constant.field, constant]))
  const dims = new Map(found.map((product) => [floatName(product), product.weight.dims]))
  const writer = new ProtobufWriter()
  for (const field of fields) {
    const node = nodeOf.get(field)
    const constant = constantOf.get(field)
    const product = node && byLast.get(node)
    if (product) {
      const { inputs } = replaced.get(product.last)!
      if (live.has(replaced.get(product.last)!))
        writer.message(graphField.node, (message) => writeProduct(message, product, inputs))
    } else if (node ? live.has(node) : constant === undefined || needed.has(constant.name)) writer.copy(field)
  }
  for (const [name, floats] of weights)
    writer.message(graphField.initializer, (tensor) => writeFloats(tensor, name, dims.get(name)!, floats))
  return writer
}

function findProducts(
  nodes: readonly GraphNode[],
  constants: ReadonlyMap<string, ConstantTensor>,
): IntegerProduct[] {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  const readers = new Map<string, GraphNode[]>()
  for (const node of nodes)
    for (const name of node.inputs) readers.set(name, [...(readers.get(name) ?? []), node])
  const reader = (node: GraphNode): GraphNode | undefined => {
    const all = readers.get(node.outputs[0]) ?? []
    return all.length === 1 ? all[0] : undefined
  }
  const other = (node: GraphNode, name: string): string => node.inputs.find((each) => each !== name) ?? ''

  return nodes.flatMap((node): IntegerProduct[] => {
    if (!Object.hasOwn(floatOps, node.opType)) return []
    const quantizer = makers.get(node.inputs[0])
    const weight = constants.get(node.inputs[1])
    const isQuantized =
      quantizer?.opType === 'DynamicQuantizeLinear' && quantizer.outputs[2] === (node.inputs[2] ?? '')
    if (!isQuantized || weight === undefined) return []
    let next = reader(node)
    let bias: string | undefined
    if (next?.opType === 'Add') {
      bias = biasOf(other(next, node.outputs[0]), makers, constants)
      if (bias === undefined) return []
      next = reader(next)
    }
    const last = next?.opType === 'Cast' ? reader(next) : undefined
    if (last?.opType !== 'Mul') return []
    const scales = makers.get(other(last, next!.outputs[0]))
    if (scales?.opType !== 'Mul' || !scales.inputs.includes(quantizer.outputs[1])) return []
    const scale = constants.get(other(scales, quantizer.outputs[1]))
    const zeroName = node.inputs[3] ?? ''
    const zero = constants.get(zeroName)
    if (scale === undefined || (zeroName !== '' && zero === undefined)) return []
    return [{ node, last, input: quantizer.inputs[0], weight, zero, scale, bias }]
  })
}

/** A bias that is added in integers was divided by its scale before: what is divided is the bias. */
function biasOf(
  name: string,
  makers: ReadonlyMap<string, GraphNode>,
  constants: ReadonlyMap<string, ConstantTensor>,
): string | undefined {
  for (
    let maker = makers.get(name), steps = 0;
    maker && steps < 8;
    maker = makers.get(maker.inputs[0]), steps++
  ) {
    if (maker.opType !== 'Div') continue
    const bias = constants.get(maker.inputs[0])
    return bias?.dims.length === 1 && bias.type === tensorType.float ? bias.name : undefined
  }
  return undefined
}

const floatName = ({ weight, scale }: IntegerProduct): string => `${weight.name}|${scale.name}|float`

/** The weights in floats; undefined where their bytes, scales or zero points are not at hand. */
function dequantized({ node, weight, zero, scale }: IntegerProduct): Float32Array | undefined {
  const scales = floatsOf(scale)
  const { raw } = weight
  const isSigned = weight.type === tensorType.int8
  if (raw === undefined || scales === undefined || (!isSigned && weight.type !== tensorType.uint8))
    return undefined
  if (zero !== undefined && (zero.raw === undefined || zero.type !== weight.type)) return undefined
  const integers = (bytes: Uint8Array): Int8Array | Uint8Array => {
    const { buffer, byteOffset, length } = bytes
    return isSigned ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length)
  }
  // One scale for all, or one a channel: the first axis of a convolution, the last of a product.
  const isConvolution = node.opType === 'ConvInteger'
  const channels = isConvolution ? weight.dims[0] : weight.dims.at(-1)!
  const zeros = zero?.raw === undefined ? new Int8Array(1) : integers(zero.raw)
  if ([scales, zeros].some(({ length }) => length !== 1 && length !== channels)) return undefined

  const values = integers(raw)
  const floats = new Float32Array(values.length)
  const scaleOf = (channel: number): number => scales[scales.length === 1 ? 0 : channel]
  const zeroOf = (channel: number): number => zeros[zeros.length === 1 ? 0 : channel]
  if (isConvolution || scales.length + zeros.length === 2) {
    const run = values.length / channels
    for (let channel = 0; channel < channels; channel++) {
      const [size, none] = [scaleOf(channel), zeroOf(channel)]
      for (let i = channel * run; i < (channel + 1) * run; i++) floats[i] = (values[i] - none) * size
    }
    return floats
  }
  const [sizes, nones] = [scaleOf, zeroOf].map((of) =>
    Float32Array.from({ length: channels }, (_, i) => of(i)),
  )
  for (let i = 0; i < values.length;)
    for (let channel = 0; channel < channels; channel++, i++)
      floats[i] = (values[i] - nones[channel]) * sizes[channel]
  return floats
}

/** The same in floats, with the attributes of the product of integers, in place of its last node. */
function writeProduct(
  writer: ProtobufWriter,
  { node, last }: IntegerProduct,
  inputs: readonly string[],
): void {
  writeInputs(writer, inputs)
  writer.string(nodeField.output, last.outputs[0])
  writer.string(nodeField.opType, floatOps[node.opType])
  for (const part of readProtobuf(node.field.bytes)) if (part.field === nodeField.attribute) writer.copy(part)
}
