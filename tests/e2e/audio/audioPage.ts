/** What is put into the microphone instead of a device: a tone, silence, or a WAV file in base64. */
export interface CaptureTrial {
  readonly source: { readonly hertz: number } | { readonly wav: string } | 'silence' | 'microphone'
  readonly seconds: number
  readonly contextRateHz?: number
  /** Pretends that the device is unplugged after this time. */
  readonly unplugAfterSeconds?: number
  readonly withVoice?: boolean
}

export interface CaptureResult {
  readonly contextRateHz: number
  /** Shared clock when the source began to sound. */
  readonly beganAt: number
  readonly frames: readonly {
    readonly endAt: number
    readonly takenAt: number
    readonly level: number
    readonly voice: number
  }[]
  /** All samples, one frame behind the other: float32 in base64, for long arrays cross slowly. */
  readonly samples: string
  readonly troubles: readonly string[]
  /** Milliseconds that a frame took in voice activity. */
  readonly voiceMs: readonly number[]
  readonly silenceFrames: number
}

export interface PlayStep {
  readonly afterMs: number
  readonly do:
    | 'duck'
    | 'unduck'
    | 'silence'
    /** As when the system's sound fails. */
    | 'fail'
    | { readonly turn: number; readonly hertz: number; readonly seconds: number }
}

/** Plays a tone as turn 1, cut into chunks of these lengths, and does these steps meanwhile. */
export interface PlaybackTrial {
  readonly contextRateHz: number
  readonly sampleRateHz: number
  readonly hertz: number
  readonly seconds: number
  readonly chunkSamples: readonly number[]
  readonly steps?: readonly PlayStep[]
  readonly recordSeconds: number
}

export interface PlaybackResult {
  /** What left the playback node, frame by frame: float32 in base64. */
  readonly recorded: string
  readonly audible: readonly { readonly turn: number; readonly at: number }[]
  readonly playedAt: number
  readonly finished: readonly number[]
  /** Samples heard by then, as `silence` said. */
  readonly silencedAt: number | undefined
  /** How many samples were heard, over time. */
  readonly heard: readonly number[]
  /** How many a tenth of a second before each of these. */
  readonly heardBefore: readonly number[]
  readonly levels: readonly number[]
  readonly latencyMs: number
}

/** What the page can be asked to do. */
export interface AudioPage {
  capture(trial: CaptureTrial): Promise<CaptureResult>
  play(trial: PlaybackTrial): Promise<PlaybackResult>
}
