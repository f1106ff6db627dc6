import { FrameCutter, type CaptureFormat } from './frameCutter'
import { workletScope } from './workletScope'

/** The longest render quantum that a browser may choose. */
const longestQuantum = 4096

/** Cuts frames in the audio thread. */
class CaptureWorklet extends workletScope.AudioWorkletProcessor {
  readonly #cutter: FrameCutter
  #expectedFrame = -1

  constructor({ processorOptions: format }: { readonly processorOptions: CaptureFormat }) {
    super()
    this.#cutter = new FrameCutter(workletScope.sampleRate, format, longestQuantum, (report) =>
      this.port.postMessage(report),
    )
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channel = inputs[0]?.[0] as Float32Array | undefined
    if (channel === undefined) return true
    const { currentFrame, sampleRate } = workletScope
    // A source that paused leaves a hole in the context's time: begin anew behind it.
    if (currentFrame !== this.#expectedFrame) this.#cutter.begin(currentFrame / sampleRate)
    this.#expectedFrame = currentFrame + channel.length
    this.#cutter.push(channel)
    return true
  }
}

workletScope.registerProcessor('capture', CaptureWorklet)
