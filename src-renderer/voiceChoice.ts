import { leadingVoice, voiceBlend, type OfferedVoice } from '@contract'
import type { Answers } from './answers'
import type { EngineClient } from './engineClient'
import type { AppState } from './state'
import type { WindowSettings } from './windowSettings'
import { moodSamples, type SampleMood } from './words/moodSamples'
import { voiceSamples } from './words/voiceSamples'

export interface VoiceChoiceParts {
  readonly engine: Pick<EngineClient, 'speakAs' | 'say'>
  readonly answers: Pick<Answers, 'play'>
  readonly settings: Pick<WindowSettings, 'of' | 'choose' | 'watch'>
  readonly get: () => Pick<AppState, 'voices' | 'voice'>
  readonly set: (part: Partial<AppState>) => void
}

export interface VoiceChoice {
  /** An engine is there: what its voice offers, and who speaks until it is told. */
  ready(used: string, offered: readonly OfferedVoice[]): void
  /** Who speaks from the next sentence on. One that is not offered changes nothing. */
  choose(id: string): void
  /** Lets a voice say something that is no answer. @param id absent: the chosen one */
  listen(id?: string): void
  /** Lets the chosen voice say a sentence in that mood. */
  listenIn(mood: SampleMood): void
}

/** The voice that the user chose, told to every engine that has it. */
export function voiceChoice({ engine, answers, settings, get, set }: VoiceChoiceParts): VoiceChoice {
  /** Who speaks where nobody was chosen. */
  let usual: string | undefined
  // One of each model: whoever goes back to another finds the voice that was chosen there.
  const chosen = (): string[] => [settings.of('voice')].flat()
  /** One that is offered, or a blend of two that are. */
  const find = (id = ''): OfferedVoice | undefined => {
    const offered = (wanted: string): OfferedVoice | undefined =>
      get().voices.find((each) => each.id === wanted)
    const language = offered(leadingVoice(id))?.language
    const isThere = (voiceBlend(id)?.voices ?? [id]).every(offered)
    return isThere && language !== undefined ? { id, language } : undefined
  }
  const follow = (): void => {
    const wanted = chosen().find(find) ?? usual
    if (wanted === undefined || wanted === get().voice) return
    engine.speakAs(wanted)
    set({ voice: wanted })
  }
  settings.watch((keys) => {
    if (keys.has('voice')) follow()
  })
  return {
    ready(used, voices) {
      usual = used
      set({ voices, voice: used })
      follow()
    },
    choose(id) {
      if (find(id) === undefined) return
      settings.choose('voice', [id, ...chosen().filter((each) => find(each) === undefined)])
    },
    listen(id = get().voice) {
      const language = find(id)?.language.slice(0, 2) ?? ''
      answers.play(engine.say(voiceSamples[language] ?? voiceSamples.en, id))
    },
    listenIn(mood) {
      const language = find(get().voice)?.language.slice(0, 2) ?? ''
      answers.play(engine.say((moodSamples[language] ?? moodSamples.en)[mood], get().voice, true))
    },
  }
}
