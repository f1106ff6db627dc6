import { native as koffi } from './native'
import { memoryInfo, type Device, type MemoryKind } from './device'
import { ortLibrary, type Pointer } from './library'
import { countHandle } from './liveHandles'
import { Value } from './value'

/** What a binding needs to know of its session. */
export interface BoundSession {
  readonly handle: Pointer
  readonly file: string
  readonly device: Device
  /** Its runs may be captured and replayed. */
  readonly capturesRuns: boolean
  /** Does a run with these options. */
  watch(runOptions: Pointer, run: () => Promise<void>): Promise<void>
}

/**
 * Which values a session's runs read and write. Bound values stay where they are between runs: an output of one run
 * can be the input of the next without a copy, on any device. Release it when done; bound values are the caller's.
 */
export class Binding {
  readonly #session: BoundSession
  #handle: Pointer | undefined
  /** Names of outputs in the order of their first binding: the order in which ONNX Runtime returns them. */
  readonly #outputs: string[] = []
  readonly #adopted = new Set<string>()
  /** Values whose memory native code may touch: referenced here, so that they are not collected meanwhile. */
  readonly #bound = new Map<string, Value>()

  constructor(session: BoundSession) {
    this.#session = session
    this.#handle = ortLibrary().make('CreateIoBinding', session.handle)
    countHandle('binding', 1)
  }

  input(name: string, value: Value): void {
    const ort = ortLibrary()
    const key = `in:${name}`
    // On a card binding is what copies a value of the host's memory there; in one memory it is read where it lies.
    if (this.#session.device.kind === 'cpu' && this.#bound.get(key) === value) return
    ort.check(ort.call.BindInput(this.#handle, name, value.handle), `Input ${name}`)
    this.#bound.set(key, value)
  }

  /** The run writes into this value, which must have the very shape of the output. */
  output(name: string, value: Value): void {
    const ort = ortLibrary()
    if (this.#bound.get(`out:${name}`) === value) return
    ort.check(ort.call.BindOutput(this.#handle, name, value.handle), `Output ${name}`)
    this.#noteOutput(name)
    this.#adopted.delete(name)
    this.#bound.set(`out:${name}`, value)
  }

  /** The run makes the output anew in a memory of this kind; get it with `takeOutputs`. */
  outputTo(name: string, memory: MemoryKind): void {
    const ort = ortLibrary()
    const deviceId = memory === 'Cpu' ? 0 : this.#session.device.deviceId
    ort.check(ort.call.BindOutputToDevice(this.#handle, name, memoryInfo(memory, deviceId)), `Output ${name}`)
    this.#noteOutput(name)
    this.#adopted.add(name)
    this.#bound.delete(`out:${name}`)
  }

  /**
   * Runs on a native thread. Aborting terminates the run between two of its operators; then this throws the signal's
   * reason. Throws `inference-failed` with what ONNX Runtime says otherwise.
   * @param givesBack of the host's memory what the run took, when it is over
   */
  async run(signal?: AbortSignal, givesBack = false): Promise<void> {
    signal?.throwIfAborted()
    const ort = ortLibrary()
    const runOptions = this.#makeRunOptions()
    if (givesBack) ort.check(ort.call.AddRunConfigEntry(runOptions, shrinkKey, 'cpu:0'), shrinkKey)
    const terminate = (): void => void ort.call.RunOptionsSetTerminate(runOptions)
    signal?.addEventListener('abort', terminate, { once: true })
    try {
      await this.#session.watch(runOptions, async () => {
        const status = await ort.callAsync('RunWithBinding', this.#session.handle, runOptions, this.#handle)
        if (signal?.aborted && status !== null) ort.call.ReleaseStatus(status)
        signal?.throwIfAborted()
        ort.check(status, this.#session.file)
      })
    } finally {
      signal?.removeEventListener('abort', terminate)
      releaseRunOptions(runOptions)
    }
  }

  /**
   * Runs on the calling thread, which waits: only for runs that end in microseconds, such as looking one row up, where
   * handing the run to another thread and back would cost more than it.
   * @param graph of a session that captures its runs: the first run of this number, which is never to be used again, is
   *   captured, and every other one replayed with what lies in the very same values. What is captured belongs to its thread.
   */
  runNow(graph?: number): void {
    const ort = ortLibrary()
    const runOptions = this.#session.capturesRuns ? this.#makeRunOptions(graph) : null
    try {
      const status = ort.call.RunWithBinding(this.#session.handle, runOptions, this.#handle)
      ort.check(status, this.#session.file)
    } finally {
      if (runOptions !== null) releaseRunOptions(runOptions)
    }
  }

  /** The outputs that the last run made anew. They are the caller's now. */
  takeOutputs(): Map<string, Value> {
    if (this.#adopted.size === 0) return new Map()
    const ort = ortLibrary()
    const allocator = ort.make('GetAllocatorWithDefaultOptions')
    const list: [Pointer | null] = [null]
    const count: [number] = [0]
    ort.check(ort.call.GetBoundOutputValues(this.#handle, allocator, list, count), 'GetBoundOutputValues')
    const handles = koffi.decode(list[0], 'void*', Number(count[0])) as Pointer[]
    ort.check(ort.call.AllocatorFree(allocator, list[0]), 'AllocatorFree')
    const taken = new Map<string, Value>()
    handles.forEach((handle, i) => {
      const name = this.#outputs[i]
      // A value bound by the caller comes back as one more reference to it, which ends here.
      if (this.#adopted.has(name)) taken.set(name, Value.adopt(handle))
      else ort.call.ReleaseValue(handle)
    })
    return taken
  }

  release(): void {
    if (this.#handle === undefined) return
    ortLibrary().call.ReleaseIoBinding(this.#handle)
    this.#handle = undefined
    this.#bound.clear()
    countHandle('binding', -1)
  }

  /** @param graph absent: the run is neither captured nor a replay */
  #makeRunOptions(graph = -1): Pointer {
    const ort = ortLibrary()
    const runOptions = ort.make('CreateRunOptions')
    countHandle('runOptions', 1)
    if (this.#session.capturesRuns)
      ort.check(ort.call.AddRunConfigEntry(runOptions, 'gpu_graph_id', `${graph}`), 'gpu_graph_id')
    return runOptions
  }

  #noteOutput(name: string): void {
    if (!this.#outputs.includes(name)) this.#outputs.push(name)
  }
}

/** Of which devices the memory is given back after a run. */
const shrinkKey = 'memory.enable_memory_arena_shrinkage'

function releaseRunOptions(runOptions: Pointer): void {
  ortLibrary().call.ReleaseRunOptions(runOptions)
  countHandle('runOptions', -1)
}
