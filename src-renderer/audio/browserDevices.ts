import type { AudioDevice, Devices } from './devices'

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
