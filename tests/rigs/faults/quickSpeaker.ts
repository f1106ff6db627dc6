import type { PlaybackEvents } from '../../../src-renderer/audio/playbackTypes'
import { FakeSpeaker } from '../../unit/renderer/fakeWorld'

/** A loudspeaker that has said what it is given as soon as it has it. */
export class QuickSpeaker extends FakeSpeaker {
  #turn: number | undefined

  constructor(on: PlaybackEvents) {
    super(on)
  }

  override play(turn: number, rateHz: number, samples: Float32Array): void {
    const isNew = turn !== this.#turn
    if (isNew) this.heard = 0
    this.#turn = turn
    this.heard += samples.length
    this.calls.length = 0
    super.play(turn, rateHz, samples)
    if (isNew) setTimeout(() => this.on.audible(turn, performance.now()))
  }

  override end = (turn: number): void => void setTimeout(() => this.on.finished(turn))
}
