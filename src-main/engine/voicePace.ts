import type { SpokenChunk } from './speaking/speak'

/** So much must have been said before a voice is judged: a single sentence may have met a busy moment. */
const leastSoundMs = 8000
/** Slower than real time by less than this is not heard: what is made ahead covers it. */
const slowFactor = 1.1

/** How fast the voices are here, of what they really said, and which of them are too slow for a conversation. */
export class VoicePace {
  readonly #voices = new Map<string, { workMs: number; soundMs: number; isTold: boolean }>()

  /**
   * Counts what was said.
   * @returns how much longer than its sound a voice works, the first time that this is known of it, else undefined
   */
  add({ voice, workMs, samples, sampleRateHz }: SpokenChunk): number | undefined {
    const pace = this.#voices.get(voice) ?? { workMs: 0, soundMs: 0, isTold: false }
    this.#voices.set(voice, pace)
    pace.workMs += workMs
    pace.soundMs += (samples.length / sampleRateHz) * 1000
    const factor = pace.workMs / pace.soundMs
    if (pace.isTold || pace.soundMs < leastSoundMs || factor < slowFactor) return undefined
    pace.isTold = true
    return factor
  }
}
