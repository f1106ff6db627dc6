import type { Binding } from '../../onnx/binding'
import type { CardCopy } from '../../onnx/cardCopy'
import { elementTypeOfData, type TensorData } from '../../onnx/elementType'
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

/** A value that runs write, and its numbers here. */
interface Written {
  readonly value: Value
  readonly numbers: TensorData
}

interface TopWritten {
  readonly scores: Written
  readonly places: Written
  readonly tokens: Int32Array
}

/** Where the runs of a decoder leave what they say of the next token. */
export class StepLogits {
  /** The graph makes logits for the last position only. */
  readonly isLastOnly: boolean
  readonly #vocabSize: number
  readonly #copy: CardCopy | undefined
  /** Those of one position; bound once. */
  readonly #logits: Written
  /** The highest of them as the graph writes them, and room for what is made of them. */
  readonly #top: TopWritten | undefined

  /**
   * @param copy they stay in the session's own memory, and come from there when they are wanted; absent: runs write them here
   * @throws model-invalid when the graph has another vocabulary than the model's configuration
   */
  constructor(session: Session, vocabSize: number, copy?: CardCopy) {
    const { shape } = findTensor(session, 'outputs', ['logits'], ['float32'], [null, null, vocabSize])
    this.isLastOnly = shape[1] === 1
    this.#vocabSize = vocabSize
    this.#copy = copy
    const written = (numbers: TensorData, sizes: readonly number[]): Written => {
      const type = elementTypeOfData(numbers)
      return { numbers, value: copy ? session.allocate(type, sizes) : Value.from(numbers, sizes) }
    }
    this.#logits = written(new Float32Array(vocabSize), [1, 1, vocabSize])
    if (!session.outputs.has(topLogits.scores)) return
    const { stretch, each } = topLogits
    const stretches = vocabSize / stretch
    this.#top = {
      scores: written(new Float32Array(stretches * each), [stretches, each]),
      places: written(new BigInt64Array(stretches * each), [stretches, each]),
      tokens: new Int32Array(stretches * each),
    }
  }

  /** Binds them to the next run. @param count how many new positions it computes */
  bind(binding: Binding, count: number): void {
    if (count === 1 || this.isLastOnly) binding.output('logits', this.#logits.value)
    else binding.outputTo('logits', 'Cpu')
    if (this.#top === undefined) return
    binding.output(topLogits.scores, this.#top.scores.value)
    binding.output(topLogits.places, this.#top.places.value)
  }

  /** What the run says that has ended. @param made the outputs that it made anew; of these the logits are released */
  read(made: ReadonlyMap<string, Value> = new Map()): NextLogits {
    const all = made.get('logits')
    if (all !== undefined) {
      try {
        const last = all.read(all.length - this.#vocabSize, this.#vocabSize) as Float32Array
        return { whole: () => last }
      } finally {
        all.release()
      }
    }
    const whole = (): Float32Array => {
      this.#fetch([this.#logits])
      return this.#logits.numbers as Float32Array
    }
    return this.#top === undefined ? { whole } : { whole, top: this.#readTop(this.#top) }
  }

  #readTop({ scores, places, tokens }: TopWritten): TopLogits {
    this.#fetch([scores, places])
    const { stretch, each } = topLogits
    // The lower halves of little-endian numbers: reading BigInts would take longer than the rest of a choice.
    const { buffer, byteOffset } = places.numbers as BigInt64Array
    const halves = new Int32Array(buffer, byteOffset, 2 * tokens.length)
    for (let i = 0; i < tokens.length; i++) tokens[i] = Math.floor(i / each) * stretch + halves[2 * i]
    return { tokens, scores: scores.numbers as Float32Array, each }
  }

  #fetch(written: readonly Written[]): void {
    this.#copy?.read(written.map(({ value, numbers }) => [value, numbers] as const))
  }

  release(): void {
    for (const each of [this.#logits, this.#top?.scores, this.#top?.places]) each?.value.release()
  }
}
