import { graphField, tensorField, textOf } from './graphNodes'
import { readProtobuf, readVarints, type ProtobufField, type ProtobufWriter } from './protobuf'

/** Numbers of onnx.proto for the types of elements. */
export const tensorType = { float: 1, uint8: 2, int8: 3, int64: 7 } as const

/** Small constants may be lists in place of bytes. */
const listField = { float: 4, int32: 5 } as const

/** A constant of a graph. */
export interface ConstantTensor {
  readonly name: string
  readonly dims: readonly number[]
  readonly type: number
  /** Its elements, little endian; absent where they lie in another file, or are a list of a type that is not known here. */
  readonly raw?: Uint8Array
  readonly field: ProtobufField
}

/** The constants among the fields of a graph, by name. */
export function readConstants(graph: Iterable<ProtobufField>): Map<string, ConstantTensor> {
  const constants = new Map<string, ConstantTensor>()
  for (const field of graph) {
    if (field.field !== graphField.initializer) continue
    const constant = readConstant(field)
    constants.set(constant.name, constant)
  }
  return constants
}

function readConstant(field: ProtobufField): ConstantTensor {
  const dims: number[] = []
  let [name, type] = ['', 0]
  let raw: Uint8Array | undefined
  const floats: Uint8Array[] = []
  const integers: number[] = []
  for (const part of readProtobuf(field.bytes)) {
    if (part.field === tensorField.dims) dims.push(...numbersIn(part))
    else if (part.field === tensorField.type) type = Number(part.value)
    else if (part.field === tensorField.name) name = textOf(part)
    else if (part.field === tensorField.raw) raw = part.bytes
    else if (part.field === listField.float)
      floats.push(part.bytes.length > 0 ? part.bytes : part.raw.subarray(-4))
    else if (part.field === listField.int32) integers.push(...numbersIn(part))
  }
  if (type === tensorType.float && floats.length > 0) raw ??= new Uint8Array(Buffer.concat(floats))
  const isByte = type === tensorType.uint8 || type === tensorType.int8
  if (isByte && integers.length > 0) raw ??= Uint8Array.from(integers)
  return { name, dims, type, raw, field }
}

/** A whole number, or several that are packed. */
export const numbersIn = ({ value, bytes }: ProtobufField): number[] =>
  bytes.length > 0 ? readVarints(bytes).map(Number) : [Number(BigInt.asIntN(64, value))]

/** The elements of a constant of floats; undefined where it is not such a constant, or they are not at hand. */
export function floatsOf({ type, raw }: ConstantTensor): Float32Array | undefined {
  if (type !== tensorType.float || raw === undefined) return undefined
  // A view would want an aligned place; a slice of a Buffer is a view.
  return new Float32Array(Uint8Array.from(raw).buffer)
}

/** Writes a constant of floats. */
export function writeFloats(
  writer: ProtobufWriter,
  name: string,
  dims: readonly number[],
  values: Float32Array,
): void {
  for (const size of dims) writer.int(tensorField.dims, size)
  writer.int(tensorField.type, tensorType.float).string(tensorField.name, name)
  writer.bytes(tensorField.raw, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}
