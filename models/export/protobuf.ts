/** Writes protobuf's wire format: varints, fixed floats and length-prefixed fields. No schema; the caller knows it. */
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

  bytes(field: number, value: Uint8Array): this {
    this.varint((BigInt(field) << 3n) | 2n)
    this.varint(BigInt(value.byteLength))
    return this.append(value)
  }

  /** A nested message, filled by `fill`. Its parts are taken over, not copied. */
  message(field: number, fill: (nested: ProtobufWriter) => void): this {
    const nested = new ProtobufWriter()
    fill(nested)
    this.varint((BigInt(field) << 3n) | 2n)
    this.varint(BigInt(nested.byteCount))
    for (const part of nested.parts) this.append(part)
    return this
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
