import { int } from '../../../../models/export/onnxGraph'
import { concat, conv, layerNorm, linear, number, swap } from './layers'
import type { KokoroContext } from './layers'
import { lstm } from './lstm'
import { adaInBlock, styleGains } from './residualBlocks'
import type { Style } from './residualBlocks'
import type { KokoroSizes } from './sizes'

/**
 * Logits of the 50 sigmoids whose sum is a phoneme's length in frames of 25 ms: with these most lengths are 2 to 5
 * frames. English has some 15 phonemes, stress marks and spaces a second, which is 2.7 frames each.
 */
const lengthLogits = { gain: 5, biasMean: -3.9 }

/** Phonemes and style, [1, T, hidden] -> [1, T, hidden + style]. */
export function durationEncoder(
  context: KokoroContext,
  input: string,
  style: Style,
  sizes: KokoroSizes,
): string {
  const { graph } = context
  const { hidden } = sizes
  const shape = graph.node('Shape', [input], 'prosody.shape', { start: int(0), end: int(2) })
  const wanted = concat(context, [shape, graph.shape([style.size])], 0, 'prosody.style.shape')
  const everywhere = graph.node('Expand', [style.name, wanted], 'prosody.style.expanded')
  let x = concat(context, [input, everywhere], 2, 'prosody.styled')
  for (let layer = 0; layer < 3; layer++) {
    const name = `prosody.encoder.${layer}`
    const steps = lstm(context, x, `${name}.lstm`, [hidden + style.size, hidden])
    const normed = layerNorm(context, steps, `${name}.norm`, hidden, { affine: false })
    const { gain, offset } = styleGains(context, name, hidden, style, [1])
    const scaled = graph.node('Mul', [gain, normed], `${name}.scaled`)
    x = concat(
      context,
      [graph.node('Add', [scaled, offset], `${name}.adapted`), everywhere],
      2,
      `${name}.output`,
    )
  }
  return x
}

/**
 * How long each phoneme lasts and which frames are therefore its own.
 * @returns [1, T, frames] in the activations' type: 1 where a frame belongs to a phoneme. The reference's export makes
 * the same matrix with a loop over the phonemes.
 */
export function alignment(
  context: KokoroContext,
  encoded: string,
  speed: string,
  sizes: KokoroSizes,
): string {
  const { graph, type } = context
  const { hidden, style, longestFrames } = sizes
  const steps = lstm(context, encoded, 'prosody.lstm', [hidden + style, hidden])
  const logits = linear(context, steps, 'prosody.duration', [hidden, longestFrames], lengthLogits)
  const parts = graph.node('Sigmoid', [graph.cast(logits, 'f32', 'prosody.duration.f32')], 'prosody.parts')
  const sum = graph.node('ReduceSum', [parts, graph.shape([2])], 'prosody.sum', { keepdims: int(0) })
  const length = graph.node('Round', [graph.node('Div', [sum, speed], 'prosody.length')], 'prosody.rounded')
  const frames = graph.node('Max', [length, number(context, 1, 'f32')], 'prosody.frames') // [1, T]

  const ends = graph.node('CumSum', [frames, graph.index(1)], 'prosody.ends')
  const starts = graph.node('Sub', [ends, frames], 'prosody.starts')
  const total = graph.node('ReduceSum', [frames], 'prosody.total', { keepdims: int(0) })
  const range = [number(context, 0, 'f32'), total, number(context, 1, 'f32')]
  const frame = graph.node('Range', range, 'prosody.frame')
  const column = (value: string): string =>
    graph.node('Unsqueeze', [value, graph.shape([2])], `${value}.column`)
  const begun = graph.node('GreaterOrEqual', [frame, column(starts)], 'prosody.begun')
  const open = graph.node('Less', [frame, column(ends)], 'prosody.open')
  return graph.cast(graph.node('And', [begun, open], 'prosody.own'), type, 'alignment')
}

/** Pitch in Hz and loudness, both [1, 1, 2 * frames], from [1, frames, hidden + style]. */
export function pitchAndLoudness(
  context: KokoroContext,
  frames: string,
  style: Style,
  { hidden }: KokoroSizes,
): { pitch: string; loudness: string } {
  const shared = swap(context, lstm(context, frames, 'prosody.shared', [hidden + style.size, hidden]))
  const curve = (name: string, gain: number, biasMean: number): string => {
    const first = adaInBlock(context, shared, `${name}.0`, [hidden, hidden], style)
    const second = adaInBlock(context, first, `${name}.1`, [hidden, hidden / 2], style, true)
    const third = adaInBlock(context, second, `${name}.2`, [hidden / 2, hidden / 2], style)
    return conv(context, third, `${name}.projection`, [hidden / 2, 1, 1], { gain, biasMean })
  }
  return { pitch: curve('pitch', 20, 180), loudness: curve('loudness', 1, 0) }
}
