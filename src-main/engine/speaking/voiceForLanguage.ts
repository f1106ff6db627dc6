import { atRate } from './atRate'
import { EspeakVoice } from './voices/espeak/espeakVoice'
import type { Voice } from './voice'

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
