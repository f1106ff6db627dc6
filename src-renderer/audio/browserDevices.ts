import type { AudioDevice, Devices } from './devices'

/** The devices as the browser tells them. */
export function browserDevices(): Devices {
  const { mediaDevices } = navigator
  return {
    async list() {
      const devices = await mediaDevices.enumerateDevices()
      const ofKind = (kind: MediaDeviceKind): AudioDevice[] => {
        const all = devices.filter((device) => device.kind === kind && device.deviceId !== '')
        // Chromium tells the default twice: once more under a pseudo id, with the name of the device in its label.
        const usual = all.find(({ deviceId }) => deviceId === 'default')
        const isUsual = ({ groupId, label }: MediaDeviceInfo): boolean =>
          usual?.groupId === groupId && usual.label.endsWith(label)
        return all
          .filter(({ deviceId }) => !pseudoIds.has(deviceId))
          .map((device) => ({ id: device.deviceId, label: device.label, isUsual: isUsual(device) }))
      }
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
