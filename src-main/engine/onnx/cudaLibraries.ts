import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Notice } from '@contract'
import { variable } from '../files/dataDir'
import { ownCommand } from '../files/ownCommand'
import { cudaDir } from './cudaDir'
import { cudaLibraries, cudaMajor, isFoundByName, oldestDriver } from './cudaPieces'
import { readCudaRecords } from './cudaRecord'
import { driverLibrary } from './driverLibrary'
import { native } from './native'
import { untrustedCuda } from './untrustedCuda'

/** Why something does not work, and what to do about it. */
export interface Obstacle {
  readonly reason: Notice
  readonly fix: Notice
}

export const setupCudaCommand = ownCommand('setup:cuda')

const fetchThem: Notice = { kind: 'fix', what: 'fetch-cuda', command: setupCudaCommand }

const fetchAnew: Notice = { kind: 'fix', what: 'fetch-cuda-anew', command: setupCudaCommand }

/** ONNX Runtime with the CUDA provider beside it; where it would be when it has not been fetched. */
export function cudaRuntimeFile(folder = cudaDir()): string {
  return path.join(folder, platformLibraries()?.runtime ?? '')
}

/** What to do about a device that this system cannot have. @param isWanted whether that one and no other was asked for */
export function elsewhereFix(isWanted: boolean): Notice {
  return { kind: 'fix', what: isWanted ? 'choose-auto' : 'nothing' }
}

/**
 * Loads the driver and every library that the CUDA provider needs, the fetched ones or the system's.
 * @param isWanted whether CUDA and no other device was asked for
 * @returns the first thing that is in the way; undefined when all are loaded
 */
export function cudaObstacle(folder = cudaDir(), isWanted = false): Obstacle | undefined {
  const libraries = platformLibraries()
  if (libraries === undefined)
    return {
      reason: { kind: 'no-cuda', platform: process.platform, arch: process.arch },
      fix: elsewhereFix(isWanted),
    }
  const driver = driverObstacle()
  if (driver !== undefined) return driver
  const absent = [libraries.runtime, ...libraries.provider].find(
    (name) => !existsSync(path.join(folder, name)),
  )
  if (absent !== undefined)
    return { reason: { kind: 'library-missing', file: absent, folder }, fix: fetchThem }
  const untrusted = untrustedCuda(folder)
  if (untrusted !== undefined) return { reason: untrusted, fix: fetchAnew }
  const fetched = new Set([...readCudaRecords(folder).values()].flat().map(({ name }) => name))
  // Whoever names a folder of libraries by the variable may have filled it otherwise than Parley does.
  const isOwnFolder = fetched.size === 0 && variable(process.env, 'PARLEY_CUDA_DIR') !== undefined
  const isMine = (name: string): boolean => isOwnFolder || fetched.has(name)
  const foreign = [libraries.runtime, ...libraries.provider].find((name) => !isMine(name))
  if (foreign !== undefined)
    return { reason: { kind: 'library-foreign', file: path.join(folder, foreign) }, fix: fetchAnew }
  const inFolder = readdirSync(folder).filter(isMine)
  for (const name of libraries.needs) {
    // Windows would look for a bare name where the program was started, too; elsewhere the system's own may do.
    const isBare = !inFolder.includes(name) && process.platform !== 'win32'
    const failure = load(isBare ? name : path.join(folder, name))
    if (failure !== undefined)
      return {
        reason: { kind: 'library-not-loaded', file: name, detail: failure },
        fix: fetchThem,
      }
  }
  for (const name of inFolder.filter(isFoundByName)) load(path.join(folder, name))
  return undefined
}

/** What is in the way of using an NVIDIA card at all. */
export function driverObstacle(): Obstacle | undefined {
  // CUDA counts the fastest card as the first, unless it is told to count as NVML does.
  process.env.CUDA_DEVICE_ORDER ??= 'PCI_BUS_ID'
  const file = driverLibrary('cuda')
  const failure = load(file)
  if (failure !== undefined)
    return {
      reason: { kind: 'nvidia-none', detail: `${file}: ${failure}` },
      fix: { kind: 'fix', what: 'install-nvidia', commands: driverInstallers },
    }
  const cuda = loaded.get(file)!
  const status = Number(cuda.func('int cuInit(unsigned int)')(0))
  if (status !== 0) {
    const reason: Notice =
      status === 100 ? { kind: 'nvidia-no-card' } : { kind: 'nvidia-fails', detail: `cuInit: ${status}` }
    return { reason, fix: { kind: 'fix', what: 'restart-computer' } }
  }
  const version: [number] = [0]
  cuda.func('int cuDriverGetVersion(_Out_ int*)')(version)
  const [speaks] = version
  if (speaks >= cudaMajor * 1000) return undefined
  return {
    reason: {
      kind: 'nvidia-old',
      speaks: `${Math.floor(speaks / 1000)}.${(speaks % 1000) / 10}`,
      needed: `${cudaMajor}`,
    },
    fix: { kind: 'fix', what: 'update-nvidia', commands: driverInstallers, version: `${oldestDriver}` },
  }
}

/** What brings the driver: a page, or the commands of the systems that have one. */
const driverInstallers =
  process.platform === 'win32'
    ? ['nvidia.com/drivers']
    : [
        'sudo ubuntu-drivers install (Ubuntu)',
        'sudo apt install nvidia-driver (Debian)',
        'sudo dnf install akmod-nvidia (Fedora)',
      ]

/** CUDA's runtime by its name, under which the system finds it once it is loaded; undefined where there is none. */
export function cudaRuntimeLibrary(): string | undefined {
  return platformLibraries()?.needs.find((name) => name.includes('cudart'))
}

function platformLibraries(): (typeof cudaLibraries)[string] {
  return cudaLibraries[`${process.platform}-${process.arch}`]
}

/** Libraries stay loaded as long as the process: those that come later find them by name. */
const loaded = new Map<string, ReturnType<typeof native.load>>()

/** @returns why it could not be loaded, in the linker's words; undefined when it is loaded */
function load(file: string): string | undefined {
  if (loaded.has(file)) return undefined
  try {
    loaded.set(file, native.load(file))
    return undefined
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown)
    return said.replace(/^Failed to load shared library: /, '').replace(/\.$/, '')
  }
}
