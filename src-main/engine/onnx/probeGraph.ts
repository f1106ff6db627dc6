import { ProtobufWriter } from './protobuf'

/** Rows [48, 64] that differ from one another, small enough to stay so under attention. */
export const probeInput = Float32Array.from({ length: 48 * 64 }, (_, i) => Math.sin(i * 0.7 + (i % 64)) / 4)

/** A prompt of 64 tokens [64, 256]: prompts of 32 and more take other kernels than short ones on some cards. */
export const attentionInput = Float32Array.from({ length: 64 * 256 }, (_, i) => Math.sin(i * 0.7 + (i % 256)))

const [float32, int32] = [1, 6]
const [nodeField, initializerField, graphField] = [1, 5, 7]

/** A model of attention in its plain operators: y = softmax(x xᵀ) x, over x [1, 48, 64]. Field numbers are onnx.proto's. */
export function probeGraph(): Uint8Array {
  return modelOf([1, 48, 64], (graph) => {
    node(graph, 'Transpose', ['x'], ['turned'], (made) =>
      made.message(5, (attribute) => attribute.string(1, 'perm').int(8, 0).int(8, 2).int(8, 1).int(20, 7)),
    )
    node(graph, 'MatMul', ['x', 'turned'], ['scores'])
    node(graph, 'Softmax', ['scores'], ['weights'])
    node(graph, 'MatMul', ['weights', 'x'], ['y'])
  })
}

/** A model of a decoder's attention, ONNX Runtime's GroupQueryAttention: two heads of 128, over x [1, 64, 256]. */
export function attentionGraph(): Uint8Array {
  return modelOf([1, 64, 256], (graph) => {
    node(graph, 'Split', ['x', 'halves'], ['key', 'value'], (made) =>
      made.message(5, (attribute) => attribute.string(1, 'axis').int(3, 2).int(20, 2)),
    )
    const inputs = ['x', 'key', 'value', '', '', 'lastPlace', 'tokens']
    node(graph, 'GroupQueryAttention', inputs, ['y', 'keys', 'values'], (made) => {
      made.message(5, (attribute) => attribute.string(1, 'num_heads').int(3, 2).int(20, 2))
      made.message(5, (attribute) => attribute.string(1, 'kv_num_heads').int(3, 1).int(20, 2))
      made.string(7, 'com.microsoft')
    })
    numbers(graph, 'halves', 7, [2], BigInt64Array.of(128n, 128n))
    numbers(graph, 'lastPlace', int32, [1], Int32Array.of(63))
    numbers(graph, 'tokens', int32, [1], Int32Array.of(64))
  })
}

/** A model of one input `x` and one output `y` of the same shape. */
function modelOf(shape: readonly number[], fill: (graph: ProtobufWriter) => void): Uint8Array {
  const model = new ProtobufWriter()
  model.int(1, 8) // ir_version
  model.message(graphField, (graph) => {
    fill(graph)
    graph.string(2, 'probe')
    for (const [field, name] of [
      [11, 'x'],
      [12, 'y'],
    ] as const)
      graph.message(field, (value) =>
        value.string(1, name).message(2, (type) =>
          type.message(1, (tensor) =>
            tensor.int(1, float32).message(2, (sizes) => {
              for (const size of shape) sizes.message(1, (dim) => dim.int(1, size))
            }),
          ),
        ),
      )
  })
  model.message(8, (opset) => opset.string(1, '').int(2, 17))
  model.message(8, (opset) => opset.string(1, 'com.microsoft').int(2, 1))
  return model.finish()
}

function numbers(
  graph: ProtobufWriter,
  name: string,
  type: number,
  shape: readonly number[],
  values: Int32Array | BigInt64Array,
): void {
  graph.message(initializerField, (tensor) => {
    for (const size of shape) tensor.int(1, size)
    tensor.int(2, type).string(8, name)
    tensor.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  })
}

function node(
  graph: ProtobufWriter,
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  more: (made: ProtobufWriter) => void = () => undefined,
): void {
  graph.message(nodeField, (made) => {
    for (const input of inputs) made.string(1, input)
    for (const output of outputs) made.string(2, output)
    made.string(4, operator)
    more(made)
  })
}
