import { float, int, ints, text } from '../../../../models/export/onnxGraph'
import { conv, convTranspose, leakyRelu, linear, number, slice } from './layers'
import type { KokoroContext } from './layers'
import { resize, snakeBlock } from './residualBlocks'
import type { Style } from './residualBlocks'
import type { KokoroSizes } from './sizes'
import { hopSamples, inverseStft, spectrumBins } from './stft'

/** How much each stage stretches time; with the hop of the spectrum a half frame becomes 300 samples. */
const upsampleRates = [10, 6] as const
export const samplesPerHalfFrame = upsampleRates[0] * upsampleRates[1] * hopSamples

/**
 * iSTFTNet: [1, generator, 2 * frames] and the source's spectrum [1, 22, 120 * frames + 1] -> [1, 600 * frames] samples.
 */
export function generator(
  context: KokoroContext,
  input: string,
  source: string,
  style: Style,
  { generator: width }: KokoroSizes,
): string {
  const { graph } = context
  let x = input
  for (const [stage, rate] of upsampleRates.entries()) {
    const name = `generator.${stage}`
    const [wide, channels] = [width >> stage, width >> (stage + 1)]
    const isLast = stage === upsampleRates.length - 1
    const left = isLast ? 1 : upsampleRates[1]
    const noise = conv(
      context,
      source,
      `${name}.source`,
      [2 * spectrumBins, channels, isLast ? 1 : 2 * left],
      {
        stride: left,
        pad: isLast ? 0 : (left + 1) >> 1,
      },
    )
    const shaped = snakeBlock(context, noise, `${name}.source_block`, [channels, isLast ? 11 : 7], style)
    const up = convTranspose(context, leakyRelu(context, x, 0.1), `${name}.up`, [wide, channels, 2 * rate], {
      stride: rate,
      pad: rate >> 1,
    })
    const pads = graph.shape([0, 0, 1, 0, 0, 0])
    const fitted = isLast ? graph.node('Pad', [up, pads], `${name}.padded`, { mode: text('reflect') }) : up
    x = graph.node('Add', [fitted, shaped], `${name}.joined`)
    const blocks = [3, 7, 11].map((kernel) =>
      snakeBlock(context, x, `${name}.block${kernel}`, [channels, kernel], style),
    )
    const sum = blocks.reduce((a, b, i) => graph.node('Add', [a, b], `${name}.sum${i}`))
    x = graph.node('Mul', [sum, number(context, 1 / blocks.length)], `${name}.output`)
  }
  const post = conv(
    context,
    leakyRelu(context, x, 0.01),
    'generator.post',
    [width >> 2, 2 * spectrumBins, 7],
    {
      gain: 0.25,
      biasMean: -0.2,
    },
  )
  const part = (name: string, start: number): string =>
    slice(context, post, name, { axis: 1, start, end: start + spectrumBins })
  const magnitude = graph.node('Exp', [part('generator.log_magnitude', 0)], 'generator.magnitude')
  const phase = graph.node('Sin', [part('generator.angle', spectrumBins)], 'generator.phase')
  return inverseStft(context, magnitude, phase)
}

/**
 * The harmonic source (Wang et al. 2019): nine sines over the pitch [1, 1, 2 * frames] in Hz and a little noise, as
 * one signal f32 [1, 1, 600 * frames]. Float32 in every dtype: the phase of a long sentence is beyond half precision.
 */
export function harmonicSource(graphContext: KokoroContext, pitch: string): string {
  const context: KokoroContext = { ...graphContext, type: 'f32' }
  const { graph } = context
  const harmonics = 9
  const op = (opType: string, inputs: readonly string[], output: string): string =>
    graph.node(opType, inputs, `source.${output}`)
  const f0 = resize(
    context,
    graph.cast(pitch, 'f32', 'source.pitch'),
    'source.f0',
    samplesPerHalfFrame,
    'nearest',
  )
  const multiples = graph.constant({
    name: 'source.multiples',
    type: 'f32',
    dims: [1, harmonics, 1],
    read: () => Float32Array.from({ length: harmonics }, (_, i) => i + 1),
  })
  const turns = op('Div', [op('Mul', [f0, multiples], 'hz'), number(context, 24_000)], 'turns')
  const whole = graph.node('Mod', [turns, number(context, 1)], 'source.fraction', { fmod: int(1) })
  const slow = resize(context, whole, 'source.slow', 1 / samplesPerHalfFrame, 'linear')
  const sum = graph.node('CumSum', [slow, graph.index(2)], 'source.turned')
  const phase = op('Mul', [sum, number(context, 2 * Math.PI * samplesPerHalfFrame)], 'phase')
  const sines = op('Sin', [resize(context, phase, 'source.fine', samplesPerHalfFrame, 'linear')], 'sines')
  const loud = op('Mul', [sines, number(context, 0.1)], 'loud')

  const voiced = graph.cast(op('Greater', [f0, number(context, 10)], 'is_voiced'), 'f32', 'source.voiced')
  const still = op('Sub', [number(context, 1), voiced], 'unvoiced')
  const levels = [
    op('Mul', [voiced, number(context, 0.003)], 'quiet'),
    op('Mul', [still, number(context, 0.1 / 3)], 'hiss'),
  ]
  const noise = graph.node('RandomNormalLike', [loud], 'source.noise', { seed: float(1), dtype: int(1) })
  const level = op('Mul', [op('Add', levels, 'level'), noise], 'levelled_noise')
  const mixed = op('Add', [op('Mul', [loud, voiced], 'voice'), level], 'harmonics')
  const across = graph.node('Transpose', [mixed], 'source.across', { perm: ints([0, 2, 1]) })
  const merged = op('Tanh', [linear(context, across, 'source.merge', [harmonics, 1], { gain: 3 })], 'merged')
  return graph.node('Transpose', [merged], 'source.signal', { perm: ints([0, 2, 1]) })
}
