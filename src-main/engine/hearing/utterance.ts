import { AppError, longestUtteranceSeconds, microphoneFormat, shortestUtteranceSeconds } from '@contract'
import { joinSamples } from '../flow/joinSamples'
import { LatestSamples } from './latestSamples'

const { sampleRateHz } = microphoneFormat

/** As much as Smart Turn v3 hears of an utterance. */
const latestSeconds = 8

/** Audio that never leaves zero by more than this (-60 dB of full scale) holds no speech, and models invent some for it. */
const silenceLevel = 1e-3

/** One utterance while it is spoken, 16 kHz mono. */
export class Utterance {
  /** What hears it meanwhile. */
  readonly ear: { push(samples: Float32Array): void } | undefined
  readonly #latest = new LatestSamples(latestSeconds * sampleRateHz)
  readonly #frames: Float32Array[] = []
  #length = 0
  #peak = 0

  constructor(ear?: Utterance['ear']) {
    this.ear = ear
  }

  /** Takes the next samples. @throws audio-invalid for NaN or infinite ones, question-too-long */
  push(samples: Float32Array): void {
    for (const sample of samples) {
      const level = Math.abs(sample)
      if (!(level < Infinity)) throw new AppError('audio-invalid', { kind: 'microphone-numbers' })
      if (level > this.#peak) this.#peak = level
    }
    this.#length += samples.length
    if (this.#length > longestUtteranceSeconds * sampleRateHz)
      throw new AppError('question-too-long', {
        kind: 'question-minutes',
        minutes: longestUtteranceSeconds / 60,
      })
    this.#frames.push(samples)
    this.ear?.push(samples)
    this.#latest.push(samples)
  }

  /** Its last seconds, as they sounded: what tells whether its speaker is done. */
  get latest(): Float32Array {
    return this.#latest.read()
  }

  /** All of it so far. */
  get samples(): Float32Array {
    return joinSamples(this.#frames)
  }

  /** How long it is so far. */
  get seconds(): number {
    return this.#length / sampleRateHz
  }

  /** Whether there is anything to hear yet. */
  get hasSpeech(): boolean {
    return this.#isLongEnough && this.#peak >= silenceLevel
  }

  /** @throws audio-empty when there is nothing to hear */
  requireSpeech(): void {
    if (!this.#isLongEnough)
      throw new AppError(
        'audio-empty',
        { kind: 'heard-too-short' },
        {
          retryable: true,
        },
      )
    if (!this.hasSpeech)
      throw new AppError(
        'audio-empty',
        { kind: 'heard-silence' },
        {
          retryable: true,
        },
      )
  }

  get #isLongEnough(): boolean {
    return this.#length >= shortestUtteranceSeconds * sampleRateHz
  }
}
