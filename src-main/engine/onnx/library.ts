import { createRequire } from 'node:module'
import path from 'node:path'
import { loadableFile } from '../files/shippedFiles'
import { native as koffi } from './native'
import { AppError } from '@contract'
import { apiFunctions, apiVersion, type ApiFunction } from './apiTable'
import { keepLoaded } from './keepLoaded'
import { turnTelemetryOff } from './noTelemetry'
import { usePlainAttention } from './plainAttention'
import { removeTelemetry } from './removeTelemetry'

/** A native address. koffi hands pointers over as bigint, null as null. */
export type Pointer = bigint

/** An OrtStatus: null is success. */
type Status = Pointer | null

/** A C function as koffi offers it: called at once, or on a native thread with a callback for its result. */
interface NativeFunction {
  (...args: unknown[]): unknown
  readonly async: (...args: unknown[]) => void
}

export type { ApiFunction }
export type ApiCalls = Record<ApiFunction, NativeFunction>

let loaded: OrtLibrary | undefined
let runtimeFile: string | undefined

/**
 * Takes another build of ONNX Runtime than the one that onnxruntime-node ships. To be said before anything is loaded:
 * a process has one. False when it has another already.
 */
export function useRuntime(file: string): boolean {
  if (loaded !== undefined) return runtimeFile === file
  runtimeFile = file
  return true
}

/**
 * ONNX Runtime's C API in the very library that onnxruntime-node ships, called through koffi. That package's own
 * binding copies every output through JavaScript and blocks the event loop while it runs; the C API does neither.
 * Loaded once a process, so that there is one copy of ONNX Runtime in it.
 */
export function ortLibrary(): OrtLibrary {
  if (loaded === undefined) {
    usePlainAttention()
    removeTelemetry()
    loaded = new OrtLibrary(runtimeFile ?? libraryFile())
    if (runtimeFile !== undefined) keepLoaded(runtimeFile)
  }
  return loaded
}

/** The shared library inside the onnxruntime-node package for this platform. */
export function libraryFile(): string {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    linux: 'libonnxruntime.so.1',
    darwin: 'libonnxruntime.1.dylib',
    win32: 'onnxruntime.dll',
  }
  const name = names[process.platform]
  if (name === undefined)
    throw new AppError('runtime-unavailable', { kind: 'runtime-no-platform', platform: process.platform })
  const root = path.dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))
  return loadableFile(path.join(root, 'bin', 'napi-v6', process.platform, process.arch, name))
}

export class OrtLibrary {
  readonly version: string
  readonly call: ApiCalls
  /** Held: koffi unloads a library that the collector takes, and every call would lead nowhere. */
  readonly library: object
  /** Calls on native threads that have not ended. */
  #inFlight = 0
  readonly #waiting: (() => void)[] = []

  /** Throws `runtime-unavailable` when the library cannot be loaded or is of another version. */
  constructor(file: string) {
    let getApi: NativeFunction
    turnTelemetryOff()
    try {
      const library = koffi.load(file)
      this.library = library
      const base = library.func('void* OrtGetApiBase()')() as Pointer
      const [getApiAddress, getVersionAddress] = koffi.decode(base, koffi.array('void*', 2)) as Pointer[]
      getApi = koffi.decode(getApiAddress, koffi.proto('void* (uint32_t)')) as NativeFunction
      this.version = (koffi.decode(getVersionAddress, koffi.proto('const char* ()')) as () => string)()
    } catch (cause) {
      throw new AppError(
        'runtime-unavailable',
        { kind: 'runtime-not-loaded', file, detail: String(cause), needsRedistributable },
        { cause },
      )
    }
    requireVersion(this.version)
    const api = getApi(apiVersion) as Pointer | null
    if (api === null)
      throw new AppError('runtime-unavailable', {
        kind: 'runtime-other-version',
        version: this.version,
        wanted: `1.${apiVersion}`,
      })
    const names = Object.keys(apiFunctions) as ApiFunction[]
    const length = 1 + Math.max(...names.map((name) => apiFunctions[name].index))
    const table = koffi.decode(api, koffi.array('void*', length)) as Pointer[]
    this.call = Object.fromEntries(
      names.map((name) => {
        const { index, returns, takes } = apiFunctions[name]
        return [name, koffi.decode(table[index], koffi.proto(`${returns} (${takes})`)) as NativeFunction]
      }),
    ) as ApiCalls
  }

  /** Throws what a status says, and releases it. @param part what failed: a file, or a call by its name */
  check(status: unknown, part: string): void {
    if (status === null) return
    const message = this.call.GetErrorMessage(status) as string
    this.call.ReleaseStatus(status)
    throw new AppError(isOutOfMemory(message) ? 'out-of-memory' : 'inference-failed', {
      kind: 'runtime-failed',
      part,
      detail: message,
    })
  }

  /**
   * Calls a function on a native thread, so that the event loop stays free. Resolves with its status. koffi holds no
   * array that it is given; this closure holds them until the call is over.
   */
  callAsync(name: ApiFunction, ...args: unknown[]): Promise<Status> {
    this.#inFlight++
    return new Promise((resolve, reject) => {
      this.call[name].async(...args, (error: Error | null, status: Status) => {
        if (--this.#inFlight === 0) for (const wake of this.#waiting.splice(0)) wake()
        if (error) reject(error)
        else resolve(status)
      })
    })
  }

  /** No call is on a native thread: until this thread waits for something, nothing but it computes. */
  get isQuiet(): boolean {
    return this.#inFlight === 0
  }

  /** Waits until no call is on a native thread. Who is woken before may have begun the next one: see `isQuiet`. */
  quiet(): Promise<void> {
    return this.isQuiet ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Calls a function whose last parameter receives what it makes. */
  make(name: ApiFunction, ...args: unknown[]): Pointer {
    const out: [Pointer | null] = [null]
    this.check(this.call[name](...args, out), name)
    return out[0]!
  }
}

/** Its library for Windows needs Microsoft's runtime of C++, which not every computer has. */
const needsRedistributable = process.platform === 'win32'

/** What ONNX Runtime, CUDA, cuBLAS, Dawn and DirectML say when memory runs out. */
export function isOutOfMemory(message: string): boolean {
  return /failed to allocate memory|out of memory|bad_alloc|smaller than requested|ALLOC_FAILED|MemoryAllocation|8007000E/i.test(
    message,
  )
}

/** The indices in `apiTable.ts` hold for one version only; with another, a call could reach the wrong function. */
export function requireVersion(version: string): void {
  const minor = /^1\.(\d+)\./.exec(version)?.[1]
  if (Number(minor) === apiVersion) return
  throw new AppError('runtime-unavailable', {
    kind: 'runtime-other-version',
    version,
    wanted: `1.${apiVersion}`,
  })
}
