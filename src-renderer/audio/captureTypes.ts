/** 512 samples of the microphone. */
export interface CapturedFrame {
  readonly samples: Float32Array
  /** The end of its last sample, on the shared clock. */
  readonly endAt: number
}

export interface CaptureOptions {
  /** Empty: the system's default. */
  readonly deviceId: string
  readonly echoCancellation: boolean
  readonly noiseSuppression: boolean
  readonly autoGainControl: boolean
  /** Hear through an audio context of this rate; absent: the track itself, or a context where the browser hides it. */
  readonly contextRateHz?: number
}

/**
 * The track ended, frames stopped coming, the browser lets none come before a gesture, or they hold nothing but zeros.
 */
export type CaptureTrouble = 'lost' | 'stalled' | 'asleep' | 'zeros'

export interface CaptureEvents {
  frame(frame: CapturedFrame): void
  trouble(trouble: CaptureTrouble): void
  /** Frames with sound come again. */
  recovered(): void
}

/** An open microphone. */
export interface Capture {
  readonly label: string
  readonly deviceId: string
  readonly contextRateHz: number
  /** What the browser really does, whatever it was asked for; absent: it does not say. */
  readonly cancelsEcho?: boolean
  /** Browsers may let frames begin only after a gesture: to be called in one. */
  wake(): void
  /** Stops the device itself, so that the system shows it as not in use. */
  close(): void
}

export type OpenCapture = (options: CaptureOptions, on: CaptureEvents) => Promise<Capture>
