import { graphField, nameOf, readNodes, rewriteModel, type GraphNode } from './graphNodes'
import { ProtobufWriter, readProtobuf } from './protobuf'

/** Field of a graph: descriptions of values within it. */
const innerValue = 13
const int64 = 7

/** The name of the output that tells durations, where a graph has one of its own. */
export const ownDurations = ['duration', 'durations', 'pred_dur']

/**
 * Rewrites a graph that rounds durations on its way (Round, Clip, Cast: a StyleTTS of the kind of Kokoro) so that it puts
 * them out: whole numbers of frames, one a token. It computes them anyway.
 *
 * @param model an ONNX model
 * @returns the rewritten model and the output's name; undefined where it has no such place or more than one, has such an
 *   output already, or is damaged, of which loading it tells more
 */
export function toldDurations(model: Uint8Array): { model: Uint8Array; output: string } | undefined {
  let output: string | undefined
  const rewritten = rewriteModel(model, (graph) => {
    const fields = [...readProtobuf(graph)]
    const outputs = fields.filter(({ field }) => field === graphField.output).map(nameOf)
    if (outputs.some((name) => ownDurations.includes(name))) return undefined
    const found = durationsIn(readNodes(fields))
    if (found === undefined || outputs.includes(found)) return undefined
    output = found
    const described = fields.find((field) => field.field === innerValue && nameOf(field) === found)
    const writer = new ProtobufWriter()
    for (const field of fields) if (field !== described) writer.copy(field)
    writer.message(graphField.output, (info) => {
      if (described) for (const part of readProtobuf(described.bytes)) info.copy(part)
      else info.string(1, found).message(2, (type) => type.message(1, (tensor) => tensor.int(1, int64)))
    })
    return writer
  })
  return rewritten && output !== undefined ? { model: rewritten, output } : undefined
}

function durationsIn(nodes: readonly GraphNode[]): string | undefined {
  const readersOf = (name: string, opType: string): GraphNode[] =>
    nodes.filter((node) => node.opType === opType && node.inputs[0] === name)
  const found = nodes
    .filter(({ opType }) => opType === 'Round')
    .flatMap(({ outputs }) => readersOf(outputs[0], 'Clip'))
    .flatMap(({ outputs }) => readersOf(outputs[0], 'Cast'))
  return found.length === 1 ? found[0].outputs[0] : undefined
}
