import { PlaybackQueue } from './playbackQueue'
import { workletScope } from './workletScope'

/** What the window tells the worklet. */
export type PlaybackCommand =
  | {
      readonly type: 'chunk'
      readonly turn: number
      readonly sampleRateHz: number
      readonly samples: Float32Array
    }
  | { readonly type: 'end' | 'silence'; readonly turn: number }
  | { readonly type: 'duck'; readonly ducked: boolean }

/** Puts the queue into the audio thread. */
class PlaybackWorklet extends workletScope.AudioWorkletProcessor {
  readonly #queue = new PlaybackQueue(workletScope.sampleRate, (report) => this.port.postMessage(report))

  constructor() {
    super()
    this.port.onmessage = ({ data }) => this.#obey(data as PlaybackCommand)
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    this.#queue.render(outputs[0][0], workletScope.currentFrame)
    return true
  }

  #obey(command: PlaybackCommand): void {
    switch (command.type) {
      case 'chunk':
        return this.#queue.push(command.turn, command.sampleRateHz, command.samples)
      case 'end':
        return this.#queue.end(command.turn)
      case 'silence':
        return this.#queue.silence(command.turn)
      case 'duck':
        return this.#queue.setDucked(command.ducked)
    }
  }
}

workletScope.registerProcessor('playback', PlaybackWorklet)
