import { int, OnnxGraph } from '../../../models/export/onnxGraph'
import { writeOnnx } from '../../../models/export/writeOnnx'

export interface EndOfTurnShape {
  /** What it says of everything. */
  readonly probability: number
  readonly bands?: number
  readonly inputName?: string
}

/** Writes a model of Smart Turn v3's interface that has made up its mind. Returns the file. */
export function writeEndOfTurn(file: string, shape: EndOfTurnShape): string {
  const { probability, bands = 80, inputName = 'input_features' } = shape
  const graph = new OnnxGraph('end-of-turn')
  graph.input(inputName, 'f32', ['batch', bands, 800])
  const constants = { said: probability, nothing: 0 }
  for (const [name, value] of Object.entries(constants))
    graph.constant({ name, type: 'f32', dims: [1, 1], read: () => Float32Array.of(value) })
  graph.node('ReduceMean', [inputName, graph.shape([2])], 'overTime', { keepdims: int(0) })
  graph.node('ReduceMean', ['overTime', graph.shape([1])], 'mean', { keepdims: int(1) })
  graph.node('Mul', ['mean', 'nothing'], 'none')
  graph.node('Add', ['none', 'said'], 'logits')
  graph.output('logits', 'f32', ['batch', 1])
  writeOnnx(graph, file)
  return file
}
