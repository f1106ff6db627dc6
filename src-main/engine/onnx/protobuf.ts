/** Writes protobuf's wire format (protobuf.dev/programming-guides/encoding): varints, fixed floats and length-prefixed fields. No schema; the caller knows it. */
export class ProtobufWriter {
  private readonly parts: Uint8Array[] = []
  private byteCount = 0

  /** An int32, int64 or enum field; negative values take ten bytes, as in protobuf. */
  int(field: number, value: number | bigint): this {
    this.varint(BigInt(field) << 3n)
    this.varint(BigInt.asUintN(64, BigInt(value)))
    return this
  }

  float(field: number, value: number): this {
    this.varint((BigInt(field) << 3n) | 5n)
    return this.append(new Uint8Array(Float32Array.of(value).buffer))
  }

  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  /** One field of these bytes, one behind the other. They are taken over, not copied. */
  bytes(field: number, ...values: readonly Uint8Array[]): this {
    this.varint((BigInt(field) << 3n) | 2n)
    this.varint(BigInt(values.reduce((sum, { byteLength }) => sum + byteLength, 0)))
    for (const value of values) this.append(value)
    return this
  }

  /** A nested message, filled by `fill`. */
  message(field: number, fill: (nested: ProtobufWriter) => void): this {
    const nested = new ProtobufWriter()
    fill(nested)
    return this.nested(field, nested)
  }

  /** A nested message as another writer has it. */
  nested(field: number, { parts, byteCount }: ProtobufWriter): this {
    this.varint((BigInt(field) << 3n) | 2n)
    this.varint(BigInt(byteCount))
    // One by one: a large graph has more parts than a call may have arguments.
    for (const part of parts) this.append(part)
    return this
  }

  /** A field as it was read. */
  copy({ raw }: ProtobufField): this {
    return this.append(raw)
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.byteCount)
    let offset = 0
    for (const part of this.parts) {
      whole.set(part, offset)
      offset += part.byteLength
    }
    return whole
  }

  private varint(value: bigint): void {
    const bytes: number[] = []
    let rest = value
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    this.append(Uint8Array.from(bytes))
  }

  private append(bytes: Uint8Array): this {
    this.parts.push(bytes)
    this.byteCount += bytes.byteLength
    return this
  }
}

export interface ProtobufField {
  readonly field: number
  /** The number of a varint field, else 0. */
  readonly value: bigint
  /** What a length-prefixed field holds, else nothing. */
  readonly bytes: Uint8Array
  /** The whole field with its tag. */
  readonly raw: Uint8Array
}

/** A number of 64 bits takes no more; one that goes on is damage, and would take long to read. */
const longestVarintBytes = 10

/** The numbers of a packed field, as writers of proto3 put them. */
export function readVarints(packed: Uint8Array): bigint[] {
  const values: bigint[] = []
  let [value, shift] = [0n, 0n]
  for (const byte of packed) {
    value |= BigInt(byte & 127) << shift
    shift += 7n
    if (byte >= 128) continue
    values.push(BigInt.asIntN(64, value))
    value = shift = 0n
  }
  return values
}

/**
 * The fields of a message in their order, as views of it. Its time grows with the message's length alone.
 * @throws RangeError when the message ends within a field, a number does not end, or a field is of a kind that is not in
 *   use any more
 */
export function* readProtobuf(message: Uint8Array): Generator<ProtobufField> {
  const nothing = message.subarray(0, 0)
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    const first = at
    while (at - first < longestVarintBytes) {
      if (at >= message.length) throw new RangeError('The message ends within a number.')
      const byte = message[at]
      value |= BigInt(byte & 127) << BigInt(7 * (at - first))
      at++
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new RangeError('A number does not end.')
  }
  const skip = (bytes: number): Uint8Array => {
    if (at + bytes > message.length) throw new RangeError('The message ends within a field.')
    at += bytes
    return message.subarray(at - bytes, at)
  }
  while (at < message.length) {
    const start = at
    const tag = varint()
    let value = 0n
    let bytes = nothing
    switch (tag & 7n) {
      case 0n:
        value = varint()
        break
      case 1n:
        skip(8)
        break
      case 2n:
        bytes = skip(Number(varint()))
        break
      case 5n:
        skip(4)
        break
      default:
        throw new RangeError(`There is no wire type ${tag & 7n}.`)
    }
    yield { field: Number(tag >> 3n), value, bytes, raw: message.subarray(start, at) }
  }
}
