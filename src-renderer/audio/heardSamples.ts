import type { PlaybackReport } from './playbackQueue'

interface Run {
  readonly frame: number
  readonly sample: number
  readonly samplesPerFrame: number
  endSample: number
}

/**
 * Knows, from what the playback queue is given and tells, how many samples of a turn have sounded at any frame. The
 * loudspeaker's clock goes on where the queue is late with telling of a gap.
 */
export class HeardSamples {
  #turn = 0
  #runs: Run[] = []
  #given = { turn: 0, samples: 0 }

  /** The queue is given so many samples more of a turn. */
  give(turn: number, samples: number): void {
    if (turn > this.#given.turn) this.#given = { turn, samples: 0 }
    if (turn === this.#given.turn) this.#given.samples += samples
  }

  take(report: PlaybackReport): void {
    if (report.type === 'run') {
      if (report.turn !== this.#turn) {
        this.#turn = report.turn
        this.#runs = []
      }
      const { frame, sample, samplesPerFrame } = report
      this.#runs.push({ frame, sample, samplesPerFrame, endSample: Infinity })
    } else if (report.type === 'run-end' || report.type === 'silenced') {
      const last = this.#runs.at(-1)
      if (last && report.turn === this.#turn) last.endSample = Math.min(last.endSample, report.sample)
    }
  }

  /** Samples of the turn that sounded before this frame of the context; 0 for every turn but the newest. */
  at(turn: number, frame: number): number {
    if (turn !== this.#turn) return 0
    const run = this.#runs.findLast((each) => each.frame <= frame)
    if (!run) return 0
    const sounded = run.sample + Math.ceil((frame - run.frame) * run.samplesPerFrame)
    return Math.min(run.endSample, sounded, turn === this.#given.turn ? this.#given.samples : Infinity)
  }
}
