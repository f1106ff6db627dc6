import type { Binding } from '../../onnx/binding'
import type { Session } from '../../onnx/session'
import { topLogits } from '../../onnx/topLogits'
import { Value } from '../../onnx/value'
import { findTensor } from './tensorNames'

/** What a run says of the token that follows; valid until the next one. */
export interface NextLogits {
  /** One for every token of the vocabulary. */
  readonly whole: () => Float32Array
  /** The highest of them; absent: the graph does not tell. */
  readonly top?: TopLogits
}

/** The highest logits of each stretch of the vocabulary, best first, of equals the lower token first. */
export interface TopLogits {
  readonly tokens: Int32Array
  readonly scores: Float32Array
  /** How many there are of each stretch. Nothing else in a stretch is higher than its last one here. */
  readonly each: number
}

/** The highest logits as the graph writes them, and room for what is made of them. */
interface TopValues {
  readonly scores: Value
  readonly places: Value
  readonly tokens: Int32Array
}

/** Where the runs of a decoder leave what they say of the next token. */
export class StepLogits {
  /** The graph makes logits for the last position only. */
  readonly isLastOnly: boolean
  readonly #vocabSize: number
  /** Those of one position; bound once. */
  readonly #logits: Value
  readonly #top: TopValues | undefined

  /** @throws model-invalid when the graph has another vocabulary than the model's configuration */
  constructor(session: Session, vocabSize: number) {
    const { shape } = findTensor(session, 'outputs', ['logits'], ['float32'], [null, null, vocabSize])
    this.isLastOnly = shape[1] === 1
    this.#vocabSize = vocabSize
    this.#logits = Value.from(new Float32Array(vocabSize), [1, 1, vocabSize])
    if (!session.outputs.has(topLogits.scores)) return
    const { stretch, each } = topLogits
    const stretches = vocabSize / stretch
    this.#top = {
      scores: Value.from(new Float32Array(stretches * each), [stretches, each]),
      places: Value.from(new BigInt64Array(stretches * each), [stretches, each]),
      tokens: new Int32Array(stretches * each),
    }
  }

  /** Binds them to the next run. @param count how many new positions it computes */
  bind(binding: Binding, count: number): void {
    if (count === 1 || this.isLastOnly) binding.output('logits', this.#logits)
    else binding.outputTo('logits', 'Cpu')
    if (this.#top === undefined) return
    binding.output(topLogits.scores, this.#top.scores)
    binding.output(topLogits.places, this.#top.places)
  }

  /** What the run says that has ended. @param made the outputs that it made anew; of these the logits are released */
  read(made: ReadonlyMap<string, Value>): NextLogits {
    const all = made.get('logits')
    if (all !== undefined) {
      try {
        const last = all.read(all.length - this.#vocabSize, this.#vocabSize) as Float32Array
        return { whole: () => last }
      } finally {
        all.release()
      }
    }
    return {
      whole: () => this.#logits.data as Float32Array,
      ...(this.#top && { top: this.#readTop(this.#top) }),
    }
  }

  #readTop({ scores, places, tokens }: TopValues): TopLogits {
    const { stretch, each } = topLogits
    // The lower halves of little-endian numbers: reading BigInts would take longer than the rest of a choice.
    const { buffer, byteOffset } = places.data as BigInt64Array
    const halves = new Int32Array(buffer, byteOffset, 2 * tokens.length)
    for (let i = 0; i < tokens.length; i++) tokens[i] = Math.floor(i / each) * stretch + halves[2 * i]
    return { tokens, scores: scores.data as Float32Array, each }
  }

  release(): void {
    for (const value of [this.#logits, this.#top?.scores, this.#top?.places]) value?.release()
  }
}
