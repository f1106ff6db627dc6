import { existsSync } from 'node:fs'
import { AppError, microphoneFormat, toAppError } from '@contract'
import { requireFile } from '../files/requireFile'
import { Session } from '../onnx/session'
import { Value } from '../onnx/value'
import { endOfTurnFeatures } from './endOfTurnFeatures'
import type { MelFormat } from './logMel'

/** WhisperFeatureExtractor's frames: 25 ms, every 10 ms. */
const hopLength = 160
const nFft = 400
/** The interface of Smart Turn v3: 80 mel bands of 800 frames, 8 s. */
const usual = { bands: 80, frames: 800 }

/**
 * Tells by the sound of an utterance whether its speaker is done: a model of Smart Turn v3's ONNX interface
 * (github.com/pipecat-ai/smart-turn, train.py and inference.py; the files of 32 and of 8 bits alike). Its input
 * `input_features` f32 [batch, 80, 800] is the log-mel of the last 8 s, with zeros before shorter ones, of mean 0 and
 * deviation 1; its one output f32 [batch, 1] is called `logits` and is a probability: the sigmoid is in the graph.
 */
export class EndOfTurn {
  readonly #session: Session
  readonly #mel: MelFormat
  #runs = 0
  #isReleased = false

  private constructor(session: Session, mel: MelFormat) {
    this.#session = session
    this.#mel = mel
  }

  /** Loads it and lets it judge a moment of silence. @throws AppError `model-missing` or `model-invalid`, naming the file */
  static async load(file: string): Promise<EndOfTurn> {
    if (existsSync(file)) requireFile(file)
    // One thread: it is small, and the listener begins its work beside it.
    const session = await Session.load(file, { threads: 1 })
    try {
      const model = new EndOfTurn(session, melOf(session))
      await model.probability(new Float32Array(model.samples)).catch((cause: unknown) => {
        throw new AppError('model-invalid', toAppError(cause).notice, { cause })
      })
      return model
    } catch (thrown) {
      session.release()
      throw thrown
    }
  }

  /** Samples that it hears, at 16 kHz. */
  get samples(): number {
    return this.#mel.nSamples
  }

  /**
   * The probability that the speaker is done, 0..1.
   * @param latest 16 kHz samples that end in the silence of the pause; of more than it hears, the last ones count
   * @throws AppError `inference-failed`
   */
  async probability(latest: Float32Array): Promise<number> {
    const { featureSize, nSamples, hopLength } = this.#mel
    const shape = [1, featureSize, nSamples / hopLength]
    const input = Value.from(endOfTurnFeatures(latest, this.#mel), shape)
    this.#runs++
    try {
      const outputs = [...(await this.#session.run({ [inputName]: input })).values()]
      const [probability] = outputs[0].read(0, 1) as Float32Array
      for (const value of outputs) value.release()
      if (probability >= 0 && probability <= 1) return probability
      throw new AppError('inference-failed', {
        kind: 'end-of-turn-odd',
        file: this.#session.file,
        value: probability,
      })
    } finally {
      input.release()
      this.#runs--
      if (this.#isReleased) this.release()
    }
  }

  /** Frees the model as soon as nobody uses it. */
  release(): void {
    this.#isReleased = true
    if (this.#runs === 0) this.#session.release()
  }
}

const inputName = 'input_features'

/** The log-mel that the model wants. Sizes that its graph leaves open are the usual ones. */
function melOf({ file, inputs, outputs }: Session): MelFormat {
  const input = inputs.get(inputName)
  const [output] = outputs.values()
  const [bands, frames] = [input?.shape[1], input?.shape[2]].map((size, i) =>
    typeof size === 'number' ? size : Object.values(usual)[i],
  )
  const isOne =
    input?.type === 'float32' && input.shape.length === 3 && outputs.size === 1 && output.type === 'float32'
  if (!isOne)
    throw new AppError('model-invalid', {
      kind: 'model-file-other',
      file,
      family: 'Smart Turn',
      detail: `${inputName} f32 [1, 80, 800] -> f32 [1]`,
    })
  const { sampleRateHz: samplingRate } = microphoneFormat
  return { featureSize: bands, samplingRate, hopLength, nFft, nSamples: frames * hopLength }
}
