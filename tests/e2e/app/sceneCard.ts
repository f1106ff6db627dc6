/** A way from the loudspeaker into the microphone, in frames of the context that plays. */
export interface EchoTap {
  readonly delayFrames: number
  readonly gain: number
}

/** What the loudspeaker played while a scene was heard: every sample, silence included. */
export interface SceneRecord {
  /** How late the audio thread was at most, against its own best: what a busy machine does to sound. */
  readonly stalledMs: number
  /** float32 in base64; the first is that of the frame in which the scene began. */
  readonly samples: string
  /** When each frame of the microphone reached the window: the sound card's mark of it, and seconds of the scene. */
  readonly captured: readonly { readonly mark: number; readonly arrivedSeconds: number }[]
}

/**
 * A microphone and a recorder in the very context that plays the answers, so that what is heard and what is played are
 * counted on one clock. The sound card has to be there before it.
 */
export interface SceneCard {
  /** Of the context that plays; 0 before there is one. */
  rateHz(): number
  /** From its frames to the loudspeaker, as the browser says. */
  outputLatencyMs(): number
  /**
   * Lets the microphone hear these samples (base64 of float32 at the context's rate) and what comes back from the
   * loudspeaker. Resolves with the shared time at which that began.
   */
  play(samples: string, echo: readonly EchoTap[]): Promise<number>
  /** Resolves when so much of the scene is over. */
  until(ms: number): Promise<void>
  /** All since the scene began; nothing is recorded any more. */
  end(): Promise<SceneRecord>
}

/** The script that is served beside the app, for the audio thread. */
export const scenePath = '/scene.js'

/** From the page to the audio thread. */
export type SceneCommand =
  | { readonly type: 'play'; readonly samples: Float32Array; readonly echo: readonly EchoTap[] }
  | { readonly type: 'end' }

/** From the audio thread to the page. */
export type SceneReport =
  | { readonly type: 'began' | 'ended' }
  | {
      readonly type: 'block'
      readonly samples: Float32Array
      /** The wall clock against the context's own, at the earliest and at the latest of the block's quanta. */
      readonly earliestMs: number
      readonly latestMs: number
    }
