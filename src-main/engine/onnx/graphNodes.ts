import { readProtobuf, type ProtobufField } from './protobuf'

/** Field numbers of onnx.proto. */
export const modelGraph = 7
export const graphField = { node: 1, initializer: 5, output: 12 }
export const nodeField = { input: 1, output: 2, opType: 4 }

/** One operation of a graph. */
export interface GraphNode {
  readonly field: ProtobufField
  readonly opType: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** The operations among the fields of a graph, in their order. */
export function readNodes(graph: Iterable<ProtobufField>): GraphNode[] {
  return [...graph].filter(({ field }) => field === graphField.node).map(readNode)
}

export function textOf({ bytes }: ProtobufField): string {
  return new TextDecoder().decode(bytes)
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
