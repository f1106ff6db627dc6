import { HeardSamples } from '../../../src-renderer/audio/heardSamples'
import { PlaybackQueue, type PlaybackReport } from '../../../src-renderer/audio/playbackQueue'
import type { Playback, PlaybackEvents } from '../../../src-renderer/audio/playbackTypes'
import { sampleRateHz } from './scene'

/** The real playback queue on a virtual clock, before a device with a delay. */
export class SimulatedSpeaker implements Playback {
  readonly reports: PlaybackReport[] = []
  /** The rendered frames at which it was told to duck, to come back, and to be silent. */
  readonly told: {
    readonly what: 'duck' | 'unduck' | 'silence'
    readonly frame: number
    readonly turn?: number
  }[] = []
  readonly #on: PlaybackEvents
  readonly #delayFrames: number
  readonly #timeOf: (frame: number) => number
  readonly #queue: PlaybackQueue
  readonly #heard = new HeardSamples()
  #finishing: { turn: number; frame: number }[] = []
  #frame = 0

  constructor(
    on: PlaybackEvents,
    delayFrames: number,
    timeOf: (frame: number) => number,
    rateHz = sampleRateHz,
  ) {
    this.#on = on
    this.#delayFrames = delayFrames
    this.#timeOf = timeOf
    this.#queue = new PlaybackQueue(rateHz, (report) => this.#take(report))
  }

  /** The browser waits for a gesture. */
  tellBlocked(): void {
    this.#on.blocked()
  }

  /** Renders the next quantum. */
  render(output: Float32Array): void {
    this.#queue.render(output, this.#frame)
    this.#frame += output.length
    if (this.#finishing.length === 0) return
    const heardFrame = this.#frame - this.#delayFrames
    const over = this.#finishing.filter(({ frame }) => frame <= heardFrame)
    this.#finishing = this.#finishing.filter(({ frame }) => frame > heardFrame)
    for (const { turn } of over) this.#on.finished(turn)
  }

  play(turn: number, rateHz: number, samples: Float32Array): void {
    this.#heard.give(turn, samples.length)
    this.#queue.push(turn, rateHz, samples)
  }
  end(turn: number): void {
    this.#queue.end(turn)
  }
  duck(): void {
    this.told.push({ what: 'duck', frame: this.#frame })
    this.#queue.setDucked(true)
  }
  unduck(): void {
    this.told.push({ what: 'unduck', frame: this.#frame })
    this.#queue.setDucked(false)
  }
  silence(turn: number): Promise<number> {
    this.told.push({ what: 'silence', frame: this.#frame, turn })
    this.#queue.silence(turn)
    const report = this.reports.at(-1)
    return Promise.resolve(report?.type === 'silenced' ? report.sample : 0)
  }
  heardSamples(turn: number): number {
    return this.#heard.at(turn, this.#frame - this.#delayFrames)
  }
  level = (): number => 0
  tone = (): void => undefined
  cue = (): void => undefined
  chooseSpeaker = (): Promise<void> => Promise.resolve()
  wake = (): void => undefined
  close = (): void => undefined

  #take(report: PlaybackReport): void {
    if (report.type !== 'level') this.reports.push(report)
    this.#heard.take(report)
    if (report.type === 'audible')
      this.#on.audible(report.turn, this.#timeOf(report.frame + this.#delayFrames))
    else if (report.type === 'level') this.#on.progress()
    else if (report.type === 'drained')
      this.#finishing.push({ turn: report.turn, frame: report.frame + this.#delayFrames })
  }
}
