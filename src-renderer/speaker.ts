import { namedDevice } from './audio/deviceName'
import type { AudioDevice } from './audio/devices'
import type { Playback } from './audio/playbackTypes'
import type { AppState, Trouble } from './state'

export interface SpeakerParts {
  playback(): Playback | undefined
  /** The name of the loudspeaker that is chosen; empty: as the system chooses. */
  wanted(): string
  set(speakerId: string): void
  /** Undefined: the chosen loudspeaker is back. */
  trouble(trouble: Trouble | undefined): void
}

/** Speaks through the chosen loudspeaker while it is there, else through the system's. */
export class Speaker {
  readonly #parts: SpeakerParts
  #usedId = ''
  #usedLabel = ''
  #known: readonly AudioDevice[] = []

  constructor(parts: SpeakerParts) {
    this.#parts = parts
  }

  /** Another one is chosen, or the same once more. */
  follow(): void {
    const wanted = this.#parts.wanted()
    void this.#use(namedDevice(this.#known, wanted)?.id ?? wanted)
  }

  /** Follows the loudspeakers that come and go. */
  keep(speakers: readonly AudioDevice[]): void {
    this.#known = speakers
    const wanted = namedDevice(speakers, this.#parts.wanted())?.id
    const isThere = (id: string): boolean => speakers.some((speaker) => speaker.id === id)
    if (wanted !== undefined && wanted !== this.#usedId) {
      this.#parts.trouble(undefined)
      void this.#use(wanted)
    } else if (this.#usedId !== '' && !isThere(this.#usedId)) {
      this.#parts.trouble({ notice: { word: 'speakerUnplugged', lost: this.#usedLabel } })
      void this.#use('')
    }
    this.#usedLabel = speakers.find(({ id }) => id === this.#usedId)?.label ?? ''
  }

  async #use(id: string): Promise<void> {
    this.#usedId = id
    this.#parts.set(id)
    try {
      await this.#parts.playback()?.chooseSpeaker(id)
    } catch {
      if (id === '' || this.#usedId !== id) return
      await this.#use('')
      this.#parts.trouble({ notice: { word: 'loudspeakerRefused' } })
    }
  }
}

/** The loudspeaker through which answers come now. */
export function usedSpeaker({ speakers, speakerId }: Pick<AppState, 'speakers' | 'speakerId'>): AudioDevice {
  const used = speakers.find(({ id, isUsual }) => (speakerId ? id === speakerId : isUsual === true))
  return used ?? { id: speakerId, label: '' }
}
