/** Eight milliseconds: fine enough to say when in a frame speech ended. */
const blockSamples = 128

/** What a frame sounds like, beside the likelihood that it is a voice. */
export interface FrameSound {
  /** RMS, 0..1. */
  readonly level: number
  /** The same of its parts, in order. */
  readonly blockLevels: readonly number[]
  /**
   * Energy of its first difference over its energy, 0..4. A hum with a closed mouth stays below 0.06; open vowels lie
   * above, and consonants far above.
   */
  readonly brightness: number
}

/** Measures a frame. */
export function measureFrame(samples: Float32Array): FrameSound {
  const blockLevels: number[] = []
  let all = 0
  let differences = 0
  for (let from = 0; from < samples.length; from += blockSamples) {
    let squares = 0
    for (let i = from; i < from + blockSamples; i++) {
      squares += samples[i] * samples[i]
      if (i > 0) differences += (samples[i] - samples[i - 1]) ** 2
    }
    blockLevels.push(Math.sqrt(squares / blockSamples))
    all += squares
  }
  return {
    level: Math.sqrt(all / samples.length),
    blockLevels,
    brightness: all === 0 ? 0 : differences / all,
  }
}
