import { ProtobufWriter, readProtobuf, type ProtobufField } from './protobuf'

/** Field numbers of onnx.proto. */
export const modelGraph = 7
export const graphField = { node: 1, initializer: 5, input: 11, output: 12 }
export const nodeField = { input: 1, output: 2, opType: 4, attribute: 5 }
export const tensorField = { dims: 1, type: 2, name: 8, raw: 9, external: 13 }
export const entryField = { key: 1, value: 2 }

/** One operation of a graph. */
export interface GraphNode {
  readonly field: ProtobufField
  readonly opType: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/**
 * A model with another graph in place of its own. Weights beside it stay as they are.
 * @param rewrite the new graph, or undefined where the old one is no such graph
 * @returns undefined as `rewrite`, and when the file is damaged, of which loading it tells more
 */
export function rewriteModel(
  model: Uint8Array,
  rewrite: (graph: Uint8Array) => ProtobufWriter | undefined,
): Uint8Array | undefined {
  try {
    const fields = [...readProtobuf(model)]
    const graph = fields.find(({ field }) => field === modelGraph)
    const rewritten = graph && rewrite(graph.bytes)
    if (rewritten === undefined) return undefined
    const writer = new ProtobufWriter()
    for (const field of fields) {
      if (field === graph) writer.nested(modelGraph, rewritten)
      else writer.copy(field)
    }
    return writer.finish()
  } catch (failure) {
    if (failure instanceof RangeError) return undefined
    throw failure
  }
}

/** The operations among the fields of a graph, in their order. */
export function readNodes(graph: Iterable<ProtobufField>): GraphNode[] {
  return [...graph].filter(({ field }) => field === graphField.node).map(readNode)
}

/** The name of a description of a graph's input or output. */
export function nameOf(field: ProtobufField): string {
  for (const part of readProtobuf(field.bytes)) if (part.field === 1) return textOf(part)
  return ''
}

export function textOf({ bytes }: ProtobufField): string {
  return new TextDecoder().decode(bytes)
}

/** Where a tensor's bytes lie in another file: `location`, `offset` and `length`; empty where they are in the graph. */
export function externalEntries(tensor: ProtobufField): Map<string, string> {
  const entries = new Map<string, string>()
  for (const part of readProtobuf(tensor.bytes)) {
    if (part.field !== tensorField.external) continue
    const texts = new Map([...readProtobuf(part.bytes)].map((of) => [of.field, textOf(of)]))
    entries.set(texts.get(entryField.key) ?? '', texts.get(entryField.value) ?? '')
  }
  return entries
}

function readNode(field: ProtobufField): GraphNode {
  const inputs: string[] = []
  const outputs: string[] = []
  let opType = ''
  for (const part of readProtobuf(field.bytes)) {
    if (part.field === nodeField.input) inputs.push(textOf(part))
    if (part.field === nodeField.output) outputs.push(textOf(part))
    if (part.field === nodeField.opType) opType = textOf(part)
  }
  return { field, opType, inputs, outputs }
}

/** Writes the names that an operation reads. */
export function writeInputs(writer: ProtobufWriter, names: readonly string[]): void {
  for (const name of names) writer.string(nodeField.input, name)
}
