import { createRequire } from 'node:module'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { turnTelemetryOff } from '../../../src-main/engine/onnx/noTelemetry'
import type { VoiceModel, VoiceTensor } from '../../../src-renderer/audio/voiceActivity'

const stateValues = 128

interface Waiting {
  readonly input: Float32Array
  readonly state: Float32Array
  readonly done: (outputs: Record<string, VoiceTensor>) => void
}

/** Silero v6 for many microphones at once: each has a `VoiceActivity` of its own, and their frames go in one run. */
export class BatchedSilero implements VoiceModel {
  readonly #session: InferenceSession
  #waiting: Waiting[] = []

  private constructor(session: InferenceSession) {
    this.#session = session
  }

  static async load(): Promise<BatchedSilero> {
    turnTelemetryOff()
    const path = createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx')
    const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 })
    return new BatchedSilero(session)
  }

  floats = (values: Float32Array): VoiceTensor => ({ data: values })
  integer = (value: bigint): VoiceTensor => ({ data: BigInt64Array.of(value) })

  run({ input, state }: Record<string, VoiceTensor>): Promise<Record<string, VoiceTensor>> {
    return new Promise((done) => {
      this.#waiting.push({ input: input.data as Float32Array, state: state.data as Float32Array, done })
    })
  }

  /** Runs everything that waits. */
  async flush(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const count = waiting.length
    if (count === 0) return
    const samples = waiting[0].input.length
    const input = new Float32Array(count * samples)
    const state = new Float32Array(2 * count * stateValues)
    for (const [i, each] of waiting.entries()) {
      input.set(each.input, i * samples)
      for (let half = 0; half < 2; half++)
        state.set(
          each.state.subarray(half * stateValues, (half + 1) * stateValues),
          (half * count + i) * stateValues,
        )
    }
    const outputs = await this.#session.run({
      input: new Tensor('float32', input, [count, samples]),
      state: new Tensor('float32', state, [2, count, stateValues]),
      sr: new Tensor('int64', BigInt64Array.of(16_000n), []),
    })
    const likelihoods = outputs.output.data as Float32Array
    const states = outputs.stateN.data as Float32Array
    for (const [i, { done }] of waiting.entries()) {
      const next = new Float32Array(2 * stateValues)
      for (let half = 0; half < 2; half++) {
        const from = (half * count + i) * stateValues
        next.set(states.subarray(from, from + stateValues), half * stateValues)
      }
      done({ output: { data: likelihoods.slice(i, i + 1) }, stateN: { data: next } })
    }
  }
}
