import { activationConstant, halfWeight, readFourBit } from './layers'
import type { Precision, WeightSource } from './layers'
import { int, OnnxGraph } from './onnxGraph'
import { blockSize, blocksPerRow } from './quantize'
import type { VoxtralGeometry } from './voxtralGeometry'

export const embeddingName = 'language_model.model.embed_tokens.weight'

/** `input_ids` i64 [batch, sequence] -> `inputs_embeds` f32 [batch, sequence, hiddenSize]. */
export function embedTokensGraph(
  { text }: Pick<VoxtralGeometry, 'text'>,
  weights: WeightSource,
  precision: Precision,
): OnnxGraph {
  const graph = new OnnxGraph('embed_tokens')
  const ids = graph.input('input_ids', 'i64', ['batch_size', 'sequence_length'])
  graph.output('inputs_embeds', 'f32', ['batch_size', 'sequence_length', text.hiddenSize])
  const shape = [text.vocabSize, text.hiddenSize] as const
  if (precision.weights === 'q4') {
    const matrix = readFourBit(weights, embeddingName, ...shape)
    const blocks = blocksPerRow(text.hiddenSize)
    const packed = graph.constant({
      name: `${embeddingName}_q4`,
      type: 'u8',
      dims: [text.vocabSize, (blocks * blockSize) / 2],
      read: () => matrix().packed,
    })
    const scaleDims = [text.vocabSize, blocks]
    const scales = activationConstant(graph, precision, 'scales', scaleDims, () => matrix().scales)
    const attributes = {
      bits: int(4),
      block_size: int(blockSize),
      gather_axis: int(0),
      quantize_axis: int(1),
    }
    const blockRows = graph.node('GatherBlockQuantized', [packed, ids, scales], 'rows', attributes)
    const isWhole = text.hiddenSize % blockSize === 0
    const rows = isWhole ? blockRows : cutRows(graph, blockRows, text.hiddenSize)
    graph.cast(rows, 'f32', 'inputs_embeds')
    return graph
  }
  if (precision.weights === 'f32') {
    const read = (): Float32Array => weights.read(embeddingName, shape)
    const table = graph.constant({ name: embeddingName, type: 'f32', dims: shape, read })
    graph.node('Gather', [table, ids], 'inputs_embeds', { axis: int(0) })
    return graph
  }
  // Rows are made float32 after they are looked up, so that the table itself stays small in memory.
  const table = halfWeight({ graph, weights }, embeddingName, embeddingName, shape)
  graph.cast(graph.node('Gather', [table, ids], 'rows', { axis: int(0) }), 'f32', 'inputs_embeds')
  return graph
}

/** Rows are filled up to whole blocks; what fills them is cut off again. */
function cutRows(graph: OnnxGraph, rows: string, hiddenSize: number): string {
  const [start, end, axis] = [0, hiddenSize, 2].map((each) => graph.shape([each]))
  return graph.node('Slice', [rows, start, end, axis], 'cut_rows')
}
