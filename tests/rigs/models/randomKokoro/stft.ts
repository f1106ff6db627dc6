import { ints, text } from '../../../../models/export/onnxGraph'
import { toHalfArray } from '../../../../src-main/engine/onnx/float16'
import { concat, number, slice } from './layers'
import type { KokoroContext } from './layers'

const windowSamples = 20
export const hopSamples = 5
/** Of a real signal's spectrum. */
export const spectrumBins = windowSamples / 2 + 1

/** Magnitudes and phases of a signal f32 [1, 1, n]: [1, 22, n / 5 + 1] in the activations' type. */
export function sourceSpectrum(context: KokoroContext, signal: string): string {
  const { graph, type } = context
  const full: KokoroContext = { ...context, type: 'f32' }
  const side = windowSamples / 2
  const pads = graph.shape([0, 0, side, 0, 0, side])
  const padded = graph.node('Pad', [signal, pads], 'stft.padded', { mode: text('edge') })
  const [real, imaginary] = (['cos', 'sin'] as const).map((part) => {
    const kernels = basis(full, `stft.${part}`, part === 'cos' ? Math.cos : (angle) => -Math.sin(angle), 1)
    const attributes = { kernel_shape: ints([windowSamples]), strides: ints([hopSamples]) }
    return graph.node('Conv', [padded, kernels], `stft.${part}.output`, attributes)
  })
  const square = (value: string): string => graph.node('Mul', [value, value], `${value}.square`)
  const energy = graph.node('Add', [square(real), square(imaginary)], 'stft.energy')
  const above = graph.node('Add', [energy, number(full, 1e-14)], 'stft.energy_above_zero')
  const both = [graph.node('Sqrt', [above], 'stft.magnitude'), angleOf(full, imaginary, real)]
  const spectrum = concat(context, both, 1, 'stft.spectrum')
  return type === 'f32' ? spectrum : graph.cast(spectrum, type, 'stft.spectrum.half')
}

/** atan2, which ONNX does not have: an arcus tangent and half a turn where the real part is negative. */
function angleOf(context: KokoroContext, imaginary: string, real: string): string {
  const { graph } = context
  const ratio = graph.node('Div', [imaginary, real], 'stft.ratio')
  const slope = graph.node('Atan', [ratio], 'stft.slope')
  const zero = number(context, 0)
  const above = graph.node('GreaterOrEqual', [imaginary, zero], 'stft.is_above')
  const plus = graph.node('Add', [slope, number(context, Math.PI)], 'stft.plus_half_turn')
  const minus = graph.node('Sub', [slope, number(context, Math.PI)], 'stft.minus_half_turn')
  const turned = graph.node('Where', [above, plus, minus], 'stft.turned')
  const isLeft = graph.node('Less', [real, zero], 'stft.is_left')
  const angle = graph.node('Where', [isLeft, turned, slope], 'stft.angle_or_nan')
  const isNan = graph.node('IsNaN', [angle], 'stft.is_nan')
  return graph.node('Where', [isNan, zero, angle], 'stft.angle')
}

/** Magnitudes and phases [1, 11, frames] -> f32 or f16 samples [1, 5 * (frames - 1)] by overlapping windows. */
export function inverseStft(context: KokoroContext, magnitude: string, phase: string): string {
  const { graph } = context
  const sums = (['Cos', 'Sin'] as const).map((part) => {
    const wave = graph.node(part, [phase], `istft.${part}`)
    const values = graph.node('Mul', [magnitude, wave], `istft.${part}.values`)
    const of = part === 'Cos' ? Math.cos : (angle: number) => -Math.sin(angle)
    const kernels = basis(context, `istft.${part}.basis`, of, 1 / windowSamples)
    const attributes = { kernel_shape: ints([windowSamples]), strides: ints([hopSamples]) }
    return graph.node('ConvTranspose', [values, kernels], `istft.${part}.sum`, attributes)
  })
  const both = graph.node('Add', sums, 'istft.both')
  const side = windowSamples / 2
  const cropped = slice(context, both, 'istft.cropped', { axis: 2, start: side, end: -side })
  return graph.node('Squeeze', [cropped, graph.shape([1])], 'istft.samples')
}

/** One windowed wave a bin: [11, 1, 20]. */
function basis(
  { graph, type }: KokoroContext,
  name: string,
  of: (angle: number) => number,
  scale: number,
): string {
  const values = Float32Array.from({ length: spectrumBins * windowSamples }, (_, i) => {
    const [bin, sample] = [Math.floor(i / windowSamples), i % windowSamples]
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * sample) / windowSamples)
    return of((2 * Math.PI * bin * sample) / windowSamples) * hann * scale
  })
  const read = (): Float32Array | Uint16Array => (type === 'f16' ? toHalfArray(values) : values)
  return graph.constant({ name, type, dims: [spectrumBins, 1, windowSamples], read })
}
