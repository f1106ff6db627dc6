import { native as koffi } from './native'
import { AppError } from '@contract'
import { memoryInfo } from './device'
import {
  elementTypeOf,
  elementTypeOfData,
  elementTypes,
  type ElementType,
  type TensorData,
} from './elementType'
import { ortLibrary, type Pointer } from './library'
import { countHandle } from './liveHandles'

/** A tensor. Its bytes lie in a JavaScript buffer (`from`) or in memory that ONNX Runtime owns. Release it when done. */
export class Value {
  readonly type: ElementType
  readonly shape: readonly number[]
  /** The JavaScript memory of a value made by `from`: what native code writes there is read here without a copy. */
  readonly data: TensorData | undefined
  #handle: Pointer | undefined

  private constructor(handle: Pointer, type: ElementType, shape: readonly number[], data?: TensorData) {
    this.#handle = handle
    this.type = type
    this.shape = shape
    this.data = data
    countHandle('value', 1)
  }

  /**
   * A tensor over a typed array's own memory, without a copy: the array must not be detached while the value lives.
   * @param type only where the array's type does not tell it, as for `bool`
   */
  static from(
    data: TensorData,
    shape: readonly number[],
    type: ElementType = elementTypeOfData(data),
  ): Value {
    const count = shape.reduce((product, size) => product * size, 1)
    if (count !== data.length)
      throw new AppError('internal', {
        kind: 'unexpected',
        detail: `${data.length} numbers do not fill a tensor of ${shape.join(' x ')}.`,
      })
    // Touching `buffer` moves a small array's bytes out of V8's own heap, where the collector would move them about.
    void data.buffer
    const dimensions = BigInt64Array.from(shape, BigInt)
    const handle = ortLibrary().make(
      'CreateTensorWithDataAsOrtValue',
      memoryInfo('Cpu'),
      data,
      data.byteLength,
      dimensions,
      shape.length,
      elementTypes[type].onnx,
    )
    return new Value(handle, type, shape, data)
  }

  /** Memory for a tensor from an allocator of a device; its content is undefined. */
  static allocate(allocator: Pointer, type: ElementType, shape: readonly number[]): Value {
    const dimensions = BigInt64Array.from(shape, BigInt)
    const handle = ortLibrary().make(
      'CreateTensorAsOrtValue',
      allocator,
      dimensions,
      shape.length,
      elementTypes[type].onnx,
    )
    return new Value(handle, type, shape)
  }

  /** Takes ownership of a value that ONNX Runtime made. */
  static adopt(handle: Pointer): Value {
    const ort = ortLibrary()
    const info = ort.make('GetTensorTypeAndShape', handle)
    try {
      const { type, shape } = readTensorInfo(info)
      return new Value(handle, type, shape.map(Number))
    } finally {
      ort.call.ReleaseTensorTypeAndShapeInfo(info)
    }
  }

  get handle(): Pointer {
    if (this.#handle === undefined)
      throw new AppError('internal', { kind: 'unexpected', detail: 'A released tensor was used.' })
    return this.#handle
  }

  get length(): number {
    return this.shape.reduce((product, size) => product * size, 1)
  }

  /** Where its bytes lie, in the memory of its device. */
  get address(): Pointer {
    return ortLibrary().make('GetTensorMutableData', this.handle)
  }

  /** A copy of `count` elements from `start`, for values in the host's memory. @throws internal for what it has not */
  read(start = 0, count = this.length - start): TensorData {
    const { bytes, koffi: nativeType, array } = elementTypes[this.type]
    if (start < 0 || start + count > this.length)
      throw new AppError('internal', {
        kind: 'unexpected',
        detail: `A tensor of ${this.length} numbers has no ${count} from ${start} on.`,
      })
    if (count === 0) return new array(0)
    const address = this.address + BigInt(start * bytes)
    // Not an array type of its own (`koffi.array`): koffi keeps each that is made, and refuses those of over 64 MiB.
    return koffi.decode(address, nativeType, count) as TensorData
  }

  release(): void {
    if (this.#handle === undefined) return
    ortLibrary().call.ReleaseValue(this.#handle)
    this.#handle = undefined
    countHandle('value', -1)
  }
}

/** Type and shape from an OrtTensorTypeAndShapeInfo; symbolic sizes come by name. */
export function readTensorInfo(info: Pointer): { type: ElementType; shape: (number | string)[] } {
  const ort = ortLibrary()
  const number: [number] = [0]
  ort.check(ort.call.GetTensorElementType(info, number), 'GetTensorElementType')
  const type = elementTypeOf(number[0])
  if (type === undefined)
    throw new AppError('model-invalid', { kind: 'model-unsupported', detail: `element type ${number[0]}` })
  ort.check(ort.call.GetDimensionsCount(info, number), 'GetDimensionsCount')
  const rank = Number(number[0])
  const sizes = new BigInt64Array(rank)
  const names = new BigUint64Array(rank)
  if (rank > 0) {
    ort.check(ort.call.GetDimensions(info, sizes, rank), 'GetDimensions')
    ort.check(ort.call.GetSymbolicDimensions(info, names, rank), 'GetSymbolicDimensions')
  }
  const shape = Array.from(sizes, (size, axis) =>
    size >= 0n ? Number(size) : readString(names[axis]) || 'dynamic',
  )
  return { type, shape }
}

/** A zero-terminated native string. */
export function readString(address: Pointer): string {
  return address === 0n ? '' : (koffi.decode(address, 'char', -1) as string)
}
