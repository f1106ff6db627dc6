import type { OfferedVoice } from '@contract'
import { formats, words } from '../../words'

export interface VoiceGroup {
  /** What its voices speak. */
  readonly language: string
  readonly voices: readonly { readonly id: string; readonly name: string }[]
}

/** Voices by what they speak, in plain words, in the order in which they are offered. */
export function voiceGroups(voices: readonly OfferedVoice[]): VoiceGroup[] {
  const languages = new Set(voices.map(({ language }) => language))
  return [...languages].map((language) => {
    const ofLanguage = voices.filter((voice) => voice.language === language)
    const plain = ofLanguage.map((voice) => plainName(voice))
    return {
      language: languageLabel(language),
      voices: ofLanguage.map(({ id }, i) => ({
        id,
        // Two that read the same are told apart by what they are called in the files.
        name: plain.filter((name) => name === plain[i]).length > 1 ? `${plain[i]} (${id})` : plain[i],
      })),
    }
  })
}

/** Kokoro's `af_heart` is an American woman called Heart; espeak-ng's `en-us+f3` its man with a woman's throat. */
function plainName({ id, language }: OfferedVoice): string {
  const [, sex, name] = /^[a-z]([fm])_([a-z0-9]+)$/.exec(id) ?? []
  if (name !== undefined) return `${name[0].toUpperCase()}${name.slice(1)}, ${sexName(sex)}`
  const [, spoken, variant] = /^([^+]+)(?:\+([fm])\d)?$/.exec(id) ?? []
  return spoken?.startsWith(language) ? `${languageLabel(language)}, ${sexName(variant)}` : id
}

const sexName = (letter = 'm'): string => words.voice[letter === 'f' ? 'woman' : 'man']

/** Standing alone it begins with a capital, which French and Spanish do not give a language in a sentence. */
function languageLabel(tag: string): string {
  const name = languageName(tag)
  return name === tag ? tag : name[0].toLocaleUpperCase(words.language) + name.slice(1)
}

/** What is spoken, in plain words, as it stands in a sentence. */
export function languageName(tag: string): string {
  try {
    return formats.languageName(tag)
  } catch {
    return tag // no BCP 47 tag: a voice of the user's own
  }
}
