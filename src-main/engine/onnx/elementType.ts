/** The element types of tensors that speech models use, by ONNX name, with ONNX Runtime's number and how JavaScript holds them. */
export const elementTypes = {
  float32: { onnx: 1, bytes: 4, array: Float32Array, koffi: 'float' },
  uint8: { onnx: 2, bytes: 1, array: Uint8Array, koffi: 'uint8_t' },
  int8: { onnx: 3, bytes: 1, array: Int8Array, koffi: 'int8_t' },
  int32: { onnx: 6, bytes: 4, array: Int32Array, koffi: 'int32_t' },
  int64: { onnx: 7, bytes: 8, array: BigInt64Array, koffi: 'int64_t' },
  bool: { onnx: 9, bytes: 1, array: Uint8Array, koffi: 'uint8_t' },
  /** JavaScript of Node 20 has no half floats: their bits are held as 16-bit numbers. */
  float16: { onnx: 10, bytes: 2, array: Uint16Array, koffi: 'uint16_t' },
  float64: { onnx: 11, bytes: 8, array: Float64Array, koffi: 'double' },
} as const

export type ElementType = keyof typeof elementTypes

export type TensorData =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int32Array
  | BigInt64Array

/** The type that ONNX Runtime numbers so; undefined for those that no speech model uses. */
export function elementTypeOf(onnx: number): ElementType | undefined {
  return (Object.keys(elementTypes) as ElementType[]).find((type) => elementTypes[type].onnx === onnx)
}

/** The natural tensor type of a typed array. */
export function elementTypeOfData(data: TensorData): ElementType {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof BigInt64Array) return 'int64'
  if (data instanceof Int32Array) return 'int32'
  if (data instanceof Uint16Array) return 'float16'
  if (data instanceof Uint8Array) return 'uint8'
  if (data instanceof Int8Array) return 'int8'
  return 'float64'
}
