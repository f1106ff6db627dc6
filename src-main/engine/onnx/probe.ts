import { existsSync, readdirSync } from 'node:fs'
import { AppError, type DeviceKind, type Notice } from '@contract'
import { addCounts } from './addCounts'
import type { OperatorCounts } from './countOperators'
import { cudaObstacle, elsewhereFix, cudaRuntimeFile, setupCudaCommand, type Obstacle } from './cudaLibraries'
import { cpuDevice, type Device } from './device'
import { useRuntime } from './library'
import { attentionGraph, attentionInput, probeGraph, probeInput } from './probeGraph'
import { Session } from './session'
import { Value } from './value'

/** Whether a device computes, and where not why and what would help. */
export interface ProbedDevice {
  readonly kind: DeviceKind
  readonly name: string
  readonly available: boolean
  readonly reason?: Notice
  readonly fix?: Notice
  /** By which devices the test was really computed; absent: it was not, or nobody could tell. */
  readonly operators?: OperatorCounts
}

export const deviceNames: Readonly<Record<DeviceKind, string>> = {
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  directml: 'DirectML',
  coreml: 'CoreML',
  cpu: 'the processor',
}

const noCardForWebGpu: Notice = { kind: 'no-webgpu-card' }

/** The most by which a device's answer may differ from the processor's: cards round to half precision at worst. */
const tolerance = 2e-2

/**
 * Really loads a small model on a device, runs it twice with its values staying in the device's memory, and compares
 * the answer with the processor's: a driver that computes wrongly falls out like one that is missing, and so does a device
 * that left all of it to the processor.
 * @param isWanted the user asked for this very device: then one that is only simulated is taken too
 */
export async function probeDevice(device: Device, isWanted = false): Promise<ProbedDevice> {
  const missing = missingDevice(device, isWanted)
  if (missing !== undefined) return missing
  const { kind } = device
  const probed = { kind, name: deviceNames[kind] }
  try {
    let difference = 0
    const counts: (OperatorCounts | undefined)[] = []
    for (const probe of kind === 'webgpu' ? [plainProbe, attentionProbe] : [plainProbe]) {
      const [here, expected] = [await runProbe(device, probe), await runProbe(cpuDevice, probe)]
      counts.push(here.operators)
      difference = here.answer.reduce(
        (most, x, i) => Math.max(most, Math.abs(x - expected.answer[i])),
        difference,
      )
    }
    const operators = addCounts(counts)
    const told = { ...probed, ...(operators && { operators }) }
    const reason = faultIn(kind, difference, operators)
    if (reason === undefined) return { ...told, available: true }
    return { ...told, available: false, reason, fix: { kind: 'fix', what: 'update-card-driver' } }
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown)
    return { ...probed, available: false, reason: reasonIn(said), fix: fixes[kind] }
  }
}

/**
 * What is wrong with what a device computed.
 * @param difference the most by which its answer differs from the processor's
 * @param operators how many of the test's each device computed; undefined where nobody could tell
 */
export function faultIn(
  kind: DeviceKind,
  difference: number,
  operators?: OperatorCounts,
): Notice | undefined {
  if (operators !== undefined && operators[kind] === undefined) return { kind: 'device-idle' }
  if (difference <= tolerance) return undefined
  return { kind: 'device-differs', difference: Number(difference.toFixed(2)) }
}

/** What of a device is missing, as can be told before it computes; undefined where it may compute. */
export function missingDevice(device: Device, isWanted: boolean): ProbedDevice | undefined {
  const { kind } = device
  const obstacle = obstacleOf(device, isWanted)
  return obstacle && { kind, name: deviceNames[kind], available: false, ...obstacle }
}

/**
 * Linux offers WebGPU on the processor as well, which is slower than the processor itself.
 * @returns true where it cannot be told without asking
 */
function hasGraphicsCard(): boolean {
  if (process.platform !== 'linux') return true
  const renders = existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'))
  return renders || ['/dev/nvidia0', '/dev/dxg'].some((file) => existsSync(file))
}

/** What is in the way before ONNX Runtime is asked. CUDA brings a runtime of its own, which is taken from here on. */
function obstacleOf({ kind }: Device, isWanted: boolean): Obstacle | undefined {
  const only = ({ directml: 'Windows', coreml: 'macOS' } as const)[kind as 'directml' | 'coreml'] as
    | 'Windows'
    | 'macOS'
    | undefined
  if (only !== undefined && process.platform !== (only === 'Windows' ? 'win32' : 'darwin'))
    return {
      reason: { kind: 'device-elsewhere', device: kind, platform: only },
      fix: elsewhereFix(isWanted),
    }
  if (kind === 'webgpu' && !isWanted && !hasGraphicsCard())
    return { reason: noCardForWebGpu, fix: fixes.webgpu }
  if (kind !== 'cuda') return undefined
  const obstacle = cudaObstacle(undefined, isWanted)
  if (obstacle !== undefined) return obstacle
  if (useRuntime(cudaRuntimeFile())) return undefined
  return {
    reason: { kind: 'runtime-taken' },
    fix: { kind: 'fix', what: 'restart-parley' },
  }
}

/** What to do where a device is there and does not compute. */
export const fixes: Readonly<Record<DeviceKind, Notice>> = {
  cuda: { kind: 'fix', what: 'repeat-cuda', command: setupCudaCommand },
  webgpu:
    process.platform === 'linux'
      ? {
          ...({ kind: 'fix', what: 'install-vulkan' } as const),
          command: 'sudo apt install libvulkan1 mesa-vulkan-drivers',
        }
      : { kind: 'fix', what: 'update-card-driver' },
  directml: { kind: 'fix', what: 'update-windows' },
  coreml: { kind: 'fix', what: 'update-macos' },
  cpu: { kind: 'fix', what: 'install-parley' },
}

/** What ONNX Runtime says, without where in its sources it says it. */
export function reasonIn(said: string): Notice {
  const missing = /(\S+\.(?:so[.\d]*|dll|dylib)): cannot open shared object file/.exec(said)
  if (missing !== null) return { kind: 'library-missing', file: missing[1].split('/').at(-1)! }
  if (said.includes('Failed to get a WebGPU adapter')) return noCardForWebGpu
  if (/not (supported|enabled) in this build/.test(said)) return { kind: 'device-not-built' }
  const cuda = /CUDA failure \d+: ([^;]+?) *;/.exec(said)
  if (cuda !== null) return { kind: 'cuda-failed', detail: cuda[1] }
  const lines = said.split('\n').map((line) => line.trim())
  const line = lines.find((each) => each !== '') ?? said
  const plain = line.replace(/^.*\.(?:cc|h|cpp):\d+ .*?\) /, '').replace(/^\w+ provider failed: /, '')
  return { kind: 'as-told', text: plain.endsWith('.') ? plain : `${plain}.` }
}

interface Probe {
  readonly graph: () => Uint8Array
  readonly input: Float32Array
  readonly shape: readonly number[]
}

const plainProbe: Probe = { graph: probeGraph, input: probeInput, shape: [1, 48, 64] }
/** Where drivers of many makers compile the kernels, a decoder's attention was seen to be compiled wrongly. */
const attentionProbe: Probe = { graph: attentionGraph, input: attentionInput, shape: [1, 64, 256] }

async function runProbe(
  device: Device,
  { graph, input: values, shape }: Probe,
): Promise<{ answer: Float32Array; operators: OperatorCounts | undefined }> {
  const session = await Session.load('the probe', { device, graph: graph(), countsOperators: true })
  const input = Value.from(values.slice(), shape)
  const binding = session.bind()
  let between: Value | undefined
  try {
    between = session.allocate('float32', shape)
    binding.input('x', input)
    binding.output('y', between)
    await binding.run()
    binding.input('x', between)
    binding.outputTo('y', 'Cpu')
    await binding.run()
    const output = binding.takeOutputs().get('y')
    if (output === undefined) throw new AppError('inference-failed', { kind: 'device-silent' })
    try {
      return { answer: output.read() as Float32Array, operators: session.operators }
    } finally {
      output.release()
    }
  } finally {
    binding.release()
    between?.release()
    input.release()
    session.release()
  }
}
