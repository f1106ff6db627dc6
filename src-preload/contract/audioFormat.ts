/** What the microphone delivers to the engine: mono float samples in -1..1 at 16 kHz, in frames of 32 ms. */
export const microphoneFormat = { sampleRateHz: 16_000, frameSamples: 512 } as const

/** Speech before the onset that belongs to the utterance; kept in memory so that no first syllable is lost. */
export const preRollMs = 700

/** Shorter audio holds no word; it is refused with `audio-empty`. */
export const shortestUtteranceSeconds = 0.1

/** The longest utterance that one turn takes, in seconds; longer audio is refused with `question-too-long`. */
export const longestUtteranceSeconds = 15 * 60
