import { leadingVoice, voiceBlend, type OfferedVoice } from '@contract'
import { formats, words } from '../../../words'
import { voiceGrades } from './voiceGrades'

/** A voice in plain words. */
export interface NamedVoice {
  readonly id: string
  readonly name: string
  /** What it speaks, such as "American English". */
  readonly accent: string
  /** Who speaks, and what its makers think of it: "woman, grade A". */
  readonly about: string
}

/** Every voice in plain words, in the order in which they are offered. */
export function namedVoices(voices: readonly OfferedVoice[]): NamedVoice[] {
  const plain = voices.map(plainVoice)
  const reading = ({ name, accent, about }: NamedVoice): string => [name, accent, about].join()
  // Two that read the same are told apart by what they are called in the files.
  return plain.map((voice) =>
    plain.filter((other) => reading(other) === reading(voice)).length > 1
      ? { ...voice, about: `${voice.about} (${voice.id})` }
      : voice,
  )
}

/** One of them in plain words, or a blend of two; undefined where it is not offered. */
export function namedVoice(id: string, voices: readonly OfferedVoice[]): NamedVoice | undefined {
  const named = namedVoices(voices)
  const find = (wanted: string): NamedVoice | undefined => named.find((voice) => voice.id === wanted)
  const leading = find(leadingVoice(id))
  const blend = voiceBlend(id)
  if (leading === undefined || blend === undefined) return leading
  const [first, second] = blend.voices.map(find)
  if (first === undefined || second === undefined) return undefined
  return { ...leading, id, name: words.voice.blended(first.name, second.name, blend.share), about: '' }
}

/** Kokoro's `af_heart` is an American woman called Heart; espeak-ng's `en-us+f3` its man with a woman's throat. */
function plainVoice({ id, language }: OfferedVoice): NamedVoice {
  const accent = languageLabel(language)
  const [, sex, name] = /^[a-z]([fm])_([a-z0-9]+)$/.exec(id) ?? []
  if (name !== undefined) {
    const grade = voiceGrades[id]
    const about = grade === undefined ? sexName(sex) : `${sexName(sex)}, ${words.voice.grade(grade)}`
    return { id, name: name[0].toUpperCase() + name.slice(1), accent, about }
  }
  const [, spoken, variant] = /^([^+]+)(?:\+([fm])\d)?$/.exec(id) ?? []
  const isPlain = spoken?.startsWith(language)
  return { id, name: isPlain ? accent : id, accent, about: isPlain ? sexName(variant) : '' }
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
