import { Resampler } from './resampler'

/** What frames are cut. It is told, because the contract needs more than a worklet's scope has. */
export interface CaptureFormat {
  readonly sampleRateHz: number
  readonly frameSamples: number
}

/** What is told for every frame; the same object each time, the message is a copy. */
export interface CaptureReport {
  readonly samples: Float32Array
  /** Time of the source at the end of the frame's last sample. */
  endSeconds: number
}

/** Cuts what a microphone delivers into frames, at the format's rate. Allocates nothing while it runs. */
export class FrameCutter {
  readonly #format: CaptureFormat
  readonly #tell: (report: CaptureReport) => void
  readonly #resampler: Resampler
  readonly #resampled: Float32Array
  readonly #report: CaptureReport
  #filled = 0
  /** Samples at the format's rate since the source's time was this. */
  #produced = 0
  #beginSeconds = 0

  /** @param longestInput samples that are pushed at most at once */
  constructor(
    rateHz: number,
    format: CaptureFormat,
    longestInput: number,
    tell: (report: CaptureReport) => void,
  ) {
    this.#format = format
    this.#tell = tell
    this.#resampler = new Resampler(rateHz, format.sampleRateHz)
    this.#resampled = new Float32Array(2 + Math.ceil((longestInput * format.sampleRateHz) / rateHz))
    this.#report = { samples: new Float32Array(format.frameSamples), endSeconds: 0 }
  }

  /** What comes next does not follow what came before. */
  begin(seconds: number): void {
    this.#resampler.reset()
    this.#filled = 0
    this.#produced = 0
    this.#beginSeconds = seconds
  }

  push(samples: Float32Array): void {
    const count = this.#resampler.push(samples, samples.length, this.#resampled)
    for (let i = 0; i < count; i++) {
      this.#report.samples[this.#filled++] = this.#resampled[i]
      this.#produced++
      if (this.#filled < this.#format.frameSamples) continue
      this.#filled = 0
      this.#report.endSeconds = this.#beginSeconds + this.#produced / this.#format.sampleRateHz
      this.#tell(this.#report)
    }
  }
}
