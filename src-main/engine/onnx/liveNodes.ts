import { nodeField, type GraphNode } from './graphNodes'
import { readProtobuf } from './protobuf'

/** The nodes that have a part in a graph's outputs, and the names of all values that they read. */
export function liveNodes(
  nodes: readonly GraphNode[],
  outputs: readonly string[],
): { live: Set<GraphNode>; needed: Set<string> } {
  const needed = new Set(outputs)
  const live = new Set<GraphNode>()
  for (const node of nodes.toReversed()) {
    // ONNX wants nodes in the order of evaluation: whoever reads this one has been seen.
    if (!node.outputs.some((name) => needed.has(name))) continue
    live.add(node)
    for (const name of node.inputs) needed.add(name)
  }
  return { live, needed }
}

/** Graphs inside of nodes, as `If` has them, read names that are not among the inputs of those nodes. */
export function hasInnerGraph({ field }: GraphNode): boolean {
  const innerGraph = [6, 11]
  return [...readProtobuf(field.bytes)].some(
    (part) =>
      part.field === nodeField.attribute &&
      [...readProtobuf(part.bytes)].some((of) => innerGraph.includes(of.field)),
  )
}
