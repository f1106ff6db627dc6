import { EspeakVoice } from './voices/espeak/espeakVoice'
import { resample } from '../sound/resample'
import type { SpeechPiece, Voice } from './voice'

/**
 * Who says a stretch in another language than the voice's own: a voice of the same model that speaks it, a woman's where
 * the voice is a woman's; else the built-in one.
 *
 * @param language a BCP 47 tag in lower case
 * @returns undefined where none can
 * @throws AppError `voice-unavailable` when espeak-ng cannot be loaded
 */
export async function voiceForLanguage(voice: Voice, language: string): Promise<Voice | undefined> {
  if (first(voice.language) === first(language)) return voice
  const { others } = voice
  const offered = others?.offered.filter((each) => first(each.language) === first(language)) ?? []
  const kind = kindOf(voice.name)
  const found = offered.find(({ id }) => kindOf(id) === kind) ?? offered.at(0)
  if (others && found) return others.get(found.id)
  const builtIn = await EspeakVoice.ofLanguage(language, kind === 'woman' ? '+f3' : '')
  return builtIn && atRate(builtIn, voice.sampleRateHz)
}

const first = (tag: string): string => tag.split('-')[0]

/** By Kokoro's names, whose second letter tells, and espeak-ng's, where a variant does. */
const kindOf = (name: string): 'woman' | 'man' =>
  /^[a-z]f_/.test(name) || /\+f\d/.test(name) ? 'woman' : 'man'

/** A voice at another rate: all chunks of an answer have one. */
function atRate(voice: Voice, sampleRateHz: number): Voice {
  if (voice.sampleRateHz === sampleRateHz) return voice
  const ratio = sampleRateHz / voice.sampleRateHz
  return {
    name: voice.name,
    language: voice.language,
    sampleRateHz,
    async *synthesize(spoken, signal, speed): AsyncGenerator<SpeechPiece, void> {
      for await (const piece of voice.synthesize(spoken, signal, speed)) {
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
