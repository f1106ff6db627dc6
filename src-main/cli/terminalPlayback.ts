import { sharedClock, type AppError } from '@contract'
import { HeardSamples } from '../../src-renderer/audio/heardSamples'
import { PlaybackQueue, type PlaybackReport } from '../../src-renderer/audio/playbackQueue'
import type { Playback, PlaybackEvents } from '../../src-renderer/audio/playbackTypes'
import type { Speech } from './writeSpeech'

const rateHz = 24_000
const tickMs = 20
const tickFrames = (rateHz * tickMs) / 1000
/** What is written before it is due, so that a moment without time for it is not heard. */
const leadMs = 150
/** From when something is due until it is heard: the program's own buffer. */
const latencyMs = 100

/** A program that plays, from its start to the end of an answer. */
interface Playing {
  readonly speech: Speech
  /** The queue's frame with which it began, and when that is due on the shared clock. */
  readonly firstFrame: number
  readonly beganAt: number
}

/**
 * Plays answers through the system's loudspeaker, in step with the clock: what was written long before it is heard could
 * be neither silenced nor made quieter.
 */
export class TerminalPlayback implements Playback {
  readonly #on: PlaybackEvents
  readonly #open: (rateHz: number) => Speech
  readonly #failed: (why: AppError) => void
  readonly #queue = new PlaybackQueue(rateHz, (report) => this.#take(report))
  readonly #heard = new HeardSamples()
  #playing: Playing | undefined
  #turn = 0
  #frame = 0
  #ticking: NodeJS.Timeout | undefined
  #level = 0

  constructor(on: PlaybackEvents, open: (rateHz: number) => Speech, failed: (why: AppError) => void) {
    this.#on = on
    this.#open = open
    this.#failed = failed
  }

  play(turn: number, sampleRateHz: number, samples: Float32Array): void {
    if (turn > this.#turn) {
      // What is left of the answer before is not played any more.
      this.#stop()
      this.#turn = turn
    }
    this.#heard.give(turn, samples.length)
    this.#queue.push(turn, sampleRateHz, samples)
    if (this.#playing || turn < this.#turn) return
    this.#playing = { speech: this.#open(rateHz), firstFrame: this.#frame, beganAt: sharedClock() }
    this.#ticking = setInterval(() => this.#render(), tickMs)
    this.#render()
  }

  end(turn: number): void {
    this.#queue.end(turn)
  }

  duck = (): void => this.#queue.setDucked(true)
  unduck = (): void => this.#queue.setDucked(false)

  silence(turn: number): Promise<number> {
    const heard = this.heardSamples(turn)
    this.#queue.silence(turn)
    if (turn >= this.#turn) this.#stop()
    return Promise.resolve(heard)
  }

  heardSamples(turn: number, by = sharedClock()): number {
    return this.#heard.at(turn, this.#heardFrame(by))
  }

  level = (): number => this.#level
  tone = (): void => undefined
  cue = (): void => undefined
  chooseSpeaker = (): Promise<void> => Promise.resolve()
  wake = (): void => undefined
  close = (): void => this.#stop()

  #heardFrame(at: number): number {
    if (this.#playing === undefined) return this.#frame
    const { firstFrame, beganAt } = this.#playing
    return Math.min(this.#frame, firstFrame + ((at - beganAt - latencyMs) * rateHz) / 1000)
  }

  #render(): void {
    const { firstFrame, beganAt } = this.#playing!
    const due = firstFrame + ((sharedClock() - beganAt + leadMs) * rateHz) / 1000
    while (this.#playing && this.#frame < due) {
      const samples = new Float32Array(tickFrames)
      this.#queue.render(samples, this.#frame)
      this.#frame += tickFrames
      this.#playing.speech.write(samples)
    }
  }

  #take(report: PlaybackReport): void {
    this.#heard.take(report)
    if (report.type === 'audible') {
      const { firstFrame, beganAt } = this.#playing!
      const dueMs = ((report.frame - firstFrame) * 1000) / rateHz
      this.#on.audible(report.turn, beganAt + dueMs + latencyMs)
    } else if (report.type === 'level') {
      this.#level = report.level
      this.#on.progress()
    } else if (report.type === 'drained') queueMicrotask(() => void this.#drain(report.turn))
  }

  /** All is written: what is heard of it ends with the program. */
  async #drain(turn: number): Promise<void> {
    const playing = this.#playing
    clearInterval(this.#ticking)
    try {
      await playing?.speech.end()
    } catch (thrown) {
      this.#failed(thrown as AppError)
    }
    if (this.#playing !== playing) return
    this.#playing = undefined
    this.#on.finished(turn)
  }

  #stop(): void {
    clearInterval(this.#ticking)
    this.#playing?.speech.stop()
    this.#playing = undefined
  }
}
