import type { ListeningCue } from './listeningCue'

/** What playback tells. */
export interface PlaybackEvents {
  /** The turn's first sample that can be heard leaves the loudspeaker at this time of the shared clock. */
  audible(turn: number, at: number): void
  /** Something more was heard; comes about every 20 ms while there is sound. */
  progress(): void
  /** All of the turn was heard. */
  finished(turn: number): void
  /** There is audio, but the browser waits for a gesture before it lets any sound. */
  blocked(): void
}

/** Plays the audio of turns. */
export interface Playback {
  /** Adds audio to the end of a turn; a newer turn silences an older one. */
  play(turn: number, sampleRateHz: number, samples: Float32Array): void
  /** The turn's audio is complete. */
  end(turn: number): void
  duck(): void
  unduck(): void
  /** Falls silent at once, drops what is left of the turn, and says how many of its samples were heard. */
  silence(turn: number): Promise<number>
  /** Samples of the turn that have left the loudspeaker by now, or by a time of the shared clock that is not long ago. */
  heardSamples(turn: number, by?: number): number
  /** RMS of what is heard now, 0..1. */
  level(): number
  /** A short tone, to check the loudspeaker. */
  tone(): void
  /** Listening begins, or is over: a sound so short and pure that nobody takes it for a voice. */
  cue(cue: ListeningCue): void
  /** Empty: the system's default. */
  chooseSpeaker(id: string): Promise<void>
  /** Browsers let sound begin only after a gesture: to be called in one. */
  wake(): void
  close(): void
}

export type OpenPlayback = (on: PlaybackEvents) => Promise<Playback>
