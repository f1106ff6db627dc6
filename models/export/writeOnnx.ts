import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { byteLengthOf, elementTypes } from './onnxGraph'
import type { Attribute, GraphNode, Initializer, OnnxGraph, TensorInfo } from './onnxGraph'
import { ProtobufWriter } from '../../src-main/engine/onnx/protobuf'

const irVersion = 10
const standardOpset = 18
const inlineLimitBytes = 50e6
/** Shapes and indices stay in the graph, where shape inference can read them. */
const alwaysInlineBytes = 1024
const alignmentBytes = 4096

export interface WriteOnnxOptions {
  /** Constants beyond this sum go to `<file>_data` beside the model. Default 50 MB. */
  readonly inlineLimitBytes?: number
  /** A side file is closed and `<file>_data_1`, `_2`, ... opened before it would grow beyond this. Default 2 GiB less 64 MiB. */
  readonly sideFileLimitBytes?: number
}

/**
 * Writes `graph` as an ONNX model to `path`, and its large constants to side files when the model would be large.
 * Constants are read one at a time, in order of definition; the same graph gives the same bytes.
 * @returns the number of side files (0 when everything is in the model)
 * @throws when a constant's `read` gives another byte length than its type and dims say
 */
export function writeOnnx(graph: OnnxGraph, path: string, options: WriteOnnxOptions = {}): number {
  const constants = [...graph.initializers.values()]
  const totalBytes = constants.reduce((sum, constant) => sum + byteLengthOf(constant), 0)
  const side =
    totalBytes > (options.inlineLimitBytes ?? inlineLimitBytes)
      ? new SideFiles(path, options.sideFileLimitBytes ?? 2 ** 31 - 2 ** 26)
      : undefined
  try {
    const model = new ProtobufWriter().int(1, irVersion).string(2, 'parley')
    model.message(7, (proto) => writeGraph(proto, graph, side))
    model.message(8, (opset) => opset.string(1, '').int(2, standardOpset))
    model.message(8, (opset) => opset.string(1, 'com.microsoft').int(2, 1))
    writeFileSync(path, model.finish())
  } finally {
    side?.close()
  }
  return side?.count ?? 0
}

/** Side files for external data, each constant aligned so that it can be mapped into memory. */
class SideFiles {
  count = 0
  private readonly modelPath: string
  private readonly limitBytes: number
  private descriptor: number | undefined
  private offset = 0
  private location = ''

  constructor(modelPath: string, limitBytes: number) {
    this.modelPath = modelPath
    this.limitBytes = limitBytes
  }

  append(sizeBytes: number, pieces: Iterable<Uint8Array>): { location: string; offset: number } {
    if (this.descriptor === undefined || this.offset + sizeBytes > this.limitBytes) this.next()
    const { location, offset } = this
    let at = offset
    for (const piece of pieces) {
      for (let done = 0; done < piece.byteLength;) {
        // Node writes at most 2 GiB at a time.
        const size = Math.min(piece.byteLength - done, 2 ** 30)
        const written = writeSync(this.descriptor!, piece, done, size, at)
        done += written
        at += written
      }
    }
    this.offset = Math.ceil(at / alignmentBytes) * alignmentBytes
    return { location, offset }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor)
    this.descriptor = undefined
  }

  private next(): void {
    this.close()
    const path = `${this.modelPath}_data${this.count === 0 ? '' : `_${this.count}`}`
    rmSync(path, { force: true })
    this.descriptor = openSync(path, 'w')
    this.location = basename(path)
    this.offset = 0
    this.count += 1
  }
}

function writeGraph(proto: ProtobufWriter, graph: OnnxGraph, side?: SideFiles): void {
  for (const node of graph.nodes) writeNode(proto, node)
  proto.string(2, graph.name)
  for (const constant of graph.initializers.values()) writeConstant(proto, constant, side)
  for (const tensor of graph.inputs) proto.message(11, (info) => writeTensorInfo(info, tensor))
  for (const tensor of graph.outputs) proto.message(12, (info) => writeTensorInfo(info, tensor))
}

function writeConstant(proto: ProtobufWriter, constant: Initializer, side: SideFiles | undefined): void {
  const sizeBytes = byteLengthOf(constant)
  proto.message(5, (tensor) => {
    for (const dim of constant.dims) tensor.int(1, dim)
    tensor.int(2, elementTypes[constant.type].onnx).string(8, constant.name)
    if (!side || sizeBytes <= alwaysInlineBytes) {
      const pieces = [...piecesOf(constant)]
      tensor.bytes(9, pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))
      return
    }
    const { location, offset } = side.append(sizeBytes, piecesOf(constant))
    const entries = { location, offset: String(offset), length: String(sizeBytes) }
    for (const [key, value] of Object.entries(entries)) {
      tensor.message(13, (entry) => entry.string(1, key).string(2, value))
    }
    tensor.int(14, 1)
  })
}

/** The bytes of a constant; throws at their end when there were fewer or more than its shape needs. */
function* piecesOf(constant: Initializer): Generator<Uint8Array> {
  const values = constant.read()
  let sizeBytes = 0
  for (const piece of ArrayBuffer.isView(values) ? [values] : values) {
    sizeBytes += piece.byteLength
    yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
  }
  const expected = byteLengthOf(constant)
  if (sizeBytes !== expected)
    throw new Error(`${constant.name} has ${sizeBytes} bytes; its shape needs ${expected}`)
}

function writeNode(proto: ProtobufWriter, node: GraphNode): void {
  proto.message(1, (message) => {
    for (const input of node.inputs) message.string(1, input)
    for (const output of node.outputs) message.string(2, output)
    message.string(3, `${node.outputs[0]}/${node.opType}`).string(4, node.opType)
    for (const [name, attribute] of Object.entries(node.attributes)) {
      message.message(5, (field) => writeAttribute(field, name, attribute))
    }
    if (node.domain) message.string(7, node.domain)
  })
}

function writeAttribute(message: ProtobufWriter, name: string, attribute: Attribute): void {
  message.string(1, name)
  switch (attribute.kind) {
    case 'float':
      message.float(2, attribute.value).int(20, 1)
      break
    case 'int':
      message.int(3, attribute.value).int(20, 2)
      break
    case 'ints':
      for (const value of attribute.value) message.int(8, value)
      message.int(20, 7)
      break
    case 'text':
      message.string(4, attribute.value).int(20, 3)
      break
    case 'graph':
      message.message(6, (proto) => writeGraph(proto, attribute.value)).int(20, 5)
      break
  }
}

function writeTensorInfo(message: ProtobufWriter, tensor: TensorInfo): void {
  message.string(1, tensor.name).message(2, (type) =>
    type.message(1, (tensorType) => {
      tensorType.int(1, elementTypes[tensor.type].onnx)
      tensorType.message(2, (shape) => {
        for (const dim of tensor.dims) {
          shape.message(1, (size) => (typeof dim === 'number' ? size.int(1, dim) : size.string(2, dim)))
        }
      })
    }),
  )
}
