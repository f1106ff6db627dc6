import { ProtobufWriter } from './protobuf'

/** Rows [48, 64] that differ from one another, small enough to stay so under attention. */
export const probeInput = Float32Array.from({ length: 48 * 64 }, (_, i) => Math.sin(i * 0.7 + (i % 64)) / 4)

const float32 = 1
const [nodeField, graphField] = [1, 7]

/** A model of attention in its plain operators: y = softmax(x xᵀ) x, over x [1, 48, 64]. Field numbers are onnx.proto's. */
export function probeGraph(): Uint8Array {
  const model = new ProtobufWriter()
  model.int(1, 8) // ir_version
  model.message(graphField, (graph) => {
    node(graph, 'Transpose', ['x'], 'turned', (attribute) =>
      attribute.string(1, 'perm').int(8, 0).int(8, 2).int(8, 1).int(20, 7),
    )
    node(graph, 'MatMul', ['x', 'turned'], 'scores')
    node(graph, 'Softmax', ['scores'], 'weights')
    node(graph, 'MatMul', ['weights', 'x'], 'y')
    graph.string(2, 'probe')
    for (const [field, name] of [
      [11, 'x'],
      [12, 'y'],
    ] as const)
      graph.message(field, (value) =>
        value.string(1, name).message(2, (type) =>
          type.message(1, (tensor) =>
            tensor.int(1, float32).message(2, (shape) => {
              for (const size of [1, 48, 64]) shape.message(1, (dim) => dim.int(1, size))
            }),
          ),
        ),
      )
  })
  model.message(8, (opset) => opset.string(1, '').int(2, 17))
  return model.finish()
}

function node(
  graph: ProtobufWriter,
  operator: string,
  inputs: readonly string[],
  output: string,
  attribute?: (attribute: ProtobufWriter) => void,
): void {
  graph.message(nodeField, (made) => {
    for (const input of inputs) made.string(1, input)
    made.string(2, output).string(4, operator)
    if (attribute !== undefined) made.message(5, attribute)
  })
}
