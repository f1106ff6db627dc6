import type { OfferedVoice } from '@contract'
import type { Answers } from './answers'
import { choiceOf, remembered } from './app'
import type { EngineClient } from './engineClient'
import type { AppState } from './state'
import type { TextStorage } from './turnTakingMemory'
import { voiceSamples } from './words/voiceSamples'

export interface VoiceChoiceParts {
  readonly engine: Pick<EngineClient, 'speakAs' | 'say'>
  readonly answers: Pick<Answers, 'play'>
  readonly storage: TextStorage
  readonly get: () => Pick<AppState, 'voices' | 'voice'>
  readonly set: (part: Partial<AppState>) => void
}

export interface VoiceChoice {
  /** An engine is there: what its voice offers, and who speaks until it is told. */
  ready(used: string, offered: readonly OfferedVoice[]): void
  /** Who speaks from the next sentence on. One that is not offered changes nothing. */
  choose(id: string): void
  /** Lets the chosen voice say something that is no answer. */
  listen(): void
}

/** The voice that the user chose, told to every engine that has it. */
export function voiceChoice({ engine, answers, storage, get, set }: VoiceChoiceParts): VoiceChoice {
  const choice = choiceOf(storage, remembered.voice)
  // One of each model: whoever goes back to another finds the voice that was chosen there.
  const chosen = (): string[] => choice.get().split('\n').filter(Boolean)
  const find = (id: string | undefined): OfferedVoice | undefined =>
    get().voices.find((each) => each.id === id)
  return {
    ready(used, voices) {
      set({ voices, voice: used })
      const wanted = chosen().find(find)
      if (wanted === undefined) return
      engine.speakAs(wanted)
      set({ voice: wanted })
    },
    choose(id) {
      if (find(id) === undefined) return
      choice.set([id, ...chosen().filter((each) => find(each) === undefined)].join('\n'))
      engine.speakAs(id)
      set({ voice: id })
    },
    listen() {
      const language = find(get().voice)?.language.slice(0, 2) ?? ''
      answers.play(engine.say(voiceSamples[language] ?? voiceSamples.en))
    },
  }
}
