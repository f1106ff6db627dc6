import path from 'node:path'
import { graphBytes } from '../../../onnx/graphBytes'
import { kokoroGraph } from './kokoroFiles'

/** What eight-bit weights take once they are floats, in sizes of their file. Measured with the public file. */
const asFloats = 3.2

/**
 * Its weights and what it computes in: a sentence of 510 phonemes is some 30 s of sound at a few hundred channels.
 * @returns 0 where there is nothing to load: loading it says why
 */
export function kokoroBytes(voiceDir: string): number {
  const graph = kokoroGraph(voiceDir)
  const weights = graph === undefined ? undefined : weightBytes(graph)
  return weights === undefined ? 0 : weights + 300e6
}

function weightBytes(graph: string): number | undefined {
  const isEightBit = /int8|quantized|q8/.test(path.basename(graph))
  try {
    return graphBytes(graph) * (isEightBit ? asFloats : 1)
  } catch {
    return undefined
  }
}
