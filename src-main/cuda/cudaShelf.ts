import { AppError, type ModelCard, type Notice } from '@contract'
import { cudaDir } from '../engine/onnx/cudaDir'
import { oldestDriver, type CudaPiece } from '../engine/onnx/cudaPieces'
import type { Nvml } from '../engine/onnx/nvml'
import { tryLock } from '../models/directoryLock'
import { bytesHere, bytesOf, isComplete, platformPieces, removePieces } from './cudaFolder'
import { unpackedFactor } from './fetchCuda'

/** Under this name the libraries are asked for where models are. */
export const cudaId = 'nvidia-cuda'

export interface CudaShelf {
  /** Undefined where no NVIDIA card could use them. */
  card(): Promise<ModelCard | undefined>
  /** @throws busy while a process fetches them, or uses them on Windows */
  remove(): Promise<void>
}

export interface CudaShelfOptions {
  readonly folder?: string
  readonly pieces?: readonly CudaPiece[]
  readonly nvml?: () => Promise<Nvml>
}

/** The CUDA libraries as a card beside those of models: fetched and removed like one. */
export function cudaShelf({
  folder = cudaDir(),
  pieces = platformPieces(),
  nvml = driverNvml,
}: CudaShelfOptions = {}): CudaShelf {
  let found: Promise<Nvml> | undefined
  return {
    async card() {
      if (pieces === undefined) return undefined
      const answer = await (found ??= nvml())
      if (!('cards' in answer) || answer.cards.length === 0) return undefined
      const [{ name }] = answer.cards
      const sizeBytes = bytesOf(pieces)
      const doneBytes = await bytesHere(folder, pieces)
      return {
        ...{ id: cudaId, name: 'NVIDIA CUDA', variant: '', kind: 'cuda', sizeBytes, doneBytes },
        about: { kind: 'about-cuda', card: name, diskBytes: sizeBytes * unpackedFactor },
        licence: 'NVIDIA Software License Agreement, MIT',
        source: 'pypi.org',
        ...{ isOwnDirectory: false, isSizeApproximate: false, inUse: false },
        state: isComplete(folder, pieces) ? 'ready' : doneBytes > 0 ? 'partial' : 'absent',
        obstacle: driverObstacle(answer.driver),
      }
    },
    async remove() {
      const lock = await tryLock(`${folder}.lock`)
      if (lock === undefined)
        throw new AppError(
          'busy',
          { kind: 'being-fetched', name: 'CUDA' },
          {
            retryable: true,
          },
        )
      try {
        await removePieces(folder, pieces ?? [])
      } catch (cause) {
        throw new AppError('busy', { kind: 'cuda-in-use', folder }, { retryable: true, cause })
      } finally {
        await lock.release()
      }
    },
  }
}

/** Only when it is asked: it loads the driver's library into this process. */
async function driverNvml(): Promise<Nvml> {
  try {
    const { readNvml } = await import('../engine/onnx/nvml')
    return readNvml()
  } catch (thrown) {
    return { reason: { kind: 'nvidia-fails', detail: String(thrown) } }
  }
}

function driverObstacle(driver: string): Notice | undefined {
  const major = Number.parseInt(driver, 10)
  if (!(major < oldestDriver)) return undefined
  return { kind: 'driver-too-old', driver, oldest: `${oldestDriver}` }
}
