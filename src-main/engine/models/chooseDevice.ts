import { existsSync } from 'node:fs'
import { deviceKinds, type DeviceConfig, type DeviceKind, type Notice } from '@contract'
import { ownCommand } from '../files/ownCommand'
import { cudaRuntimeFile } from '../onnx/cudaLibraries'
import { cpuDevice, type Device } from '../onnx/device'
import { probeDevice, type ProbedDevice } from '../onnx/probe'

const noCard: Notice = { kind: 'no-card', command: ownCommand('doctor') }

export interface ChosenDevice {
  readonly device: Device
  /** What the user should know: where a device that was asked or fetched for is not taken. */
  readonly notes: readonly Notice[]
}

/**
 * The first device that really computes, in the order of `deviceKinds`, or the one that was asked for. The processor
 * where none does.
 */
export async function chooseDevice(
  config: DeviceConfig,
  probe: typeof probeDevice = probeDevice,
): Promise<ChosenDevice> {
  const { kind } = config
  if (kind === 'cpu') return { device: cpuDevice, notes: [] }
  const isWanted = kind !== 'auto'
  const candidates: readonly DeviceKind[] = isWanted ? [kind] : deviceKinds.filter((each) => each !== 'cpu')
  const fallen: ProbedDevice[] = []
  for (const each of candidates) {
    const device = deviceOf(each, config)
    const probed = await probe(device, isWanted)
    if (probed.available) return { device, notes: missedNotes(fallen, isWanted, each) }
    fallen.push(probed)
  }
  const notes = missedNotes(fallen, isWanted, 'cpu')
  return { device: cpuDevice, notes: notes.length > 0 ? notes : [noCard] }
}

/**
 * The next device that computes, where a model does not run on this one though it computes.
 * @returns undefined where none is left but the processor, or this one was asked for
 */
export async function nextDevice(
  { kind }: Device,
  config: DeviceConfig,
  probe: typeof probeDevice = probeDevice,
): Promise<Device | undefined> {
  if (config.kind !== 'auto') return undefined
  for (const each of deviceKinds.slice(deviceKinds.indexOf(kind) + 1)) {
    const device = deviceOf(each, config)
    if (each !== 'cpu' && (await probe(device)).available) return device
  }
  return undefined
}

/** A notice of each device that the user counts on: it was asked for, or its libraries were fetched. */
function missedNotes(fallen: readonly ProbedDevice[], isWanted: boolean, used: DeviceKind): Notice[] {
  return fallen
    .filter(({ kind }) => isWanted || (kind === 'cuda' && existsSync(cudaRuntimeFile())))
    .flatMap(({ kind: device, reason, fix }): Notice[] => {
      if (reason === undefined) return []
      const why: Notice = fix === undefined ? reason : { kind: 'obstacle', reason, fix }
      return [{ kind: 'device-missed', device, used, why }]
    })
}

/** A device with the options of the configuration, as its provider takes them. */
export function deviceOf(kind: DeviceKind, config: DeviceConfig): Device {
  if (kind === 'cpu') return cpuDevice
  const { id: deviceId, memoryLimitBytes, providerOptions: options, replaysSteps } = config
  return { kind, deviceId, memoryLimitBytes, options, replaysSteps }
}
