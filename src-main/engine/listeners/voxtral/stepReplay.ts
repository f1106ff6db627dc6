import type { Notice } from '@contract'
import type { CardCopy } from '../../onnx/cardCopy'
import { ortLibrary } from '../../onnx/library'
import { reasonIn } from '../../onnx/probe'
import type { Session } from '../../onnx/session'
import { toldLengths } from '../../onnx/toldLengths'
import { Value } from '../../onnx/value'
import type { KvCache } from './kvCache'
import { similarity } from './similarity'
import type { NextLogits, StepLogits } from './stepLogits'

/** What replays of a decode step need. */
export interface Replaying {
  readonly copy: CardCopy
  /**
   * A step that takes longer when it is run is not replayed: the card takes most of its time, and the calling thread would
   * be held for all of it.
   */
  readonly longestStepMs: number
  /** Told why steps are not replayed any more. */
  readonly onFault: (notice: Notice) => void
}

/** The same kernels are to answer the same, but for the order in which attention adds up. */
const leastSimilarity = 0.99

/**
 * Decode steps that are captured once and replayed: the card is told what to compute in one launch, and not in hundreds. A
 * replay reads and writes the very memory that the captured run had, and nothing of the processor's. So what changes
 * from step to step is written into values that last, and the length that the processor reads is always that of the full
 * cache; how much of it is filled the card reads itself. A fault ends replays for good.
 */
export class StepReplay {
  readonly #session: Session
  readonly #replaying: Replaying
  readonly #cache: KvCache
  readonly #logits: StepLogits
  readonly #binding
  readonly #embedding: Value
  readonly #lastIndex: Value
  readonly #position: Value | undefined
  readonly #total: Value
  readonly #last = new Int32Array(1)
  readonly #at = new BigInt64Array(1)
  /** What is captured now, and with which memory of the cache. Numbers are never used again: CUDA's provider forgets none. */
  #graph = 0
  #allocations: number | undefined
  #isOver = false

  /**
   * @param session one that captures its runs and is told its lengths
   * @param cache kept in place
   * @param logits in the session's memory
   */
  constructor(
    session: Session,
    hiddenSize: number,
    cache: KvCache,
    logits: StepLogits,
    replaying: Replaying,
  ) {
    this.#session = session
    this.#replaying = replaying
    this.#cache = cache
    this.#logits = logits
    this.#binding = session.bind()
    this.#embedding = session.allocate('float32', [1, 1, hiddenSize])
    this.#lastIndex = session.allocate('int32', [1])
    this.#position = session.inputs.has('position_ids') ? session.allocate('int64', [1, 1]) : undefined
    this.#total = Value.from(new Int32Array(1), [1])
  }

  /**
   * Computes one step behind what is cached, on the calling thread, which has to be the same always. The first one with a
   * memory of the cache is captured, unless something else computes: an allocation on another thread would spoil it.
   * @param row [hiddenSize] of its token
   * @returns undefined where nothing is replayed now: then the step is still to be computed
   */
  step(row: Float32Array): NextLogits | undefined {
    if (this.#isOver) return undefined
    if (this.#allocations !== this.#cache.allocations && !ortLibrary().isQuiet) return undefined
    try {
      this.#run(row)
      const logits = this.#logits.read()
      this.#cache.advance(1, new Map())
      return logits
    } catch (failure) {
      this.#end(reasonIn(failure instanceof Error ? failure.message : String(failure)))
      return undefined
    }
  }

  /**
   * Computes a step whose logits are known from an ordinary run, as soon as nothing else computes. Where it does not say the
   * same, replays end.
   * @param expected the logits of several steps; it must not be more like another one's
   * @param step which of them it is
   */
  async isAs(expected: readonly Float32Array[], step: number, row: Float32Array): Promise<boolean> {
    const ort = ortLibrary()
    while (!ort.isQuiet) await ort.quiet()
    const found = this.step(row)?.whole()
    if (found === undefined) return false
    const alike = expected.map((each) => similarity(found, each))
    if (alike[step] >= leastSimilarity && alike.every((each) => each <= alike[step])) return true
    this.#end({ kind: 'computes-wrongly' })
    return false
  }

  /** Ends replays, and frees what they took. */
  release(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#releaseCaptured()
    this.#binding.release()
    for (const value of [this.#embedding, this.#lastIndex, this.#position, this.#total]) value?.release()
  }

  #end(why: Notice): void {
    this.release()
    this.#replaying.onFault({ kind: 'replays-ended', why })
  }

  #run(row: Float32Array): void {
    this.#cache.bind(this.#binding)
    if (this.#allocations !== this.#cache.allocations) this.#beginAnew()
    this.#last[0] = this.#cache.length
    this.#at[0] = BigInt(this.#cache.length)
    this.#replaying.copy.write([
      [this.#embedding, row],
      [this.#lastIndex, this.#last],
      ...(this.#position ? ([[this.#position, this.#at]] as const) : []),
    ])
    this.#binding.runNow(this.#graph)
  }

  #beginAnew(): void {
    this.#releaseCaptured()
    this.#graph++
    this.#allocations = this.#cache.allocations
    ;(this.#total.data as Int32Array)[0] = this.#cache.capacity
    this.#binding.input('inputs_embeds', this.#embedding)
    this.#binding.input(toldLengths.lastIndex, this.#lastIndex)
    this.#binding.input(toldLengths.total, this.#total)
    if (this.#position) this.#binding.input('position_ids', this.#position)
    this.#logits.bind(this.#binding, 1)
  }

  #releaseCaptured(): void {
    if (this.#allocations !== undefined) this.#session.releaseCaptured(this.#graph)
    this.#allocations = undefined
  }
}
