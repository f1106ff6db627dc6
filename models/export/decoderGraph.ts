import { activationConstant, castTo, linear, rmsAttributes, weight } from './layers'
import type { LayerContext, Precision, WeightSource } from './layers'
import { int, OnnxGraph } from './onnxGraph'
import type { VoxtralGeometry } from './voxtralGeometry'

/** Tables for more positions than any conversation fills would only cost memory. */
const maxTablePositions = 32_768

type TextGeometry = VoxtralGeometry['text']

/** Values that every layer shares. */
interface Shared {
  readonly positionIds: string
  readonly cosTable: string
  readonly sinTable: string
  /** i32 [batch]: index of the last filled position. */
  readonly lastIndex: string
  /** i32 scalar: past and new tokens together. */
  readonly totalLength: string
}

/**
 * The Llama decoder with its KV cache in and out:
 * `inputs_embeds` f32 [batch, sequence, hiddenSize], `attention_mask` i64 [batch, total], `position_ids` i64 [batch, sequence],
 * `past_key_values.{i}.{key,value}` [batch, kvHeads, past, headSize]
 * -> `logits` f32 [batch, sequence, vocabSize], `present.{i}.{key,value}`.
 *
 * A `past` longer than the mask says is a buffer of fixed capacity: `present` has then the same shape, and both may be
 * bound to the same memory, into which only the new tokens are written.
 */
export function decoderGraph(
  { text }: Pick<VoxtralGeometry, 'text'>,
  weights: WeightSource,
  precision: Precision,
): OnnxGraph {
  const graph = new OnnxGraph('decoder_model_merged')
  const context: LayerContext = { graph, weights, precision }
  const embeds = graph.input('inputs_embeds', 'f32', ['batch_size', 'sequence_length', text.hiddenSize])
  const shared = sharedValues(context, text)
  graph.output('logits', 'f32', ['batch_size', 'sequence_length', text.vocabSize])

  const root = 'language_model.model'
  const rms = rmsAttributes(text.rmsEpsilon)
  let hidden = castTo(graph, embeds, 'f32', precision.activations)
  const scale = weight(context, `${root}.layers.0.input_layernorm.weight`, [text.hiddenSize])
  let normed = graph.node('SimplifiedLayerNormalization', [hidden, scale], `${root}.input_norm`, rms)
  const addAndNorm = (addend: string, normName: string): void => {
    const skipScale = weight(context, `${normName}.weight`, [text.hiddenSize])
    const outputs = [`${normName}.output`, '', '', `${normName}.residual`]
    const attributes = { epsilon: rms.epsilon }
    normed = graph.node('SkipSimplifiedLayerNormalization', [hidden, addend, skipScale], outputs, attributes)
    hidden = outputs[3]!
  }
  for (let layer = 0; layer < text.layers; layer++) {
    const name = `${root}.layers.${layer}`
    addAndNorm(attention(context, normed, layer, text, shared), `${name}.post_attention_layernorm`)
    const next = layer + 1 < text.layers ? `${root}.layers.${layer + 1}.input_layernorm` : `${root}.norm`
    addAndNorm(feedForward(context, normed, `${name}.mlp`, text), next)
  }
  const logits = linear(context, normed, 'language_model.lm_head', [text.vocabSize, text.hiddenSize])
  graph.cast(logits, 'f32', 'logits')
  return graph
}

function sharedValues({ graph, precision }: LayerContext, text: TextGeometry): Shared {
  const mask = graph.input('attention_mask', 'i64', ['batch_size', 'total_sequence_length'])
  const positionIds = graph.input('position_ids', 'i64', ['batch_size', 'sequence_length'])
  const filled = graph.node('ReduceSum', [mask, graph.shape([1])], 'filled_length', { keepdims: int(0) })
  const last = graph.node('Sub', [filled, graph.index(1)], 'last_index_i64')
  const maskShape = graph.node('Shape', [mask], 'mask_shape')
  const total = graph.node('Gather', [maskShape, graph.index(1)], 'total_length_i64', { axis: int(0) })
  const table = (name: string, of: (angle: number) => number): string => {
    const positions = Math.min(text.maxPositions, maxTablePositions)
    const read = (): Float32Array => rotaryTable(positions, text.headSize, text.ropeTheta, of)
    return activationConstant(graph, precision, name, [positions, text.headSize / 2], read)
  }
  return {
    positionIds,
    cosTable: table('cos_cache', Math.cos),
    sinTable: table('sin_cache', Math.sin),
    lastIndex: graph.cast(last, 'i32', 'seqlens_k'),
    totalLength: graph.cast(total, 'i32', 'total_sequence_length'),
  }
}

/** [positions, headSize / 2], with angles rounded to float32 where the reference rounds them. */
function rotaryTable(
  positions: number,
  headSize: number,
  theta: number,
  of: (angle: number) => number,
): Float32Array {
  const half = headSize / 2
  const table = new Float32Array(positions * half)
  const frequencies = Float32Array.from({ length: half }, (_, i) => 1 / Math.fround(theta ** (i / half)))
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) table[position * half + i] = of(Math.fround(position * frequencies[i]))
  }
  return table
}

function attention(
  context: LayerContext,
  input: string,
  layer: number,
  text: TextGeometry,
  shared: Shared,
): string {
  const { graph, precision } = context
  const { kvCache, activations } = precision
  const name = `language_model.model.layers.${layer}.self_attn`
  const projections = { query: ['q_proj', text.heads], key: ['k_proj', text.kvHeads] } as const
  const [query, key] = Object.values(projections).map(([projection, heads]) => {
    const flat = linear(context, input, `${name}.${projection}`, [heads * text.headSize, text.hiddenSize])
    const inputs = [flat, shared.positionIds, shared.cosTable, shared.sinTable]
    return graph.node('RotaryEmbedding', inputs, `${name}.${projection}.rotary`, { num_heads: int(heads) })
  })
  const value = linear(context, input, `${name}.v_proj`, [text.kvHeads * text.headSize, text.hiddenSize])
  const [pastKey, pastValue] = ['key', 'value'].map((part) => {
    const dims = (length: string): (number | string)[] => ['batch_size', text.kvHeads, length, text.headSize]
    graph.output(`present.${layer}.${part}`, kvCache, dims('present_sequence_length'))
    return graph.input(`past_key_values.${layer}.${part}`, kvCache, dims('past_sequence_length'))
  })
  const inputs = [
    ...[query, key, value].map((part) => castTo(graph, part, activations, kvCache)),
    ...[pastKey, pastValue, shared.lastIndex, shared.totalLength],
  ]
  const outputs = [`${name}.attended`, `present.${layer}.key`, `present.${layer}.value`]
  const attributes = { num_heads: int(text.heads), kv_num_heads: int(text.kvHeads) }
  const attended = graph.node('GroupQueryAttention', inputs, outputs, attributes)
  const back = castTo(graph, attended, kvCache, activations)
  return linear(context, back, `${name}.o_proj`, [text.hiddenSize, text.heads * text.headSize])
}

function feedForward(context: LayerContext, input: string, name: string, text: TextGeometry): string {
  const { graph } = context
  const gate = linear(context, input, `${name}.gate_proj`, [text.ffnSize, text.hiddenSize])
  const up = linear(context, input, `${name}.up_proj`, [text.ffnSize, text.hiddenSize])
  const sigmoid = graph.node('Sigmoid', [gate], `${name}.sigmoid`)
  const silu = graph.node('Mul', [gate, sigmoid], `${name}.silu`)
  const product = graph.node('Mul', [silu, up], `${name}.gated`)
  return linear(context, product, `${name}.down_proj`, [text.hiddenSize, text.ffnSize])
}
