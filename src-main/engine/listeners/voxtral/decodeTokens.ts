import { performance } from 'node:perf_hooks'
import { setImmediate as otherEvents } from 'node:timers/promises'
import { AppError } from '@contract'
import type { Binding } from '../../onnx/binding'
import type { Session } from '../../onnx/session'
import { toldLengths } from '../../onnx/toldLengths'
import { Value } from '../../onnx/value'
import { EmbeddingTable } from './embeddingTable'
import { KvCache, type KvGeometry } from './kvCache'
import { commonPrefix, positionKeys, promptLength, type Prompt } from './promptTokens'
import { StepLogits, type NextLogits } from './stepLogits'
import { StepReplay, type Replaying } from './stepReplay'
import { findTensor, refuseOtherInputs } from './tensorNames'
import { tryReplay } from './tryReplay'

/** Chooses the next token from the logits and the answer so far. */
export type ChooseToken = (logits: NextLogits, answer: readonly number[]) => number

export interface DecodeOptions {
  readonly choose: ChooseToken
  readonly stopTokens: ReadonlySet<number>
  readonly maxNewTokens: number
  /** Called once, when the prompt's lengths are known. */
  readonly onPrefill?: (promptTokens: number, cachedTokens: number) => void
}

export interface DecoderGeometry extends KvGeometry {
  readonly hiddenSize: number
  readonly vocabSize: number
}

/** Prompt tokens that one run takes: bounds what lies between two operators, on a processor all attention scores. */
const prefillChunk = { processor: 512, card: 1024 }
/** The same for graphs that make logits [chunk, vocabSize] for every position. */
const prefillChunkAllLogits = 256

/**
 * A step that is expected to end sooner runs on this thread: waking another and coming back was measured to add an
 * eighth to a step of 3 ms, and other events wait no longer than one step.
 */
export const briefStepMs = 6

const neverAborted = new AbortController().signal

/** Room for this many tokens at first; a longer conversation gets more. */
const firstCapacity = 1024

/**
 * The language model: a prompt in, tokens out, one a step. What the last prompt and this one have in common at their
 * beginning is still in the KV cache and is not computed again.
 */
export class Decoder {
  readonly #session: Session
  readonly #embeddings: EmbeddingTable
  readonly #geometry: DecoderGeometry
  readonly #inPlace: boolean
  readonly #cache: KvCache
  readonly #binding: Binding
  readonly #hasPositions: boolean
  /** The graph is told its lengths; others count them in an attention mask. */
  readonly #isTold: boolean
  /** A run may add several positions behind those that are cached. */
  readonly #canGoOn: boolean
  #firstCapacity = firstCapacity
  /** What each cached position stands for. */
  #cachedKeys: number[] = []
  /** Views of these two are the attention mask and the positions of every run. */
  #ones = new BigInt64Array(0)
  #positions = new BigInt64Array(0)
  /** One decode step reads the position, which is bound once. */
  readonly #stepPosition: Value
  readonly #logits: StepLogits
  /** The lengths, of every run. */
  readonly #lastIndex: Value
  readonly #total: Value
  /** What the last step took. */
  #stepMs = Infinity
  readonly #replaying: Replaying | undefined
  #replay: StepReplay | undefined
  /** Answers beside the conversation. */
  #besides = 0
  /** The newest decode; an older one that goes on finds that it is over. */
  #newest = 0
  /** Settles when no run is in flight. */
  #idle: Promise<unknown> = Promise.resolve()

  /**
   * @param inPlace see KvCache
   * @param canGoOn false where the device takes several positions for the beginning, whatever is cached: then a prompt
   *   is computed anew, and at once
   * @param replaying of a session that captures its runs: see `tryReplays`
   * @throws model-invalid when a graph does not have the sizes of the model's configuration
   */
  constructor(
    session: Session,
    embed: Session | EmbeddingTable,
    geometry: DecoderGeometry,
    inPlace: boolean,
    canGoOn = true,
    replaying?: Replaying,
  ) {
    this.#session = session
    this.#canGoOn = canGoOn
    this.#inPlace = inPlace
    this.#geometry = geometry
    const { hiddenSize } = geometry
    findTensor(session, 'inputs', ['inputs_embeds'], ['float32'], [null, null, hiddenSize])
    this.#isTold = session.inputs.has(toldLengths.total)
    if (!this.#isTold) findTensor(session, 'inputs', ['attention_mask'], ['int64'], [null, null])
    this.#hasPositions = session.inputs.has('position_ids')
    if (this.#hasPositions) findTensor(session, 'inputs', ['position_ids'], ['int64'], [null, null])
    this.#cache = new KvCache(session, geometry, inPlace)
    const lengths = this.#isTold ? Object.values(toldLengths) : ['attention_mask']
    refuseOtherInputs(session, ['inputs_embeds', 'position_ids', ...lengths, ...this.#cache.inputs])
    this.#embeddings = embed instanceof EmbeddingTable ? embed : new EmbeddingTable(embed, hiddenSize)
    this.#replaying = inPlace && this.#isTold ? replaying : undefined
    this.#logits = new StepLogits(session, geometry.vocabSize, this.#replaying?.copy)
    this.#binding = session.bind()
    this.#stepPosition = Value.from(new BigInt64Array(1), [1, 1])
    this.#lastIndex = Value.from(new Int32Array(1), [1])
    this.#total = Value.from(new Int32Array(1), [1])
  }

  /**
   * Decodes until a stop token (which is not yielded), `maxNewTokens`, or an abort, which throws the signal's reason
   * and terminates the run in flight. A new decode takes the place of one that was left unfinished.
   */
  async *decode(prompt: Prompt, options: DecodeOptions, signal: AbortSignal): AsyncGenerator<number> {
    const decode = ++this.#newest
    await this.#idle
    this.#requireNewest(decode)
    this.#reserve(promptLength(prompt) + options.maxNewTokens)
    let logits = await this.#prefill(prompt, decode, options.onPrefill, signal)
    const answer: number[] = []
    for (;;) {
      signal.throwIfAborted()
      const token = options.choose(logits, answer)
      if (options.stopTokens.has(token)) return
      answer.push(token)
      yield token
      if (answer.length >= options.maxNewTokens) return
      signal.throwIfAborted() // whoever took the token may have had enough
      this.#requireNewest(decode)
      logits = await this.#step(token, signal)
    }
  }

  /**
   * Computes a prompt ahead: of a later one that begins with it only the rest is left to do. Aborting ends it and keeps
   * what it has; so does a run that fails, since the decode will tell of it.
   * @param capacity tokens for which there will be room, so that the later prompt need not move to get it
   */
  async prefill(prompt: Prompt, capacity: number, signal: AbortSignal = neverAborted): Promise<void> {
    const decode = ++this.#newest
    try {
      await this.#idle
      this.#requireNewest(decode)
      this.#reserve(Math.max(capacity, promptLength(prompt)))
      await this.#prefill(prompt, decode, undefined, signal)
    } catch (failure) {
      if (!(failure instanceof AppError) && !signal.aborted) throw failure
    }
  }

  /**
   * Answers a prompt beside the conversation, whose cache stays as it is: in memory of its own, that of the prompt and its answer,
   * and only while it does.
   */
  async *decodeBeside(prompt: Prompt, options: DecodeOptions, signal: AbortSignal): AsyncGenerator<number> {
    const embeddings = this.#embeddings.beside()
    const beside = new Decoder(this.#session, embeddings, this.#geometry, this.#inPlace, this.#canGoOn)
    beside.#firstCapacity = 0
    this.#besides++
    try {
      yield* beside.decode(prompt, options, signal)
    } finally {
      await beside.#idle
      beside.#releaseOwn()
      this.#besides--
    }
  }

  /**
   * Captures a decode step, where the session can, and replays it from here on: but only where that pays, and computes
   * what other runs compute. What is wrong then, or with any replay later, ends them for good and is noted. To be called
   * when nothing else computes on the card: an allocation on another thread spoils a capture. Forgets what is cached.
   * @param capacity tokens for which there is room from the first capture on
   */
  async tryReplays(capacity: number): Promise<void> {
    if (this.#replaying === undefined) return
    const { hiddenSize, vocabSize } = this.#geometry
    const start = [1, 3]
    await this.prefill([{ tokens: start }], capacity)
    const replay = new StepReplay(this.#session, hiddenSize, this.#cache, this.#logits, this.#replaying)
    await tryReplay(replay, this.#replaying, {
      vocabSize,
      run: (token) => this.#run(this.#embeddings.ofToken(token), 1, neverAborted),
      rowOf: (token) => this.#rowOf(token),
      back: () => this.#cache.truncate(start.length),
    })
    this.#replay = replay
    this.forget()
  }

  /** Forgets everything that is cached. */
  forget(): void {
    this.#cachedKeys = []
    this.#cache.truncate(0)
  }

  release(): void {
    this.#releaseOwn()
    this.#session.release()
  }

  #releaseOwn(): void {
    this.#replay?.release()
    this.#binding.release()
    this.#cache.release()
    this.#embeddings.release()
    for (const each of [this.#stepPosition, this.#logits, this.#lastIndex, this.#total]) each.release()
  }

  /** Runs what of the prompt is not cached yet. Returns the logits of its last position. */
  async #prefill(
    prompt: Prompt,
    decode: number,
    onPrefill: DecodeOptions['onPrefill'],
    signal: AbortSignal,
  ): Promise<NextLogits> {
    const keys = prompt.flatMap(positionKeys)
    if (keys.length === 0)
      throw new AppError('internal', { kind: 'unexpected', detail: 'An empty prompt cannot be answered.' })
    // The last position is always computed, since its logits are wanted.
    const cached = Math.min(
      commonPrefix(keys, this.#cachedKeys.slice(0, this.#cache.length)),
      keys.length - 1,
    )
    this.#cache.truncate(this.#canGoOn || keys.length - cached === 1 ? cached : 0)
    const start = this.#cache.length
    this.#cachedKeys = keys.slice(0, start)
    onPrefill?.(keys.length, start)

    const { hiddenSize } = this.#geometry
    const embeddings = await this.#embeddings.ofPrompt(prompt, start, keys.length, signal)
    let logits: NextLogits = { whole: () => new Float32Array(0) }
    const chunk = this.#canGoOn ? this.#prefillChunk() : keys.length
    for (let from = start; from < keys.length; from += chunk) {
      const to = Math.min(from + chunk, keys.length)
      this.#requireNewest(decode)
      const rows = embeddings.subarray((from - start) * hiddenSize, (to - start) * hiddenSize)
      const input = Value.from(rows, [1, to - from, hiddenSize])
      try {
        logits = await this.#run(input, to - from, signal)
      } finally {
        input.release()
      }
      this.#cachedKeys = keys.slice(0, to)
    }
    return logits
  }

  #prefillChunk(): number {
    if (!this.#logits.isLastOnly) return prefillChunkAllLogits
    return prefillChunk[this.#session.memory === 'Cpu' ? 'processor' : 'card']
  }

  /** Appends one token of the answer. Returns the logits that follow it. */
  async #step(token: number, signal: AbortSignal): Promise<NextLogits> {
    // An answer beside the conversation may lie where a captured step computes: that memory is free between two of them.
    const replay = this.#besides === 0 ? this.#replay : undefined
    const logits =
      (replay && (await this.#replayStep(replay, token))) ??
      (await this.#run(this.#embeddings.ofToken(token), 1, signal))
    this.#cachedKeys.push(token)
    return logits
  }

  async #replayStep(replay: StepReplay, token: number): Promise<NextLogits | undefined> {
    const logits = replay.step(this.#rowOf(token))
    if (logits !== undefined) await otherEvents()
    return logits
  }

  #rowOf(token: number): Float32Array {
    return this.#embeddings.ofToken(token).data as Float32Array
  }

  /** One run over `count` new positions; the cache holds them afterwards. Returns the logits of the last. */
  #run(embeddings: Value, count: number, signal: AbortSignal): Promise<NextLogits> {
    const run = this.#runBound(embeddings, count, signal)
    this.#idle = run.catch(() => undefined)
    return run
  }

  async #runBound(embeddings: Value, count: number, signal: AbortSignal): Promise<NextLogits> {
    const passing: Value[] = []
    const pass = (value: Value): Value => (passing.push(value), value)
    try {
      this.#bindPlaces(count, pass)
      this.#binding.input('inputs_embeds', embeddings)
      this.#logits.bind(this.#binding, count)
      this.#cache.bind(this.#binding)
      if (count === 1) await this.#runStep(signal)
      else await this.#binding.run(signal)
      const made = this.#binding.takeOutputs()
      this.#cache.advance(count, made)
      return this.#logits.read(made)
    } finally {
      for (const value of passing) value.release()
    }
  }

  /** Binds where `count` new positions stand. @param pass notes a value that is for this run only */
  #bindPlaces(count: number, pass: (value: Value) => Value): void {
    const past = this.#cache.length
    const total = past + count
    if (this.#isTold) {
      ;(this.#lastIndex.data as Int32Array)[0] = total - 1
      ;(this.#total.data as Int32Array)[0] = total
      this.#binding.input(toldLengths.lastIndex, this.#lastIndex)
      this.#binding.input(toldLengths.total, this.#total)
    } else this.#binding.input('attention_mask', pass(Value.from(this.#ones.subarray(0, total), [1, total])))
    if (!this.#hasPositions) return
    ;(this.#stepPosition.data as BigInt64Array)[0] = BigInt(past)
    const positions = this.#positions.subarray(past, total)
    this.#binding.input(
      'position_ids',
      count === 1 ? this.#stepPosition : pass(Value.from(positions, [1, count])),
    )
  }

  async #runStep(signal: AbortSignal): Promise<void> {
    const start = performance.now()
    const isBrief = this.#stepMs < briefStepMs
    if (isBrief) this.#binding.runNow()
    else await this.#binding.run(signal)
    this.#stepMs = performance.now() - start
    if (isBrief) await otherEvents()
  }

  #requireNewest(decode: number): void {
    if (decode !== this.#newest) throw new AppError('busy', { kind: 'listener-busy' }, { retryable: true })
  }

  #reserve(tokens: number): void {
    this.#cache.reserve(Math.max(this.#firstCapacity, tokens))
    if (this.#ones.length >= tokens) return
    const capacity = Math.max(firstCapacity, 2 * tokens)
    this.#ones = new BigInt64Array(capacity).fill(1n)
    this.#positions = BigInt64Array.from({ length: capacity }, (_, i) => BigInt(i))
  }
}
