import type { RecordedBlock } from '../soundCard'

/** The scope of the audio thread, as far as it is used. */
declare const currentFrame: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

const blockSamples = 1024

/** Hands what it hears to the page in blocks; blocks of silence are left out, their frames tell. */
class Recorder extends AudioWorkletProcessor {
  #block = new Float32Array(blockSamples)
  #filled = 0
  #frame = 0

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const heard = inputs[0][0] as Float32Array | undefined
    if (heard === undefined) return true
    if (this.#filled === 0) this.#frame = currentFrame
    this.#block.set(heard, this.#filled)
    this.#filled += heard.length
    if (this.#filled < blockSamples) return true
    this.#filled = 0
    if (this.#block.every((sample) => sample === 0)) return true
    this.port.postMessage({ frame: this.#frame, samples: this.#block } satisfies RecordedBlock)
    return true
  }
}

registerProcessor('parley-recorder', Recorder)
