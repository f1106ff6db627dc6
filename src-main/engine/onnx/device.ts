import koffi from 'koffi'
import { ortLibrary, type Pointer } from './library'

/** Where a tensor's bytes lie. `Cpu` is the host's memory, whichever device computes. */
export type MemoryKind = 'Cpu' | 'Cuda'

/** Which provider computes, and with what options. */
export interface Device {
  readonly kind: 'cpu' | 'cuda'
  /** Number of the card. */
  readonly deviceId?: number
  /** Further options of the CUDA provider by its own names, such as `arena_extend_strategy`. */
  readonly options?: Readonly<Record<string, string>>
}

export const cpuDevice: Device = { kind: 'cpu' }

/** The memory in which a device computes. */
export function memoryOf(device: Device): MemoryKind {
  return device.kind === 'cuda' ? 'Cuda' : 'Cpu'
}

const arenaAllocator = 1
const defaultMemory = 0
const memoryInfos = new Map<string, Pointer>()

/** ONNX Runtime's description of a memory; a handful exist and live as long as the process. */
export function memoryInfo(kind: MemoryKind, deviceId = 0): Pointer {
  const key = `${kind}:${deviceId}`
  const known = memoryInfos.get(key)
  if (known !== undefined) return known
  const made = ortLibrary().make('CreateMemoryInfo', kind, arenaAllocator, deviceId, defaultMemory)
  memoryInfos.set(key, made)
  return made
}

/** Adds the provider of a device to session options; throws when its library or the card is missing. */
export function appendProvider(sessionOptions: Pointer, device: Device): void {
  if (device.kind === 'cpu') return // always there, as the last resort of every session
  const ort = ortLibrary()
  const options = ort.make('CreateCUDAProviderOptions')
  try {
    const entries = Object.entries({ device_id: String(device.deviceId ?? 0), ...device.options })
    const strings = koffi.array('const char*', entries.length)
    const names = koffi.as(
      entries.map(([name]) => name),
      koffi.pointer(strings),
    )
    const values = koffi.as(
      entries.map(([, value]) => value),
      koffi.pointer(strings),
    )
    ort.check(ort.call.UpdateCUDAProviderOptions(options, names, values, entries.length), 'CUDA options')
    ort.check(
      ort.call.SessionOptionsAppendExecutionProvider_CUDA_V2(sessionOptions, options),
      'The CUDA provider could not be used',
    )
  } finally {
    ort.call.ReleaseCUDAProviderOptions(options)
  }
}
