import { resample } from '../sound/resample'
import type { SpeechPiece, Voice } from './voice'

/** A voice at another rate: all chunks of an answer have one. */
export function atRate(voice: Voice, sampleRateHz: number): Voice {
  if (voice.sampleRateHz === sampleRateHz) return voice
  const ratio = sampleRateHz / voice.sampleRateHz
  return {
    name: voice.name,
    language: voice.language,
    sampleRateHz,
    async *synthesize(spoken, signal, speed, mood): AsyncGenerator<SpeechPiece, void> {
      for await (const piece of voice.synthesize(spoken, signal, speed, mood)) {
        const samples = await resample(piece.samples, voice.sampleRateHz, sampleRateHz)
        const words = piece.words?.map((word) => ({
          ...word,
          startSample: Math.round(word.startSample * ratio),
        }))
        yield { ...piece, samples, words }
      }
    },
    release: () => voice.release(),
  }
}
