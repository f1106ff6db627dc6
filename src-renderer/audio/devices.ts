/** A microphone or a loudspeaker; the empty id is the system's default. */
export interface AudioDevice {
  readonly id: string
  readonly label: string
}

/** The sound devices of the computer. */
export interface Devices {
  /** Empty labels before the microphone was allowed. */
  list(): Promise<{ readonly microphones: AudioDevice[]; readonly speakers: AudioDevice[] }>
  permission(): Promise<'unknown' | 'granted' | 'denied'>
  /** Something was plugged in or out. */
  onChange(changed: () => void): void
}

/** The devices as the browser tells them. */
export function browserDevices(): Devices {
  const { mediaDevices } = navigator
  return {
    async list() {
      const devices = await mediaDevices.enumerateDevices()
      const ofKind = (kind: MediaDeviceKind): AudioDevice[] =>
        devices
          // Chromium tells the default twice, the second time under the pseudo id 'default'.
          .filter(
            (device) => device.kind === kind && device.deviceId !== '' && !pseudoIds.has(device.deviceId),
          )
          .map(({ deviceId, label }) => ({ id: deviceId, label }))
      return { microphones: ofKind('audioinput'), speakers: ofKind('audiooutput') }
    },
    async permission() {
      try {
        const { state } = await navigator.permissions.query({ name: 'microphone' })
        return state === 'prompt' ? 'unknown' : state
      } catch {
        return 'unknown'
      }
    },
    onChange: (changed) => mediaDevices.addEventListener('devicechange', changed),
  }
}

const pseudoIds = new Set(['default', 'communications'])
