import { Resampler } from './resampler'

/** The longest render quantum that a browser may choose. */
const longestQuantum = 4096
const duckedGain = 10 ** (-15 / 20)
/** Down quickly, for a voice may be speaking; back without a jump. */
const duckMs = 5
const unduckMs = 80
/** -60 dB: below it a sample is not heard. */
const audibleSample = 0.001
/** How many frames one level is measured over. */
const levelFrames = 1024
const usualRateHz = 24_000

/** What the queue tells. Frames are those of the audio context, and may be fractions; samples are those of the turn. */
export type PlaybackReport =
  /** From `frame` on, sample `sample` and those behind it sound without a gap. */
  | { type: 'run'; turn: number; frame: number; sample: number; samplesPerFrame: number }
  /** The samples before `sample` have sounded at `frame`; there is a gap, or the end. */
  | { type: 'run-end'; turn: number; frame: number; sample: number }
  | { type: 'audible'; turn: number; frame: number }
  | { type: 'level'; frame: number; level: number }
  /** All of the turn's audio is rendered. */
  | { type: 'drained'; turn: number; frame: number }
  /** Silent from `frame` on; of the turn, the samples before `sample` have sounded. */
  | { type: 'silenced'; turn: number; frame: number; sample: number }

interface Chunk {
  readonly turn: number
  readonly sampleRateHz: number
  readonly samples: Float32Array
  taken: number
}

/** A stretch of samples without a gap. */
interface Run {
  readonly turn: number
  readonly frame: number
  readonly sample: number
  endSample: number
  isOpen: boolean
}

/**
 * Plays the chunks of turns one behind the other, gapless, at the context's rate, and knows which sample sounds in which
 * frame. Where the next chunk is late there is silence, and no sample is lost. Knows nothing of any browser.
 */
export class PlaybackQueue {
  readonly #rateHz: number
  readonly #report: (report: PlaybackReport) => void
  readonly #resamplers = new Map<number, Resampler>()
  readonly #input = new Float32Array(4 * longestQuantum)
  readonly #fade = new Float32Array(longestQuantum)
  #fadeFrames = 0
  #quantum = 128
  #nextFrame = 0
  #chunks: Chunk[] = []
  /** Chunks of turns before this one are dropped. */
  #oldestTurn = 0
  /** The turn whose audio is complete once its chunks are played. */
  #endedTurn = 0

  /** What is being rendered, if anything is. */
  #resampler: Resampler | undefined
  #turn = 0
  #sampleRateHz = 0
  /** The frame of the stream's first output, the samples put into the stream, and how many of them were silence since. */
  #streamFrame = 0
  #streamLength = 0
  #silence = 0
  /** Samples of the turn that were put into the stream. */
  #sample = 0
  #run: Run | undefined
  #audibleTurn = 0

  #gain = 1
  #targetGain = 1
  #squares = 0
  #measured = 0
  #wasLoud = false

  constructor(rateHz: number, report: (report: PlaybackReport) => void) {
    this.#rateHz = rateHz
    this.#report = report
    // The taps take a few milliseconds to compute: for the usual voice not before its first word.
    this.#resamplers.set(usualRateHz, new Resampler(usualRateHz, rateHz))
  }

  /** Adds audio to the end of a turn. A newer turn silences the one that plays; audio of an older one is dropped. */
  push(turn: number, sampleRateHz: number, samples: Float32Array): void {
    if (turn < this.#oldestTurn || samples.length === 0) return
    if (turn > this.#oldestTurn) {
      if (this.#resampler) this.silence(this.#turn)
      else if (this.#chunks.length > 0) this.silence(this.#chunks[0].turn)
      this.#oldestTurn = turn
    }
    this.#chunks.push({ turn, sampleRateHz, samples, taken: 0 })
  }

  /** The turn's audio is complete. */
  end(turn: number): void {
    this.#endedTurn = turn
    this.#tellWhenDrained()
  }

  setDucked(ducked: boolean): void {
    this.#targetGain = ducked ? duckedGain : 1
  }

  /** Falls silent within one render quantum; what is left of this turn and of older ones is never played. */
  silence(turn: number): void {
    this.#oldestTurn = Math.max(this.#oldestTurn, turn + 1)
    this.#endedTurn = 0
    let frame = this.#nextFrame
    if (this.#resampler) {
      this.#fadeFrames = this.#quantum
      this.#renderStream(this.#fade, this.#fadeFrames)
      for (let i = 0; i < this.#fadeFrames; i++) this.#fade[i] *= 1 - (i + 1) / this.#fadeFrames
      frame += this.#fadeFrames
      this.#sample = this.#sampleAt(frame)
    }
    this.#resampler = undefined
    this.#run = undefined
    this.#chunks = this.#chunks.filter((chunk) => chunk.turn > turn)
    this.#gain = this.#targetGain = 1
    this.#report({ type: 'silenced', turn, frame, sample: this.#turn === turn ? this.#sample : 0 })
  }

  /** Fills one render quantum that begins with this frame of the context. */
  render(output: Float32Array, frame: number): void {
    this.#quantum = output.length
    this.#nextFrame = frame
    if (this.#fadeFrames > 0) {
      output.set(this.#fade.subarray(0, output.length))
      this.#fadeFrames = 0
    } else {
      if (!this.#resampler && this.#chunks.length > 0) this.#begin(this.#chunks[0], frame)
      if (!this.#resampler) {
        output.fill(0)
        this.#gain = this.#targetGain
      } else this.#renderStream(output, output.length)
    }
    this.#nextFrame = frame + output.length
    this.#measure(output)
    if (this.#resampler && this.#silence >= 2 * this.#resampler.lookahead) this.#resampler = undefined
    this.#tellWhenDrained()
  }

  #begin(chunk: Chunk, frame: number): void {
    const resampler =
      this.#resamplers.get(chunk.sampleRateHz) ?? new Resampler(chunk.sampleRateHz, this.#rateHz)
    this.#resamplers.set(chunk.sampleRateHz, resampler)
    resampler.reset()
    if (chunk.turn !== this.#turn) this.#sample = 0
    this.#resampler = resampler
    this.#turn = chunk.turn
    this.#sampleRateHz = chunk.sampleRateHz
    this.#streamFrame = frame
    this.#streamLength = 0
    this.#silence = 0
  }

  #renderStream(output: Float32Array, frames: number): void {
    const resampler = this.#resampler!
    const count = resampler.inputsFor(frames)
    this.#take(count)
    resampler.push(this.#input, count, output, frames)
    const down = ((1 - duckedGain) * 1000) / (duckMs * this.#rateHz)
    const up = ((1 - duckedGain) * 1000) / (unduckMs * this.#rateHz)
    for (let i = 0; i < frames; i++) {
      if (this.#gain > this.#targetGain) this.#gain = Math.max(this.#targetGain, this.#gain - down)
      else if (this.#gain < this.#targetGain) this.#gain = Math.min(this.#targetGain, this.#gain + up)
      output[i] *= this.#gain
      if (this.#audibleTurn !== this.#turn && Math.abs(output[i]) >= audibleSample) {
        this.#audibleTurn = this.#turn
        this.#report({ type: 'audible', turn: this.#turn, frame: this.#nextFrame + i })
      }
    }
  }

  /** Puts the next samples of the turn into the stream, and silence where there are none. */
  #take(count: number): void {
    let filled = 0
    while (filled < count) {
      const chunk = this.#chunks[0] as Chunk | undefined
      if (chunk?.turn !== this.#turn || chunk.sampleRateHz !== this.#sampleRateHz) break
      if (!this.#run?.isOpen) this.#beginRun()
      const taken = Math.min(count - filled, chunk.samples.length - chunk.taken)
      this.#input.set(chunk.samples.subarray(chunk.taken, chunk.taken + taken), filled)
      chunk.taken += taken
      filled += taken
      this.#sample += taken
      this.#streamLength += taken
      this.#run!.endSample = this.#sample
      if (chunk.taken === chunk.samples.length) this.#chunks.shift()
    }
    if (filled === count) return
    this.#endRun()
    this.#input.fill(0, filled, count)
    this.#silence += count - filled
    this.#streamLength += count - filled
  }

  #beginRun(): void {
    this.#silence = 0
    const frame = this.#frameOfStream()
    this.#run = { turn: this.#turn, frame, sample: this.#sample, endSample: this.#sample, isOpen: true }
    const samplesPerFrame = this.#resampler!.inputsPerOutput
    this.#report({ type: 'run', turn: this.#turn, frame, sample: this.#sample, samplesPerFrame })
  }

  #endRun(): void {
    if (!this.#run?.isOpen) return
    this.#run.isOpen = false
    this.#report({ type: 'run-end', turn: this.#turn, frame: this.#frameOfStream(), sample: this.#sample })
  }

  /** The frame in which the next sample of the stream will sound. */
  #frameOfStream(): number {
    return this.#streamFrame + this.#streamLength / this.#resampler!.inputsPerOutput
  }

  /** How many samples of the turn sound before a frame. */
  #sampleAt(frame: number): number {
    if (!this.#run) return this.#sample
    const samples = Math.ceil((frame - this.#run.frame) * this.#resampler!.inputsPerOutput)
    return Math.min(this.#run.endSample, this.#run.sample + Math.max(0, samples))
  }

  #tellWhenDrained(): void {
    if (this.#endedTurn === 0 || this.#resampler) return
    if (this.#chunks.some((chunk) => chunk.turn <= this.#endedTurn)) return
    this.#report({ type: 'drained', turn: this.#endedTurn, frame: this.#nextFrame })
    this.#endedTurn = 0
  }

  #measure(output: Float32Array): void {
    for (let i = 0; i < output.length; i++) this.#squares += output[i] ** 2
    this.#measured += output.length
    if (this.#measured < levelFrames) return
    // A silent queue tells its last zero and then nothing.
    if (this.#squares > 0 || this.#wasLoud)
      this.#report({
        type: 'level',
        frame: this.#nextFrame,
        level: Math.sqrt(this.#squares / this.#measured),
      })
    this.#wasLoud = this.#squares > 0
    this.#squares = 0
    this.#measured = 0
  }
}
