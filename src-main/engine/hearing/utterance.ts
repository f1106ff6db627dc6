import { AppError, longestUtteranceSeconds, shortestUtteranceSeconds } from '@contract'
import { joinSamples } from '../flow/joinSamples'
import { LatestSamples } from './latestSamples'
import { LogMel, type MelFeatures, type MelFormat } from './logMel'

/** As much as Smart Turn v3 hears of an utterance. */
const latestSeconds = 8

/** Audio that never leaves zero by more than this (-60 dB of full scale) holds no speech, and models invent some for it. */
const silenceLevel = 1e-3

/** One utterance while it is spoken: its log-mel grows with it. */
export class Utterance {
  readonly #logMel: LogMel
  readonly #sampleRateHz: number
  readonly #latest: LatestSamples
  readonly #frames: Float32Array[] = []
  #length = 0
  #peak = 0

  constructor(format: MelFormat) {
    this.#logMel = new LogMel(format)
    this.#sampleRateHz = format.samplingRate
    this.#latest = new LatestSamples(latestSeconds * format.samplingRate)
  }

  /** Takes the next samples. @throws audio-invalid for NaN or infinite ones, question-too-long */
  push(samples: Float32Array): void {
    for (const sample of samples) {
      const level = Math.abs(sample)
      if (!(level < Infinity))
        throw new AppError(
          'audio-invalid',
          'The microphone delivered numbers that are no sound. Choose another one.',
        )
      if (level > this.#peak) this.#peak = level
    }
    this.#length += samples.length
    if (this.#length > longestUtteranceSeconds * this.#sampleRateHz)
      throw new AppError(
        'question-too-long',
        `One question can be ${longestUtteranceSeconds / 60} minutes long at most. Ask in shorter parts.`,
      )
    this.#frames.push(samples)
    this.#logMel.push(samples)
    this.#latest.push(samples)
  }

  /** Its last seconds, as they sounded: what tells whether its speaker is done. */
  get latest(): Float32Array {
    return this.#latest.read()
  }

  /** All of it so far, at the model's rate. */
  get samples(): Float32Array {
    return joinSamples(this.#frames)
  }

  /** How long it is so far. */
  get seconds(): number {
    return this.#length / this.#sampleRateHz
  }

  /** Whether there is anything to hear yet. */
  get hasSpeech(): boolean {
    return this.#length >= shortestUtteranceSeconds * this.#sampleRateHz && this.#peak >= silenceLevel
  }

  /** The log-mel of all of it. @throws audio-empty when there is nothing to hear */
  finish(): MelFeatures {
    if (this.#length < shortestUtteranceSeconds * this.#sampleRateHz)
      throw new AppError('audio-empty', 'That was too short to hear a word. Speak again.', {
        retryable: true,
      })
    if (!this.hasSpeech)
      throw new AppError('audio-empty', 'There was only silence. Check the microphone and speak again.', {
        retryable: true,
      })
    return this.#logMel.finish()
  }

  /** The log-mel of what was said so far; more can follow. */
  soFar(): MelFeatures {
    return this.#logMel.soFar()
  }
}
