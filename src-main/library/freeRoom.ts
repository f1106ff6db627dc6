import { freeHostBytes } from '../engine/models/freeMemory'
import { readNvml } from '../engine/onnx/nvml'
import { freeBytes } from '../models/diskSpace'
import type { FreeRoom } from './suggestedModels'

/** Looks at what this computer has free now. Asks nobody else. @param modelsDir where models lie, or will */
export async function freeRoom(modelsDir: string): Promise<FreeRoom> {
  const nvml = readNvml()
  const onCards = 'cards' in nvml ? nvml.cards.map((card) => card.freeBytes ?? 0) : []
  return {
    cardBytes: Math.max(0, ...onCards),
    memoryBytes: freeHostBytes(),
    diskBytes: await freeBytes(modelsDir).catch(() => undefined),
  }
}
