import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@contract'
import { fromHalfArray } from '../../src-main/engine/onnx/float16'

interface Entry {
  readonly file: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly byteLength: number
}

/** Reads tensors of a safetensors checkpoint, single or sharded, one at a time, as float32. */
export class SafetensorsCheckpoint {
  private readonly entries = new Map<string, Entry>()

  /** @throws AppError `model-missing` or `model-invalid` */
  constructor(directory: string) {
    const indexPath = join(directory, 'model.safetensors.index.json')
    const files = existsSync(indexPath)
      ? [...new Set(Object.values(readIndex(indexPath)))].sort()
      : ['model.safetensors']
    for (const file of files) this.readHeader(join(directory, file))
  }

  get names(): string[] {
    return [...this.entries.keys()]
  }

  shapeOf(name: string): readonly number[] | undefined {
    return this.entries.get(name)?.shape
  }

  /** @throws AppError `model-invalid` when the tensor is missing or of a type other than F32, F16 or BF16 */
  read(name: string): Float32Array {
    const entry = this.entries.get(name)
    if (!entry)
      throw new AppError('model-invalid', { kind: 'as-told', text: `The checkpoint has no tensor ${name}.` })
    const bytes = readRange(entry.file, entry.offset, entry.byteLength)
    switch (entry.dtype) {
      case 'F32':
        return new Float32Array(bytes)
      case 'F16':
        return fromHalfArray(new Uint16Array(bytes))
      case 'BF16': {
        const halves = new Uint16Array(bytes)
        const words = new Uint32Array(halves.length)
        for (let i = 0; i < halves.length; i++) words[i] = halves[i] << 16
        return new Float32Array(words.buffer)
      }
      default:
        throw new AppError('model-invalid', {
          kind: 'as-told',
          text: `${name} is stored as ${entry.dtype}; F32, F16 and BF16 can be read.`,
        })
    }
  }

  private readHeader(file: string): void {
    if (!existsSync(file))
      throw new AppError('model-missing', {
        kind: 'as-told',
        text: `${file} is not there. Fetch the checkpoint again.`,
      })
    const headerBytes = Number(new BigUint64Array(readRange(file, 0, 8))[0])
    const header = JSON.parse(new TextDecoder().decode(readRange(file, 8, headerBytes))) as Record<
      string,
      { dtype: string; shape: number[]; data_offsets: [number, number] }
    >
    for (const [name, { dtype, shape, data_offsets: range }] of Object.entries(header)) {
      if (name === '__metadata__') continue
      const offset = 8 + headerBytes + range[0]
      this.entries.set(name, { file, dtype, shape, offset, byteLength: range[1] - range[0] })
    }
  }
}

function readIndex(path: string): Record<string, string> {
  return (JSON.parse(readFileSync(path, 'utf8')) as { weight_map: Record<string, string> }).weight_map
}

function readRange(file: string, offset: number, byteLength: number): ArrayBuffer {
  const bytes = new Uint8Array(byteLength)
  const descriptor = openSync(file, 'r')
  try {
    for (let done = 0; done < byteLength;) {
      const count = readSync(descriptor, bytes, done, Math.min(byteLength - done, 2 ** 30), offset + done)
      if (count === 0)
        throw new AppError('model-invalid', {
          kind: 'as-told',
          text: `${file} ends early. Fetch the checkpoint again.`,
        })
      done += count
    }
  } finally {
    closeSync(descriptor)
  }
  return bytes.buffer
}
