import type { EchoTap, SceneCommand, SceneReport } from '../sceneCard'

/** The scope of the audio thread, as far as it is used. */
declare const currentFrame: number
declare const sampleRate: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

const blockSamples = 4096
/** As far back as an echo may come from: a power of two. */
const keptSamples = 65_536
const lastKept = keptSamples - 1
/** A live microphone is never quite silent. */
const roomNoise = 1e-4

/** The room between loudspeaker and microphone: takes what is played, and gives what is heard. */
class Room extends AudioWorkletProcessor {
  readonly #played = new Float32Array(keptSamples)
  #scene: Float32Array | undefined
  #echo: readonly EchoTap[] = []
  #at = 0
  #block = new Float32Array(blockSamples)
  #filled = 0
  #earliestMs = Infinity
  #latestMs = -Infinity

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<SceneCommand>) => {
      if (data.type === 'end') this.#end()
      else {
        this.#scene = data.samples
        this.#echo = data.echo
        this.#at = 0
        this.#filled = 0
        this.#tell({ type: 'began' })
      }
    }
  }

  process([heard]: readonly (readonly Float32Array[])[], [[output]]: readonly Float32Array[][]): boolean {
    const played = heard[0] as Float32Array | undefined
    for (let i = 0; i < output.length; i++) {
      this.#played[(currentFrame + i) & lastKept] = played?.[i] ?? 0
      output[i] = this.#scene?.[this.#at + i] ?? roomNoise * (2 * Math.random() - 1)
    }
    for (const { delayFrames, gain } of this.#echo)
      for (let i = 0; i < output.length; i++)
        output[i] += gain * this.#played[(currentFrame + i - delayFrames) & lastKept]
    if (!this.#scene) return true
    if (played) this.#block.set(played, this.#filled)
    else this.#block.fill(0, this.#filled, this.#filled + output.length)
    this.#at += output.length
    this.#filled += output.length
    const lateMs = Date.now() - (currentFrame * 1000) / sampleRate
    this.#earliestMs = Math.min(this.#earliestMs, lateMs)
    this.#latestMs = Math.max(this.#latestMs, lateMs)
    if (this.#filled === blockSamples) this.#flush()
    return true
  }

  #flush(): void {
    const samples = this.#block.subarray(0, this.#filled)
    this.#tell({ type: 'block', samples, earliestMs: this.#earliestMs, latestMs: this.#latestMs })
    this.#filled = 0
    this.#earliestMs = Infinity
    this.#latestMs = -Infinity
  }

  #end(): void {
    if (this.#filled > 0) this.#flush()
    this.#scene = undefined
    this.#echo = []
    this.#played.fill(0)
    this.#tell({ type: 'ended' })
  }

  #tell(report: SceneReport): void {
    this.port.postMessage(report)
  }
}

registerProcessor('parley-room', Room)
