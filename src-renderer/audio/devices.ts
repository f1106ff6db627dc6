/** A microphone or a loudspeaker; the empty id is the system's default. */
export interface AudioDevice {
  readonly id: string
  readonly label: string
  /** The system's default. */
  readonly isUsual?: boolean
}

/** The sound devices of the computer. */
export interface Devices {
  /** Empty labels before the microphone was allowed. */
  list(): Promise<{ readonly microphones: AudioDevice[]; readonly speakers: AudioDevice[] }>
  permission(): Promise<'unknown' | 'granted' | 'denied'>
  /** Something was plugged in or out. */
  onChange(changed: () => void): void
}
