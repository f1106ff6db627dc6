import { float, int, text } from '../../../../models/export/onnxGraph'
import { conv, convTranspose, leakyRelu, linear, number, weight } from './layers'
import type { KokoroContext } from './layers'

/** A style vector [1, size], to which normalised signals are bent. */
export interface Style {
  readonly name: string
  readonly size: number
}

/** Instance normalisation with gain and offset from the style (AdaIN): [1, channels, length] -> the same. */
export function adaIn(
  context: KokoroContext,
  input: string,
  name: string,
  channels: number,
  style: Style,
): string {
  const { graph } = context
  const { gain, offset } = styleGains(context, name, channels, style, [2])
  const parts = [
    input,
    weight(context, `${name}.norm.weight`, [channels], { deviation: 0.02, mean: 1 }),
    weight(context, `${name}.norm.bias`, [channels], { deviation: 0.02 }),
  ]
  const normed = graph.node('InstanceNormalization', parts, `${name}.normed`, { epsilon: float(1e-5) })
  return graph.node('Add', [graph.node('Mul', [gain, normed], `${name}.scaled`), offset], `${name}.output`)
}

/** `1 + gamma` and `beta` of a style: [1, channels] with 1 as size at `axes`. */
export function styleGains(
  context: KokoroContext,
  name: string,
  channels: number,
  style: Style,
  axes: readonly number[],
): { gain: string; offset: string } {
  const { graph } = context
  const both = linear(context, style.name, `${name}.fc`, [style.size, 2 * channels])
  const shaped = graph.node('Unsqueeze', [both, graph.shape(axes)], `${name}.style`)
  const outputs = [`${name}.gamma`, `${name}.beta`]
  graph.node('Split', [shaped], outputs, { axis: int(axes[0] === 1 ? 2 : 1), num_outputs: int(2) })
  return { gain: graph.node('Add', [outputs[0], number(context, 1)], `${name}.gain`), offset: outputs[1] }
}

/** StyleTTS 2's residual block: [1, inputs, length] -> [1, outputs, length or, upsampled, 2 * length]. */
export function adaInBlock(
  context: KokoroContext,
  input: string,
  name: string,
  [inputs, outputs]: readonly [number, number],
  style: Style,
  upsample = false,
): string {
  const { graph } = context
  let x = leakyRelu(context, adaIn(context, input, `${name}.norm1`, inputs, style), 0.2)
  if (upsample) {
    const spread = { stride: 2, pad: 1, outputPad: 1, groups: inputs }
    x = convTranspose(context, x, `${name}.pool`, [inputs, inputs, 3], spread)
  }
  x = conv(context, x, `${name}.conv1`, [inputs, outputs, 3])
  x = leakyRelu(context, adaIn(context, x, `${name}.norm2`, outputs, style), 0.2)
  x = conv(context, x, `${name}.conv2`, [outputs, outputs, 3])

  let straight = upsample ? resize(context, input, `${name}.upsampled`, 2, 'nearest') : input
  if (inputs !== outputs)
    straight = conv(context, straight, `${name}.conv1x1`, [inputs, outputs, 1], { hasBias: false })
  const sum = graph.node('Add', [x, straight], `${name}.sum`)
  return graph.node('Mul', [sum, number(context, Math.SQRT1_2)], `${name}.output`)
}

/** Stretches the last of three axes, as torch's `interpolate`. */
export function resize(
  { graph }: KokoroContext,
  input: string,
  output: string,
  times: number,
  mode: 'nearest' | 'linear',
): string {
  const name = `scales_${times}`
  if (!graph.initializers.has(name))
    graph.constant({ name, type: 'f32', dims: [3], read: () => Float32Array.of(1, 1, times) })
  return graph.node('Resize', [input, '', name], output, {
    mode: text(mode),
    coordinate_transformation_mode: text(mode === 'nearest' ? 'asymmetric' : 'half_pixel'),
    nearest_mode: text('floor'),
  })
}

/** The generator's residual block with sine activations: [1, channels, length] -> the same. */
export function snakeBlock(
  context: KokoroContext,
  input: string,
  name: string,
  [channels, kernel]: readonly [number, number],
  style: Style,
): string {
  let x = input
  for (const [i, dilation] of [1, 3, 5].entries()) {
    const first = snake(context, adaIn(context, x, `${name}.adain1.${i}`, channels, style), channels)
    const wide = conv(context, first, `${name}.convs1.${i}`, [channels, channels, kernel], { dilation })
    const second = snake(context, adaIn(context, wide, `${name}.adain2.${i}`, channels, style), channels)
    const near = conv(context, second, `${name}.convs2.${i}`, [channels, channels, kernel], { gain: 0.5 })
    x = context.graph.node('Add', [near, x], `${name}.${i}.output`)
  }
  return x
}

/** x + sin(alpha x)^2 / alpha (Ziyin et al. 2020). */
function snake(context: KokoroContext, input: string, channels: number): string {
  const { graph } = context
  const alpha = weight(context, `${input}.alpha`, [1, channels, 1], { deviation: 0.02, mean: 1 })
  const sine = graph.node('Sin', [graph.node('Mul', [alpha, input], `${input}.angle`)], `${input}.sine`)
  const square = graph.node('Mul', [sine, sine], `${input}.square`)
  const inverse = graph.node('Reciprocal', [alpha], `${input}.alpha_inverse`)
  const wave = graph.node('Mul', [inverse, square], `${input}.wave`)
  return graph.node('Add', [input, wave], `${input}.snake`)
}
