import type { EngineModels } from '../../../src-main/engine/models/engineModels'

const sampleRateHz = 16_000
/** So much of a question is said back. */
const longestAnswerChars = 60

/** A listener that says back what was typed, and a voice that hums a hundredth of a second for each letter: both take no time. */
export function quickModels(): EngineModels {
  return {
    listener: {
      name: 'quick',
      async *answer(_conversation, question, { signal }) {
        await Promise.resolve()
        signal.throwIfAborted()
        yield 'You said: '
        yield 'text' in question
          ? question.text.slice(0, longestAnswerChars)
          : `${question.spoken.seconds} seconds of sound.`
      },
      async *transcribe(_conversation, spoken) {
        yield await Promise.resolve(`${spoken.seconds} seconds`)
      },
      writeDown: () => Promise.resolve('something'),
      release: () => undefined,
    },
    voice: {
      name: 'hum',
      language: 'en-us',
      sampleRateHz,
      async *synthesize(spoken) {
        const samples = new Float32Array((spoken.length * sampleRateHz) / 100).fill(0.1)
        yield await Promise.resolve({ samples, spoken: [0, spoken.length] as const })
      },
      release: () => undefined,
    },
    notes: [],
    embedded: [],
    failures: [],
    release: () => undefined,
  }
}
