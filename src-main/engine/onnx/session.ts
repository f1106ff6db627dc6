import path from 'node:path'
import { AppError } from '@contract'
import { Binding } from './binding'
import { countOperators, type OperatorCounts } from './countOperators'
import { appendProvider, cpuDevice, memoryInfo, memoryOf, type Device, type MemoryKind } from './device'
import type { ElementType } from './elementType'
import { ortEnvironment } from './environment'
import { loadTrouble } from './loadTrouble'
import { ortLibrary, type ApiFunction, type Pointer } from './library'
import { countHandle } from './liveHandles'
import { readString, readTensorInfo, Value } from './value'

export interface TensorInfo {
  readonly name: string
  readonly type: ElementType
  /** Fixed sizes as numbers, the others by their symbolic name. */
  readonly shape: readonly (number | string)[]
}

export interface SessionOptions {
  readonly device?: Device
  /** Threads that one operator may use; absent: ONNX Runtime's choice, one a core. */
  readonly threads?: number
  /** The model to load in place of what the file holds. */
  readonly graph?: Uint8Array
  /** Where the weights of `graph` lie; absent: beside the file. */
  readonly weightsFolder?: string
  /** No run is like another in its sizes: nothing is laid out for the next of the same, and a run can give back what it took. */
  readonly hasVaryingSizes?: boolean
  /** The first run is profiled, so that `operators` tells which devices computed it. */
  readonly countsOperators?: boolean
}

const allOptimizations = 99
/** Key of the folder of the weights of a model that is given as bytes. */
const weightsFolderKey = 'session.model_external_initializers_file_folder_path'

/** A loaded model. Runs never block the event loop; concurrent runs are allowed. Release it when done. */
export class Session {
  readonly file: string
  readonly device: Device
  readonly inputs: ReadonlyMap<string, TensorInfo>
  readonly outputs: ReadonlyMap<string, TensorInfo>
  #handle: Pointer | undefined
  #allocator: Pointer | undefined
  #isCounted: boolean
  #operators: OperatorCounts | undefined

  private constructor(handle: Pointer, file: string, device: Device, countsOperators: boolean) {
    this.#handle = handle
    this.file = file
    this.device = device
    this.#isCounted = !countsOperators
    countHandle('session', 1)
    try {
      this.inputs = tensorInfos(
        handle,
        'SessionGetInputCount',
        'SessionGetInputName',
        'SessionGetInputTypeInfo',
      )
      this.outputs = tensorInfos(
        handle,
        'SessionGetOutputCount',
        'SessionGetOutputName',
        'SessionGetOutputTypeInfo',
      )
    } catch (failure) {
      this.release()
      throw failure
    }
  }

  /** Loads a model file (weights beside it included). Throws `model-invalid` when it cannot be read. */
  static async load(file: string, options: SessionOptions = {}): Promise<Session> {
    const ort = ortLibrary()
    const device = options.device ?? cpuDevice
    const sessionOptions = ort.make('CreateSessionOptions')
    try {
      const set = (name: ApiFunction, ...values: unknown[]): void =>
        ort.check(ort.call[name](sessionOptions, ...values), name)
      set('SetSessionGraphOptimizationLevel', allOptimizations)
      if (options.threads !== undefined) set('SetIntraOpNumThreads', options.threads)
      if (options.hasVaryingSizes) {
        set('DisableMemPattern')
        // Else weights lie among what a run takes, and hold it.
        set('AddSessionConfigEntry', 'session.use_device_allocator_for_initializers', '1')
      }
      appendProvider(sessionOptions, device)
      const out: [Pointer | null] = [null]
      const { graph, weightsFolder = path.dirname(file) } = options
      if (graph) set('AddSessionConfigEntry', weightsFolderKey, weightsFolder)
      const status = await (graph
        ? ort.callAsync('CreateSessionFromArray', ortEnvironment(), graph, graph.length, sessionOptions, out)
        : ort.callAsync('CreateSession', ortEnvironment(), file, sessionOptions, out))
      try {
        ort.check(status, file)
      } catch (cause) {
        if (cause instanceof AppError && cause.code === 'out-of-memory') throw cause
        const said = cause instanceof Error ? cause.message : String(cause)
        throw new AppError('model-invalid', loadTrouble(file, said), { cause })
      }
      return new Session(out[0]!, file, device, options.countsOperators ?? false)
    } finally {
      ort.call.ReleaseSessionOptions(sessionOptions)
    }
  }

  get handle(): Pointer {
    if (this.#handle === undefined)
      throw new AppError('internal', { kind: 'unexpected', detail: 'A released session was used.' })
    return this.#handle
  }

  /** The memory in which this session computes. */
  get memory(): MemoryKind {
    return memoryOf(this.device)
  }

  /** On what the first run was really computed; undefined before it, and where it was not to be counted or could not be. */
  get operators(): OperatorCounts | undefined {
    return this.#operators
  }

  /** For bindings: does a run with these options, and counts what it computes where nothing was counted yet. */
  async watch(runOptions: Pointer, run: () => Promise<void>): Promise<void> {
    if (this.#isCounted) return run()
    this.#isCounted = true
    this.#operators = await countOperators(runOptions, run)
  }

  /** CUDA's provider was told to capture runs. Then every run says which one it is, and most say that they are none. */
  get capturesRuns(): boolean {
    return this.device.options?.enable_cuda_graph === '1'
  }

  /** Frees what was captured under this number, where the provider can. Nothing may be run under it again. */
  releaseCaptured(graph: number): void {
    const { call } = ortLibrary()
    const status = call.SessionReleaseCapturedGraph(this.handle, graph)
    if (status !== null) call.ReleaseStatus(status) // then it goes with the session
  }

  /** A new binding: which values the next runs read and write. */
  bind(): Binding {
    return new Binding(this)
  }

  /** Memory in which this session computes, for values that stay there from run to run. */
  allocate(type: ElementType, shape: readonly number[]): Value {
    if (this.#allocator === undefined) {
      this.#allocator = ortLibrary().make(
        'CreateAllocator',
        this.handle,
        memoryInfo(this.memory, this.device.deviceId),
      )
      countHandle('allocator', 1)
    }
    return Value.allocate(this.#allocator, type, shape)
  }

  /**
   * Runs once on values in the host's memory. Aborting the signal terminates the native run.
   * The caller releases the outputs.
   * @param givesBack the host's memory that it took does not wait for the next run, which begins later for that
   */
  async run(
    feeds: Readonly<Record<string, Value>>,
    signal?: AbortSignal,
    givesBack = false,
  ): Promise<Map<string, Value>> {
    const binding = this.bind()
    try {
      for (const [name, value] of Object.entries(feeds)) binding.input(name, value)
      for (const name of this.outputs.keys()) binding.outputTo(name, 'Cpu')
      await binding.run(signal, givesBack)
      return binding.takeOutputs()
    } finally {
      binding.release()
    }
  }

  release(): void {
    if (this.#handle === undefined) return
    const ort = ortLibrary()
    if (this.#allocator !== undefined) {
      ort.call.ReleaseAllocator(this.#allocator)
      this.#allocator = undefined
      countHandle('allocator', -1)
    }
    ort.call.ReleaseSession(this.#handle)
    this.#handle = undefined
    countHandle('session', -1)
  }
}

function tensorInfos(
  session: Pointer,
  countOf: ApiFunction,
  nameOf: ApiFunction,
  infoOf: ApiFunction,
): Map<string, TensorInfo> {
  const ort = ortLibrary()
  const allocator = ort.make('GetAllocatorWithDefaultOptions') // belongs to ONNX Runtime: not released
  const count = Number(ort.make(countOf, session))
  const infos = new Map<string, TensorInfo>()
  for (let i = 0; i < count; i++) {
    const nameAddress = ort.make(nameOf, session, i, allocator)
    const name = readString(nameAddress)
    ort.check(ort.call.AllocatorFree(allocator, nameAddress), 'AllocatorFree')
    const typeInfo = ort.make(infoOf, session, i)
    try {
      infos.set(name, { name, ...readTensorInfo(ort.make('CastTypeInfoToTensorInfo', typeInfo)) })
    } finally {
      ort.call.ReleaseTypeInfo(typeInfo)
    }
  }
  return infos
}
