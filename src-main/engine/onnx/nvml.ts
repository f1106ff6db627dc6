import type { Notice } from '@contract'
import { driverLibrary } from './driverLibrary'
import { native } from './native'

export interface NvidiaCard {
  readonly name: string
  /** Absent where the driver does not tell, as of memory that is the processor's too. */
  readonly totalBytes?: number
  readonly freeBytes?: number
}

export type Nvml =
  | { readonly driver: string; readonly cards: readonly NvidiaCard[] }
  /** Why nothing is known; on a computer without an NVIDIA card that is as it should be. */
  | { readonly reason: Notice }

/**
 * The NVIDIA cards and their memory as they are now, from the driver's own library (NVML; docs.nvidia.com/deploy/nvml-api).
 * No process is started. Cards come in NVML's order, that of the bus (see `driverObstacle`).
 */
export function readNvml(): Nvml {
  const file = driverLibrary('nvml')
  let library: ReturnType<typeof native.load>
  try {
    library = native.load(file)
  } catch {
    return { reason: { kind: 'nvidia-none', detail: file } }
  }
  const call = (signature: string, ...args: unknown[]): number =>
    Number((library.func(signature) as (...args: unknown[]) => unknown)(...args))
  try {
    const begun = call('int nvmlInit_v2()')
    if (begun !== 0) return { reason: { kind: 'nvidia-fails', detail: `NVML: ${begun}` } }
    try {
      const count: [number] = [0]
      call('int nvmlDeviceGetCount_v2(_Out_ unsigned int*)', count)
      return {
        driver: readText((text, size) =>
          call('int nvmlSystemGetDriverVersion(void*, unsigned int)', text, size),
        ),
        cards: Array.from({ length: count[0] }, (_, index) => readCard(call, index)),
      }
    } finally {
      call('int nvmlShutdown()')
    }
  } catch (thrown) {
    return { reason: { kind: 'nvidia-fails', detail: String(thrown) } }
  }
}

type Call = (signature: string, ...args: unknown[]) => number

function readCard(call: Call, index: number): NvidiaCard {
  const out: [bigint | null] = [null]
  call('int nvmlDeviceGetHandleByIndex_v2(unsigned int, _Out_ void**)', index, out)
  const [handle] = out
  const memory = new BigUint64Array(3) // nvmlMemory_t: total, free, used
  const isTold = call('int nvmlDeviceGetMemoryInfo(void*, void*)', handle, memory) === 0
  const name = readText((text, size) =>
    call('int nvmlDeviceGetName(void*, void*, unsigned int)', handle, text, size),
  )
  return { name, ...(isTold && { totalBytes: Number(memory[0]), freeBytes: Number(memory[1]) }) }
}

function readText(read: (text: Buffer, size: number) => number): string {
  const text = Buffer.alloc(96)
  return read(text, text.length) === 0 ? text.toString('utf8', 0, text.indexOf(0)) : 'unknown'
}
