/** How loud speech is made, as the root mean square of what is not a pause: -20 dB of full scale. */
const targetLevel = 0.1
/** No voice is changed by more than this, in dB. */
const mostGainDb = 15
/** From one chunk of a voice to the next its gain changes by no more than this, in dB. */
const mostStepDb = 1
/** Parts in which pauses are told from speech, and how far below loud speech they are. */
const frameMs = 20
const pauseRatio = 0.05
/** What is louder than loud speech by this is a burst. */
const burstRatio = 1.4
/** A level is the mean over this much speech, in frames: what was said long ago counts less. */
const longestMemoryFrames = 1500

/** Above this a sample is bent, so that none reaches the limit. */
const kneeLevel = 0.8
const limitLevel = 0.985

interface Level {
  meanSquare: number
  frames: number
  gainDb: number
}

/** Makes all voices equally loud, each by its own level, which is learnt from what it says. */
export class SpeechLevel {
  readonly #levels = new Map<string, Level>()

  /**
   * Changes `samples` (mono, -1..1) in place: to the usual level, and softly below full scale.
   * @param voice whose level it is
   */
  apply(voice: string, samples: Float32Array, sampleRateHz: number): void {
    const gain = 10 ** (this.#gainDb(voice, samples, sampleRateHz) / 20)
    for (let i = 0; i < samples.length; i++) samples[i] = limited(samples[i] * gain)
  }

  /** The level of one voice is known with its first words: the whole chunk is there before it is heard. */
  #gainDb(voice: string, samples: Float32Array, sampleRateHz: number): number {
    const now = speechOf(samples, Math.round((frameMs * sampleRateHz) / 1000))
    const before = this.#levels.get(voice)
    if (now.frames === 0) return before?.gainDb ?? 0
    const frames = (before?.frames ?? 0) + now.frames
    const meanSquare =
      ((before?.meanSquare ?? 0) * (frames - now.frames) + now.meanSquare * now.frames) / frames
    const wanted = 10 * Math.log10(targetLevel ** 2 / meanSquare)
    const inRange = Math.min(mostGainDb, Math.max(-mostGainDb, wanted))
    const step = (gainDb: number): number => Math.min(mostStepDb, Math.max(-mostStepDb, inRange - gainDb))
    const gainDb = before === undefined ? inRange : before.gainDb + step(before.gainDb)
    this.#levels.set(voice, { meanSquare, frames: Math.min(frames, longestMemoryFrames), gainDb })
    return gainDb
  }
}

/** The mean square of the frames that are no pauses, and their number. */
function speechOf(samples: Float32Array, frameLength: number): { meanSquare: number; frames: number } {
  const squares: number[] = []
  for (let start = 0; start + frameLength <= samples.length; start += frameLength) {
    let sum = 0
    for (let i = start; i < start + frameLength; i++) sum += samples[i] * samples[i]
    squares.push(sum / frameLength)
  }
  // Not the loudest of all: a lone burst would make pauses of soft speech, and tells nothing of the level.
  const loud = squares.toSorted((a, b) => a - b)[Math.floor(0.95 * (squares.length - 1))] ?? 0
  const speech = squares
    .filter((square) => square > 0 && square >= loud * pauseRatio ** 2)
    .map((square) => Math.min(square, loud * burstRatio ** 2))
  return {
    meanSquare: speech.reduce((sum, square) => sum + square, 0) / (speech.length || 1),
    frames: speech.length,
  }
}

/** Straight up to the knee, and bent towards the limit above it. */
function limited(sample: number): number {
  const size = Math.abs(sample)
  if (size <= kneeLevel) return sample
  const room = limitLevel - kneeLevel
  return Math.sign(sample) * (kneeLevel + room * Math.tanh((size - kneeLevel) / room))
}
