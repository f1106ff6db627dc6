import { deviceKinds, type DeviceKind } from '@contract'
import { ortEnvironment } from './environment'
import { ortLibrary, type ApiFunction, type Pointer } from './library'

/** Where a tensor's bytes lie, by ONNX Runtime's name. `Cpu` is the host's memory, whichever device computes. */
export type MemoryKind = 'Cpu' | 'Cuda' | 'WebGPU_Buf' | 'DML'

/** Which provider computes, and with what options. */
export interface Device {
  readonly kind: DeviceKind
  /** Number of the card. */
  readonly deviceId?: number
  /** What a session may take of a card's memory, where its provider can be told: CUDA's. */
  readonly memoryLimitBytes?: number
  /** Options of the provider by its own names, such as CUDA's `arena_extend_strategy`; they go before Parley's own. */
  readonly options?: Readonly<Record<string, string>>
  /** False: the steps of an answer are never captured and replayed, where a provider can do that. */
  readonly replaysSteps?: boolean
}

export const cpuDevice: Device = { kind: 'cpu' }

/** What a provider is called by ONNX Runtime, where its tensors lie, and the options that pay for speech. */
const providers: Record<
  Exclude<DeviceKind, 'cpu'>,
  {
    name: string
    memory: MemoryKind
    idOption?: string
    limitOption?: string
    options: Readonly<Record<string, string>>
  }
> = {
  cuda: {
    name: 'CUDA',
    memory: 'Cuda',
    idOption: 'device_id',
    limitOption: 'gpu_mem_limit',
    options: {
      // The arena's usual doubling would take up to twice of what is needed, and memory is what a card has least of.
      arena_extend_strategy: 'kSameAsRequested',
      // Sentences differ in length: trying every algorithm anew for each length costs seconds.
      cudnn_conv_algo_search: 'HEURISTIC',
      // All kernels of attention but cuDNN's, which a card of compute capability 9.0 and more would take (AttentionBackend in
      // attention_common.h). It plans anew for each length of a prompt, on each thread, and forgets no plan.
      sdpa_kernel: String(1 + 2 + 4 + 16 + 32 + 64 + 512),
    },
  },
  webgpu: { name: 'WebGPU', memory: 'WebGPU_Buf', options: {} },
  directml: { name: 'DML', memory: 'DML', idOption: 'device_id', options: {} },
  // Its values are the host's: Apple's memory is one.
  coreml: { name: 'CoreML', memory: 'Cpu', options: { ModelFormat: 'MLProgram' } },
}

/** The device behind what ONNX Runtime calls a provider, such as `CUDAExecutionProvider`; undefined: none of Parley's. */
export function deviceOfProvider(provider: string): DeviceKind | undefined {
  const wanted = provider.replace(/ExecutionProvider$/, '').toLowerCase()
  return deviceKinds.find((kind) => (kind === 'cpu' ? kind : providers[kind].name.toLowerCase()) === wanted)
}

/** The memory in which a device computes. */
export function memoryOf(device: Device): MemoryKind {
  return device.kind === 'cpu' ? 'Cpu' : providers[device.kind].memory
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

/** The options that a device's provider is given, by the provider's own names. */
export function providerOptions(device: Device): Record<string, string> {
  if (device.kind === 'cpu') return {}
  const { idOption, limitOption, options } = providers[device.kind]
  const { deviceId = 0, memoryLimitBytes } = device
  return {
    ...(idOption !== undefined && { [idOption]: String(deviceId) }),
    ...(limitOption !== undefined &&
      memoryLimitBytes !== undefined && { [limitOption]: String(Math.floor(memoryLimitBytes)) }),
    ...options,
    ...device.options,
  }
}

/** Adds the provider of a device to session options; throws when its library or the card is missing. */
export function appendProvider(sessionOptions: Pointer, device: Device): void {
  if (device.kind === 'cpu') return // always there, as the last resort of every session
  const ort = ortLibrary()
  const { name } = providers[device.kind]
  const what = `${name} provider`
  const entries = Object.entries(providerOptions(device))
  const names = entries.map(([option]) => option)
  const values = entries.map(([, value]) => value)
  ortEnvironment() // providers write into its log
  if (device.kind !== 'cuda') {
    // DirectML refuses sessions that plan their memory ahead.
    if (device.kind === 'directml') ort.check(ort.call.DisableMemPattern(sessionOptions), what)
    const append: ApiFunction = 'SessionOptionsAppendExecutionProvider'
    ort.check(ort.call[append](sessionOptions, name, names, values, entries.length), what)
    return
  }
  const options = ort.make('CreateCUDAProviderOptions')
  try {
    ort.check(ort.call.UpdateCUDAProviderOptions(options, names, values, entries.length), 'CUDA options')
    ort.check(ort.call.SessionOptionsAppendExecutionProvider_CUDA_V2(sessionOptions, options), what)
  } finally {
    ort.call.ReleaseCUDAProviderOptions(options)
  }
}
