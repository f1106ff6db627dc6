import { workletScope } from '../../../../src-renderer/audio/workletScope'

/** Hands every sample that comes in to the page. */
class Recorder extends workletScope.AudioWorkletProcessor {
  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    if (inputs[0].length > 0) this.port.postMessage(inputs[0][0])
    return true
  }
}

workletScope.registerProcessor('recorder', Recorder)
