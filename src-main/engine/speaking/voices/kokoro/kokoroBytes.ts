import path from 'node:path'
import { graphBytes } from '../../../onnx/graphBytes'
import { kokoroGraph } from './kokoroFiles'
import { kokoroMemoryBytes } from './kokoroMemoryBytes'

/**
 * What the Kokoro in a directory takes of memory.
 * @returns 0 where there is nothing to load: loading it says why
 */
export function kokoroBytes(voiceDir: string): number {
  const graph = kokoroGraph(voiceDir)
  if (graph === undefined) return 0
  try {
    return kokoroMemoryBytes(path.basename(graph), graphBytes(graph))
  } catch {
    return 0
  }
}
