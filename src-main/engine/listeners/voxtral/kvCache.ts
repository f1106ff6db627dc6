import { AppError } from '@contract'
import type { Binding } from '../../onnx/binding'
import type { ElementType } from '../../onnx/elementType'
import type { Session } from '../../onnx/session'
import type { Value } from '../../onnx/value'
import { findTensor } from './tensorNames'

export interface KvGeometry {
  readonly layers: number
  readonly kvHeads: number
  readonly headSize: number
}

const cacheTypes = ['float32', 'float16'] as const

/**
 * The decoder's keys and values. They lie in the memory in which the decoder computes and never pass JavaScript.
 *
 * With GroupQueryAttention, past and present are the same values of fixed capacity: a run writes its new rows behind
 * the rows that are there, and forgetting is a smaller length. Other graphs make `present` anew at every run, one row
 * longer; then it becomes the next run's `past` as it is.
 */
export class KvCache {
  readonly #session: Session
  readonly #geometry: KvGeometry
  readonly #inPlace: boolean
  readonly #type: ElementType
  readonly #names: { past: string; present: string }[] = []
  #values: Value[] = []
  /** The binding that knows the present values: binding two for every layer anew at each step would cost more than it. */
  #boundTo: Binding | undefined
  #allocations = 0
  #capacity = 0
  #length = 0

  /**
   * @param inPlace the graph attends through GroupQueryAttention
   * @throws model-invalid when the graph lacks a layer's cache or has it in another shape
   */
  constructor(session: Session, geometry: KvGeometry, inPlace: boolean) {
    this.#session = session
    this.#geometry = geometry
    this.#inPlace = inPlace
    const shape = [null, geometry.kvHeads, null, geometry.headSize]
    const types = new Set<ElementType>()
    for (let layer = 0; layer < geometry.layers; layer++)
      for (const part of ['key', 'value']) {
        const past = findTensor(session, 'inputs', [`past_key_values.${layer}.${part}`], cacheTypes, shape)
        const present = findTensor(session, 'outputs', [`present.${layer}.${part}`], cacheTypes, shape)
        this.#names.push({ past: past.name, present: present.name })
        types.add(past.type).add(present.type)
      }
    const [type] = types
    if (types.size !== 1)
      throw new AppError('model-invalid', {
        kind: 'model-file-other',
        file: session.file,
        family: 'Voxtral',
        detail: `KV cache: ${[...types].join(', ')}`,
      })
    this.#type = type
  }

  /** The inputs of the graph that are given here. */
  get inputs(): readonly string[] {
    return this.#names.map(({ past }) => past)
  }

  /** Tokens that are in the cache. */
  get length(): number {
    return this.#length
  }

  /** Tokens for which there is room, where the cache is kept in place. */
  get capacity(): number {
    return this.#capacity
  }

  /** How often its memory was taken: another number, another place. */
  get allocations(): number {
    return this.#allocations
  }

  /** Forgets all but the first `length` tokens; a graph that cannot cut its cache forgets all. */
  truncate(length: number): void {
    if (length >= this.#length) return
    this.#length = this.#inPlace ? length : 0
    if (!this.#inPlace) this.#releaseValues()
  }

  /** Makes room for this many tokens. What was cached is forgotten when the memory has to be made anew. */
  reserve(capacity: number): void {
    if (!this.#inPlace || capacity <= this.#capacity) return
    this.#releaseValues()
    this.#length = 0
    // Doubling keeps a growing conversation from being prefilled anew at every turn.
    this.#capacity = Math.max(capacity, 2 * this.#capacity)
  }

  /** Binds the cache to the next run. */
  bind(binding: Binding): void {
    if (this.#values.length === 0) this.#allocate()
    if (this.#boundTo === binding) return
    this.#boundTo = binding
    this.#names.forEach(({ past, present }, i) => {
      binding.input(past, this.#values[i])
      if (this.#inPlace) binding.output(present, this.#values[i])
      else binding.outputTo(present, this.#session.memory)
    })
  }

  /** A run that added `tokens` has ended; `made` are the outputs that it made anew. */
  advance(tokens: number, made: ReadonlyMap<string, Value>): void {
    this.#length += tokens
    if (this.#inPlace) return
    this.#releaseValues()
    this.#values = this.#names.map(({ present }) => made.get(present)!)
  }

  release(): void {
    this.#releaseValues()
    this.#capacity = 0
    this.#length = 0
  }

  #allocate(): void {
    this.#allocations++
    const rows = this.#inPlace ? this.#capacity : 0
    const shape = [1, this.#geometry.kvHeads, rows, this.#geometry.headSize]
    try {
      while (this.#values.length < this.#names.length)
        this.#values.push(this.#session.allocate(this.#type, shape))
    } catch (failure) {
      // Where memory runs out, what was got of it is given back.
      this.#releaseValues()
      throw failure
    }
  }

  #releaseValues(): void {
    for (const value of this.#values) value.release()
    this.#values = []
    this.#boundTo = undefined
  }
}
