import { castTo, layerNorm, linear, weight } from './layers'
import type { LayerContext, Precision, WeightSource } from './layers'
import { float, int, ints, OnnxGraph } from './onnxGraph'
import type { VoxtralGeometry } from './voxtralGeometry'

/**
 * Whisper's encoder and Voxtral's projector:
 * `audio_values` f32 [batch, melBins, 2 * positions] -> `audio_features` f32 [batch * positions / framesPerToken, hiddenSize].
 */
export function audioEncoderGraph(
  { audio, text }: VoxtralGeometry,
  weights: WeightSource,
  precision: Precision,
): OnnxGraph {
  const graph = new OnnxGraph('audio_encoder')
  const context: LayerContext = { graph, weights, precision }
  const size = audio.hiddenSize
  const values = graph.input('audio_values', 'f32', ['batch_size', audio.melBins, 2 * audio.positions])

  const mel = castTo(graph, values, 'f32', precision.activations)
  const first = convolution(context, mel, 'audio_tower.conv1', [size, audio.melBins, 3], 1)
  const second = convolution(context, first, 'audio_tower.conv2', [size, size, 3], 2)
  const frames = graph.node('Transpose', [second], 'frames', { perm: ints([0, 2, 1]) })
  const positions = weight(context, 'audio_tower.embed_positions.weight', [audio.positions, size])
  let hidden = graph.node('Add', [frames, positions], 'frames_with_positions')
  for (let layer = 0; layer < audio.layers; layer++) {
    hidden = encoderLayer(context, hidden, `audio_tower.layers.${layer}`, audio)
  }
  hidden = layerNorm(context, hidden, 'audio_tower.layer_norm', size)

  const grouped = size * audio.framesPerToken
  const groups = graph.node('Reshape', [hidden, graph.shape([-1, grouped])], 'frame_groups')
  const projector = 'multi_modal_projector'
  const inner = linear(context, groups, `${projector}.linear_1`, [text.hiddenSize, grouped])
  const active = graph.node('Gelu', [inner], `${projector}.act`)
  const features = linear(context, active, `${projector}.linear_2`, [text.hiddenSize, text.hiddenSize])
  graph.cast(features, 'f32', 'audio_features')
  graph.output('audio_features', 'f32', ['num_audio_tokens', text.hiddenSize])
  return graph
}

function convolution(
  context: LayerContext,
  input: string,
  name: string,
  shape: readonly [number, number, number],
  stride: number,
): string {
  const kernel = weight(context, `${name}.weight`, shape)
  const bias = weight(context, `${name}.bias`, [shape[0]])
  const attributes = { kernel_shape: ints([shape[2]]), strides: ints([stride]), pads: ints([1, 1]) }
  const output = context.graph.node('Conv', [input, kernel, bias], `${name}.output`, attributes)
  return context.graph.node('Gelu', [output], `${name}.gelu`)
}

function encoderLayer(
  context: LayerContext,
  input: string,
  name: string,
  audio: VoxtralGeometry['audio'],
): string {
  const { graph } = context
  const size = audio.hiddenSize
  const square = [size, size] as const
  const attention = `${name}.self_attn`
  const normed = layerNorm(context, input, `${name}.self_attn_layer_norm`, size)
  const query = linear(context, normed, `${attention}.q_proj`, square, { bias: true })
  const key = linear(context, normed, `${attention}.k_proj`, square)
  const value = linear(context, normed, `${attention}.v_proj`, square, { bias: true })
  const attended = graph.node('MultiHeadAttention', [query, key, value], `${attention}.output`, {
    num_heads: int(audio.heads),
    scale: float((size / audio.heads) ** -0.5),
  })
  const projected = linear(context, attended, `${attention}.out_proj`, square, { bias: true })
  const residual = graph.node('Add', [input, projected], `${attention}.residual`)

  const normedAgain = layerNorm(context, residual, `${name}.final_layer_norm`, size)
  const wide = linear(context, normedAgain, `${name}.fc1`, [audio.ffnSize, size], { bias: true })
  const active = graph.node('Gelu', [wide], `${name}.act`)
  const narrow = linear(context, active, `${name}.fc2`, [size, audio.ffnSize], { bias: true })
  return graph.node('Add', [residual, narrow], `${name}.output`)
}
