import { mostDevicePairs, type Duplex, type DuplexOfDevices } from '@contract'
import { deviceName } from './audio/deviceName'
import type { AudioDevice } from './audio/devices'
import type { SoundPath } from './turnTakingMemory'

/**
 * What was chosen for a loudspeaker with a microphone. With a microphone of which nothing was chosen goes what was chosen last
 * for the loudspeaker.
 */
export function chosenDuplex(chosen: readonly DuplexOfDevices[], path: SoundPath): Duplex | undefined {
  const ofSpeaker = chosen.filter(({ speaker }) => isNamed(path.speaker, speaker))
  const ofPath = ofSpeaker.filter(({ microphone }) => isNamed(path.microphone, microphone))
  return (ofPath.at(-1) ?? ofSpeaker.at(-1))?.duplex
}

/** What was chosen, with another choice for these devices. */
export function withDuplex(
  chosen: readonly DuplexOfDevices[],
  { speaker, microphone }: SoundPath,
  duplex: Duplex,
): DuplexOfDevices[] {
  const others = chosen.filter(
    (each) => !isNamed(speaker, each.speaker) || !isNamed(microphone, each.microphone),
  )
  const next = { speaker: deviceName(speaker), microphone: deviceName(microphone), duplex }
  return [...others, next].slice(-mostDevicePairs)
}

function isNamed({ id, label }: AudioDevice, name: string | undefined): boolean {
  return name === id || (label !== '' && name === label)
}
