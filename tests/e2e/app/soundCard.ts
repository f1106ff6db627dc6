/** A microphone of a page under test. */
export interface RigDevice {
  readonly id: string
  readonly label: string
}

/** How the screen was after one of its changes, and how far the sound was then. */
export interface Sight {
  /** Milliseconds on the shared clock. */
  readonly at: number
  /** The frame of the playback context that left the loudspeaker then; -1 before there is one. */
  readonly frame: number
  readonly phase: string
  /** What stands under the ring: trouble, or where the engine is. */
  readonly note: string
  /** The newest answer, and the part of it that is shown as heard. */
  readonly answer: string
  readonly heard: string
}

/** What left the page for the loudspeaker since it was last forgotten. */
export interface Played {
  readonly rateHz: number
  /** The frame of the playback context that the samples begin with, and the shared time at which it was heard. */
  readonly firstFrame: number
  readonly firstAt: number
  /** Every sample from the first that sounds to the last: float32 in base64, for long arrays cross slowly. */
  readonly samples: string
}

/** A frame as it came from the capture's worker. */
export interface CapturedStamp {
  readonly endSeconds: number
  readonly arrivedAt: number
  /** Tells frames apart. */
  readonly mark: number
}

/** What stands for microphones and loudspeaker in a page under test: the test says when there is sound. */
export interface SoundCard {
  /** Speaks 16 kHz samples (base64 of float32) into every open microphone; resolves when the last one was given. */
  say(samples: string): Promise<{ readonly beganAt: number; readonly endedAt: number }>
  /** A live room has noise; a dead microphone delivers exact zeros. */
  room(kind: 'quiet' | 'zeros'): void
  /** What leaves the loudspeaker from now on comes back into every open microphone, later and at this level. */
  echo(path: { readonly delayMs: number; readonly levelDb: number }): void
  allow(isAllowed: boolean): void
  plug(device: RigDevice): void
  unplug(id: string): void
  /** Ids of the devices that are open now. */
  open(): string[]
  played(): Played
  forgetPlayed(): void
  /** Forgets all that was played, captured and seen, so that a page that runs for long has no more of it. */
  forget(): void
  sights: Sight[]
  captured: CapturedStamp[]
}

/** The script that is served beside the app, for the audio thread. */
export const recorderPath = '/recorder.js'

/** A piece of what was played: 1024 samples that are not all zero. */
export interface RecordedBlock {
  readonly frame: number
  readonly samples: Float32Array
}

/** When something of a spoken question reached the engine. */
export type FrameStamp = { readonly at: number } & (
  | { readonly kind: 'begin' | 'end'; readonly turn: number }
  | { readonly kind: 'frame'; readonly mark: number }
)

/** A number that hardly any two frames share; the page computes it in the same way. */
export function frameMark(samples: Float32Array): number {
  return samples.reduce((sum, sample, i) => sum + sample * (i + 1), 0)
}
