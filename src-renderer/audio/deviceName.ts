import type { AudioDevice } from './devices'

/** By what a device is known to people and from one browser to another: its label, or its id where it has none of its own. */
export function deviceName({ id, label }: AudioDevice, all: readonly AudioDevice[] = []): string {
  const isShared = all.some((other) => other.id !== id && other.label === label)
  return label === '' || isShared ? id : label
}

/** The device of a name: that of this id, else the first of this label. */
export function namedDevice(devices: readonly AudioDevice[], name: string): AudioDevice | undefined {
  if (name === '') return undefined
  return devices.find(({ id }) => id === name) ?? devices.find(({ label }) => label === name)
}
