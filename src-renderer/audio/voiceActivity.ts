import { microphoneFormat } from '@contract'

/** Samples of the frame before that Silero sees again, so that an onset across two frames is seen whole. */
const contextSamples = 64
const stateShape = [2, 1, 128]

/** A tensor, as far as it is used; ONNX Runtime's own fits. */
export interface VoiceTensor {
  readonly data: unknown
}

/** A session of Silero v6 and the tensors that it takes. */
export interface VoiceModel {
  run(feeds: Record<string, VoiceTensor>): Promise<Record<string, VoiceTensor>>
  floats(values: Float32Array, shape: readonly number[]): VoiceTensor
  integer(value: bigint): VoiceTensor
}

/** What is used of it where a voice is listened for. */
export type VoiceEar = Pick<VoiceActivity, 'hear' | 'reset'>

/**
 * Says how likely each frame of 512 samples at 16 kHz is to hold a voice. One instance hears the whole session: it
 * remembers what came before, and frames are heard strictly in the order in which they were given.
 */
export class VoiceActivity {
  readonly #model: VoiceModel
  readonly #rate: VoiceTensor
  #state: VoiceTensor
  #context = new Float32Array(contextSamples)
  #last: Promise<unknown> = Promise.resolve()

  constructor(model: VoiceModel) {
    this.#model = model
    this.#rate = model.integer(BigInt(microphoneFormat.sampleRateHz))
    this.#state = this.#silence()
  }

  /** The likelihood of voice in the next frame, 0..1. */
  hear(frame: Float32Array): Promise<number> {
    return this.#inOrder(async () => {
      const input = new Float32Array(contextSamples + frame.length)
      input.set(this.#context)
      input.set(frame, contextSamples)
      const outputs = await this.#model.run({
        input: this.#model.floats(input, [1, input.length]),
        state: this.#state,
        sr: this.#rate,
      })
      this.#context = frame.slice(-contextSamples)
      this.#state = outputs.stateN
      return (outputs.output.data as Float32Array)[0]
    })
  }

  /** Forgets what was heard, behind the frames given so far: for another microphone, never in mid-speech. */
  reset(): Promise<void> {
    return this.#inOrder(() => {
      this.#state = this.#silence()
      this.#context = new Float32Array(contextSamples)
      return Promise.resolve()
    })
  }

  #silence(): VoiceTensor {
    return this.#model.floats(new Float32Array(stateShape.reduce((a, b) => a * b)), stateShape)
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }
}
