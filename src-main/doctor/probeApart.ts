import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Notice } from '@contract'
import { isSandboxOff, noSandbox } from '../engine/files/ownSandbox'
import { ownFiles } from '../engine/files/shippedFiles'
import type { Device } from '../engine/onnx/device'
import { deviceNames, fixes, missingDevice, type ProbedDevice } from '../engine/onnx/probe'
import { projectRoot } from '../engineProcess/projectRoot'

/** The first run on a card compiles its kernels. */
const longestMs = 60_000

/** What starts the doctor: it is asked for one device with `--probe`. */
export const doctorCommand = ownFiles.isInstalled
  ? [process.execPath, ...(isSandboxOff ? [noSandbox] : []), 'doctor']
  : [process.execPath, '--import', 'tsx', path.join(projectRoot, 'src-main/cli/doctor.ts')]

/**
 * As `probeDevice`, in a process of its own: a driver that crashes or hangs must not take with it who tells of that.
 * @param command what to start, with its first words
 */
export function probeApart(
  device: Device,
  isWanted: boolean,
  command: readonly string[] = doctorCommand,
  limitMs = longestMs,
): Promise<ProbedDevice> {
  const missing = missingDevice(device, isWanted)
  if (missing !== undefined) return Promise.resolve(missing)
  const [program, ...words] = command
  const asked = JSON.stringify({ device, isWanted })
  const child = spawn(program, [...words, '--probe', asked], {
    cwd: ownFiles.isInstalled ? undefined : projectRoot,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  return new Promise((resolve) => {
    const end = (how: string): void => resolve(answerIn(said) ?? fallen(device, how))
    child.once('error', ({ message }) => end(message))
    child.once('close', (code, signal) => end(signal ?? `exit ${code}`))
  })
}

function answerIn(said: string): ProbedDevice | undefined {
  try {
    return JSON.parse(said.trimEnd().split('\n').at(-1)!) as ProbedDevice
  } catch {
    return undefined
  }
}

function fallen({ kind }: Device, how: string): ProbedDevice {
  const reason: Notice = { kind: 'device-crashed', how }
  return { kind, name: deviceNames[kind], available: false, reason, fix: fixes[kind] }
}
