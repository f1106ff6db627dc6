import type { Binding } from '../../onnx/binding'
import type { Session } from '../../onnx/session'
import { Value } from '../../onnx/value'
import type { Prompt } from './promptTokens'
import { findTensor, refuseOtherInputs } from './tensorNames'

/** The language model's embedding table: tokens in, rows of `hiddenSize` float32 numbers out. */
export class EmbeddingTable {
  readonly #session: Session
  readonly #hiddenSize: number
  /** One decode step looks one token up; both are bound once. */
  readonly #binding: Binding
  readonly #token: Value
  readonly #row: Value
  readonly #isShared: boolean

  /**
   * @param isShared the session is another's, who releases it
   * @throws model-invalid when the graph does not have the sizes of the model's configuration
   */
  constructor(session: Session, hiddenSize: number, isShared = false) {
    findTensor(session, 'inputs', ['input_ids'], ['int64'], [null, null])
    findTensor(session, 'outputs', ['inputs_embeds'], ['float32'], [null, null, hiddenSize])
    refuseOtherInputs(session, ['input_ids'])
    this.#session = session
    this.#hiddenSize = hiddenSize
    this.#isShared = isShared
    this.#token = Value.from(new BigInt64Array(1), [1, 1])
    this.#row = Value.from(new Float32Array(hiddenSize), [1, 1, hiddenSize])
    this.#binding = session.bind()
    this.#binding.input('input_ids', this.#token)
    this.#binding.output('inputs_embeds', this.#row)
  }

  /** The same table for who looks up beside this one: a row that a run still reads must not become another's. */
  beside(): EmbeddingTable {
    return new EmbeddingTable(this.#session, this.#hiddenSize, true)
  }

  /** The row [1, 1, hiddenSize] of one token, on the calling thread; valid until the next call. */
  ofToken(token: number): Value {
    ;(this.#token.data as BigInt64Array)[0] = BigInt(token)
    this.#binding.runNow()
    return this.#row
  }

  /** The rows [to - from, hiddenSize] of a part of a prompt: those of its tokens, and what was heard as it is. */
  async ofPrompt(prompt: Prompt, from: number, to: number, signal: AbortSignal): Promise<Float32Array> {
    const size = this.#hiddenSize
    const rows = new Float32Array((to - from) * size)
    let position = 0
    for (const part of prompt) {
      const length = 'audio' in part ? part.audio.tokens : part.tokens.length
      const skipped = Math.max(0, from - position)
      if (skipped < length) {
        const ofPart =
          'audio' in part
            ? part.audio.embeddings.subarray(skipped * size, length * size)
            : await this.#lookUp(part.tokens.slice(skipped), signal)
        rows.set(ofPart, (position + skipped - from) * size)
      }
      position += length
    }
    return rows
  }

  release(): void {
    this.#binding.release()
    this.#token.release()
    this.#row.release()
    if (!this.#isShared) this.#session.release()
  }

  /** The rows [tokens, hiddenSize]. */
  async #lookUp(tokens: readonly number[], signal: AbortSignal): Promise<Float32Array> {
    const ids = Value.from(BigInt64Array.from(tokens, BigInt), [1, tokens.length])
    try {
      const outputs = await this.#session.run({ input_ids: ids }, signal)
      const output = outputs.get('inputs_embeds')!
      try {
        return output.read() as Float32Array
      } finally {
        for (const value of outputs.values()) value.release()
      }
    } finally {
      ids.release()
    }
  }
}
