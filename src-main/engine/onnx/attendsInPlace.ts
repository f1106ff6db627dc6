import { modelGraph, readNodes } from './graphNodes'
import { readProtobuf } from './protobuf'

/**
 * Whether past and present of a decoder may share one memory of fixed capacity: GroupQueryAttention is told how much of
 * it is filled. Nothing else may look at the past, since it would take the capacity for the length.
 * @param model an ONNX model; of a damaged one loading it tells more
 */
export function attendsInPlace(model: Uint8Array): boolean {
  try {
    const graph = [...readProtobuf(model)].find(({ field }) => field === modelGraph)
    if (graph === undefined) return false
    const readers = readNodes(readProtobuf(graph.bytes)).filter(({ inputs }) =>
      inputs.some((input) => input.startsWith('past_key_values.')),
    )
    return readers.length > 0 && readers.every(({ opType }) => opType === 'GroupQueryAttention')
  } catch (failure) {
    if (failure instanceof RangeError) return false
    throw failure
  }
}
