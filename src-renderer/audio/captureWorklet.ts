import { microphoneFormat } from '@contract'
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

/** Cuts what the microphone delivers into frames of 512 samples at 16 kHz. Allocates nothing while it runs. */
class CaptureWorklet extends workletScope.AudioWorkletProcessor {
  readonly #resampler = new Resampler(workletScope.sampleRate, microphoneFormat.sampleRateHz)
  readonly #resampled = new Float32Array(
    2 + Math.ceil((longestQuantum * microphoneFormat.sampleRateHz) / workletScope.sampleRate),
  )
  readonly #report: CaptureReport = {
    samples: new Float32Array(microphoneFormat.frameSamples),
    endSeconds: 0,
  }
  #filled = 0
  /** Samples at 16 kHz since the first quantum, and the frame of the context that it began with. */
  #produced = 0
  #beginFrame = -1
  #expectedFrame = -1

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
      if (this.#filled < microphoneFormat.frameSamples) continue
      this.#filled = 0
      this.#report.endSeconds =
        this.#beginFrame / workletScope.sampleRate + this.#produced / microphoneFormat.sampleRateHz
      this.port.postMessage(this.#report)
    }
    return true
  }
}

workletScope.registerProcessor('capture', CaptureWorklet)
