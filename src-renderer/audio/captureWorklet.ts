import { Resampler } from './resampler'
import { workletScope } from './workletScope'

/** What the worklet tells for every frame; the same object each time, the message is a copy. */
export interface CaptureReport {
  readonly samples: Float32Array
  /** Time of the context at the end of the frame's last sample. */
  endSeconds: number
}

/** The longest render quantum that a browser may choose. */
const longestQuantum = 4096

/** What frames the worklet cuts. It is told, because the contract needs more than a worklet's scope has. */
export interface CaptureFormat {
  readonly sampleRateHz: number
  readonly frameSamples: number
}

/** Cuts what the microphone delivers into frames, at the format's rate. Allocates nothing while it runs. */
class CaptureWorklet extends workletScope.AudioWorkletProcessor {
  readonly #format: CaptureFormat
  readonly #resampler: Resampler
  readonly #resampled: Float32Array
  readonly #report: CaptureReport
  #filled = 0
  /** Samples at the format's rate since the first quantum, and the frame of the context that it began with. */
  #produced = 0
  #beginFrame = -1
  #expectedFrame = -1

  constructor({ processorOptions: format }: { readonly processorOptions: CaptureFormat }) {
    super()
    this.#format = format
    this.#resampler = new Resampler(workletScope.sampleRate, format.sampleRateHz)
    const share = format.sampleRateHz / workletScope.sampleRate
    this.#resampled = new Float32Array(2 + Math.ceil(longestQuantum * share))
    this.#report = { samples: new Float32Array(format.frameSamples), endSeconds: 0 }
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channel = inputs[0]?.[0] as Float32Array | undefined
    if (channel === undefined) return true
    // A source that paused leaves a hole in the context's time: begin anew behind it.
    if (workletScope.currentFrame !== this.#expectedFrame) {
      this.#resampler.reset()
      this.#filled = 0
      this.#produced = 0
      this.#beginFrame = workletScope.currentFrame
    }
    this.#expectedFrame = workletScope.currentFrame + channel.length
    const count = this.#resampler.push(channel, channel.length, this.#resampled)
    for (let i = 0; i < count; i++) {
      this.#report.samples[this.#filled++] = this.#resampled[i]
      this.#produced++
      if (this.#filled < this.#format.frameSamples) continue
      this.#filled = 0
      this.#report.endSeconds =
        this.#beginFrame / workletScope.sampleRate + this.#produced / this.#format.sampleRateHz
      this.port.postMessage(this.#report)
    }
    return true
  }
}

workletScope.registerProcessor('capture', CaptureWorklet)
