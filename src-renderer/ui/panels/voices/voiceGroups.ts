import { words } from '../../../words'
import type { NamedVoice } from './voiceNames'

export interface VoiceGroup {
  readonly name: string
  readonly voices: readonly NamedVoice[]
}

/** Voices as the list shows them: favourites first, each with its accent, and the others by what they speak. */
export function voiceGroups(voices: readonly NamedVoice[], favourites: readonly string[]): VoiceGroup[] {
  const isFavourite = ({ id }: NamedVoice): boolean => favourites.includes(id)
  const withAccent = (voice: NamedVoice): NamedVoice => {
    const { name, accent, about } = voice
    return name === accent ? voice : { ...voice, about: [accent, about].filter(Boolean).join(', ') }
  }
  const others = voices.filter((voice) => !isFavourite(voice))
  return [
    { name: words.voice.favourites, voices: voices.filter(isFavourite).map(withAccent) },
    ...[...new Set(others.map(({ accent }) => accent))].map((name) => ({
      name,
      voices: others.filter(({ accent }) => accent === name),
    })),
  ].filter((group) => group.voices.length > 0)
}
