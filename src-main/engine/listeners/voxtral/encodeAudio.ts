import { AppError } from '@contract'
import type { Session } from '../../onnx/session'
import { Value } from '../../onnx/value'
import type { MelFeatures } from '../../hearing/logMel'
import { findTensor, refuseOtherInputs } from './tensorNames'

/** What the encoder made of an utterance: one embedding an audio token, ready to stand in a prompt. */
export interface HeardAudio {
  /** Tells one heard utterance from another, so that the KV cache knows it again. */
  readonly id: number
  readonly tokens: number
  /** [tokens, hiddenSize] */
  readonly embeddings: Float32Array
}

export interface EncoderGeometry {
  readonly mel: { readonly featureSize: number; readonly nSamples: number }
  readonly windowFrames: number
  readonly windowTokens: number
  readonly tokenSamples: number
  readonly hiddenSize: number
}

let utterances = 0

/** Voxtral's audio encoder with its projector: log-mel windows in, audio-token embeddings out. */
export class AudioEncoder {
  readonly #session: Session
  readonly #geometry: EncoderGeometry
  readonly #input: string
  readonly #output: string

  /** @throws model-invalid when the graph does not have the sizes of the model's configuration */
  constructor(session: Session, geometry: EncoderGeometry) {
    const { mel } = geometry
    this.#session = session
    this.#geometry = geometry
    this.#input = findTensor(
      session,
      'inputs',
      ['audio_values', 'input_features'],
      ['float32'],
      [null, mel.featureSize, geometry.windowFrames],
    ).name
    const outputs = ['audio_features', 'audio_embeds', 'last_hidden_state']
    this.#output = findTensor(session, 'outputs', outputs, ['float32'], [null, geometry.hiddenSize]).name
    refuseOtherInputs(session, [this.#input])
  }

  /**
   * Audio tokens that `encode` makes of an utterance.
   * @param samples at the model's rate
   */
  tokensOf(samples: number, marginTokens: number | 'full'): number {
    const { mel, windowTokens, tokenSamples } = this.#geometry
    const all = Math.max(1, Math.ceil(samples / mel.nSamples)) * windowTokens
    return marginTokens === 'full' ? all : Math.min(all, Math.ceil(samples / tokenSamples) + marginTokens)
  }

  /**
   * Encodes every window and keeps the tokens that the speech needs.
   * @param marginTokens tokens kept beyond the end of the speech; without some of them the model was seen to loop
   *   (facts of a working client: 8, that is 0.64 s); `full` keeps all, as the reference does
   */
  async encode(
    features: MelFeatures,
    marginTokens: number | 'full',
    signal: AbortSignal,
  ): Promise<HeardAudio> {
    const { mel, windowFrames, windowTokens, hiddenSize } = this.#geometry
    const tokens = this.tokensOf(features.samples, marginTokens)
    const embeddings = new Float32Array(tokens * hiddenSize)
    for (const [index, window] of features.windows.entries()) {
      const input = Value.from(window, [1, mel.featureSize, windowFrames])
      try {
        const outputs = await this.#session.run({ [this.#input]: input }, signal)
        const output = outputs.get(this.#output)!
        const first = index * windowTokens
        const count = Math.min(windowTokens, tokens - first) * hiddenSize
        try {
          embeddings.set(output.read(0, count) as Float32Array, first * hiddenSize)
        } finally {
          for (const value of outputs.values()) value.release()
        }
      } finally {
        input.release()
      }
    }
    // One sum finds any NaN or infinity, and costs a tenth of looking at each.
    if (!Number.isFinite(embeddings.reduce((sum, x) => sum + x, 0)))
      throw new AppError('inference-failed', { kind: 'no-numbers', part: 'encoder' })
    return { id: ++utterances, tokens, embeddings }
  }

  release(): void {
    this.#session.release()
  }
}
