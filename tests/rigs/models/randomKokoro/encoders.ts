import { int, ints } from '../../../../models/export/onnxGraph'
import { conv, layerNorm, leakyRelu, linear, number, swap, weight } from './layers'
import type { KokoroContext } from './layers'
import { lstm } from './lstm'
import type { KokoroSizes } from './sizes'

/** PL-BERT: an ALBERT, whose layers share their weights. ids [1, T] -> [1, T, bert.hidden]. */
export function phonemeBert(context: KokoroContext, ids: string, { bert, tokens }: KokoroSizes): string {
  const { graph } = context
  const words = weight(context, 'bert.embeddings.word', [tokens, bert.embedding], { deviation: 1 })
  const places = weight(context, 'bert.embeddings.position', [bert.positions, bert.embedding], {
    deviation: 0.5,
  })
  const kind = weight(context, 'bert.embeddings.token_type', [1, bert.embedding], { deviation: 0.1 })
  const embedded = graph.node('Gather', [words, ids], 'bert.words', { axis: int(0) })
  const length = graph.node(
    'Slice',
    [graph.node('Shape', [ids], 'ids.shape'), ...[1, 2].map((i) => graph.shape([i]))],
    'ids.length',
  )
  const placed = graph.node('Slice', [places, graph.shape([0]), length, graph.shape([0])], 'bert.places')
  const both = graph.node('Add', [graph.node('Add', [embedded, kind], 'bert.typed'), placed], 'bert.embedded')
  const normed = layerNorm(context, both, 'bert.embeddings.norm', bert.embedding, { epsilon: 1e-12 })
  let hidden = linear(context, normed, 'bert.mapping', [bert.embedding, bert.hidden])
  for (let layer = 0; layer < bert.layers; layer++) hidden = albertLayer(context, hidden, layer, bert)
  return hidden
}

function albertLayer(
  context: KokoroContext,
  input: string,
  layer: number,
  { hidden, heads, ffn }: KokoroSizes['bert'],
): string {
  const { graph } = context
  const name = `bert.layer.${layer}`
  const shared = (value: string, part: string, sizes: readonly [number, number]): string =>
    linear(context, value, `${name}.${part}`, sizes, { weightName: `bert.shared.${part}` })
  const norm = (a: string, b: string, part: string): string =>
    layerNorm(context, graph.node('Add', [a, b], `${name}.${part}.sum`), `${name}.${part}`, hidden, {
      epsilon: 1e-12,
      weightName: `bert.shared.${part}`,
    })
  const split = graph.shape([1, -1, heads, hidden / heads])
  const [query, key, value] = ['query', 'key', 'value'].map((part) => {
    const parted = graph.node(
      'Reshape',
      [shared(input, part, [hidden, hidden]), split],
      `${name}.${part}.heads`,
    )
    const perm = ints(part === 'key' ? [0, 2, 3, 1] : [0, 2, 1, 3])
    return graph.node('Transpose', [parted], `${name}.${part}.turned`, { perm })
  })
  const products = graph.node('MatMul', [query, key], `${name}.products`)
  const scores = graph.node('Mul', [products, number(context, (hidden / heads) ** -0.5)], `${name}.scores`)
  const shares = graph.node('Softmax', [scores], `${name}.shares`, { axis: int(-1) })
  const attended = graph.node('MatMul', [shares, value], `${name}.attended`)
  const turned = graph.node('Transpose', [attended], `${name}.back`, { perm: ints([0, 2, 1, 3]) })
  const joined = graph.node('Reshape', [turned, graph.shape([1, -1, hidden])], `${name}.joined`)
  const heard = norm(input, shared(joined, 'dense', [hidden, hidden]), 'attention_norm')
  const inner = gelu(context, shared(heard, 'ffn', [hidden, ffn]))
  return norm(shared(inner, 'ffn_output', [ffn, hidden]), heard, 'output_norm')
}

/** The tanh form: x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))). */
function gelu(context: KokoroContext, x: string): string {
  const { graph } = context
  const times = (a: string, b: string, output: string): string => graph.node('Mul', [a, b], `${x}.${output}`)
  const cube = times(times(x, x, 'square'), x, 'cube')
  const sum = graph.node('Add', [x, times(cube, number(context, 0.044715), 'part')], `${x}.inner`)
  const tanh = graph.node('Tanh', [times(sum, number(context, Math.sqrt(2 / Math.PI)), 'angle')], `${x}.tanh`)
  const more = graph.node('Add', [tanh, number(context, 1)], `${x}.more`)
  return times(times(x, number(context, 0.5), 'half'), more, 'gelu')
}

/** What the phonemes sound like: ids [1, T] -> [1, hidden, T]. */
export function textEncoder(context: KokoroContext, ids: string, { hidden, tokens }: KokoroSizes): string {
  const { graph } = context
  const table = weight(context, 'text_encoder.embedding', [tokens, hidden], { deviation: 1 })
  let x = swap(context, graph.node('Gather', [table, ids], 'text_encoder.embedded', { axis: int(0) }))
  for (let layer = 0; layer < 3; layer++) {
    const name = `text_encoder.cnn.${layer}`
    const wide = swap(context, conv(context, x, name, [hidden, hidden, 5]))
    x = leakyRelu(context, swap(context, layerNorm(context, wide, `${name}.norm`, hidden)), 0.2)
  }
  return swap(context, lstm(context, swap(context, x), 'text_encoder.lstm', [hidden, hidden]))
}
