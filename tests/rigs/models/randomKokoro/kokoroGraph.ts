import { OnnxGraph } from '../../../../models/export/onnxGraph'
import { phonemeBert, textEncoder } from './encoders'
import { generator, harmonicSource } from './generator'
import { concat, conv, linear, slice, swap } from './layers'
import type { KokoroContext } from './layers'
import { alignment, durationEncoder, pitchAndLoudness } from './prosody'
import { adaInBlock } from './residualBlocks'
import type { Style } from './residualBlocks'
import type { KokoroSizes } from './sizes'
import { sourceSpectrum } from './stft'

/** `q8f16`: eight-bit weights, the rest in half precision. */
export type KokoroDtype = 'fp32' | 'fp16' | 'q8f16'

/**
 * Kokoro (StyleTTS 2 with an iSTFTNet vocoder) with random weights, in the signature of the public export:
 * `input_ids` i64 [1, T], `style` f32 [1, 256], `speed` f32 [1] -> `waveform` [1, samples] at 24 kHz.
 *
 * It differs from the reference's export in three things: no masks for padding (one text at a time), no random phase at
 * the beginning of the harmonics (which the reference's own interpolation skips), and no loop in the alignment.
 * @param waveform type of the output; the public files have float32 whatever is inside
 */
export function kokoroGraph(
  sizes: KokoroSizes,
  dtype: KokoroDtype,
  waveform: 'f32' | 'f16' = 'f32',
): OnnxGraph {
  const graph = new OnnxGraph('kokoro')
  const type = dtype === 'fp32' ? 'f32' : 'f16'
  const context: KokoroContext = { graph, type, isEightBit: dtype === 'q8f16' }
  const ids = graph.input('input_ids', 'i64', [1, 'num_tokens'])
  const wholeStyle = graph.input('style', 'f32', [1, 2 * sizes.style])
  const speed = graph.input('speed', 'f32', [1])
  graph.output('waveform', waveform, [1, 'num_samples'])

  const given = type === 'f32' ? wholeStyle : graph.cast(wholeStyle, type, 'style.half')
  const part = (name: string, start: number): Style => ({
    name: slice(context, given, name, { axis: 1, start, end: start + sizes.style }),
    size: sizes.style,
  })
  const sound = part('style.sound', 0)
  const prosody = part('style.prosody', sizes.style)

  const bert = phonemeBert(context, ids, sizes)
  const phonemes = linear(context, bert, 'bert_encoder', [sizes.bert.hidden, sizes.hidden])
  const encoded = durationEncoder(context, phonemes, prosody, sizes)
  const aligned = alignment(context, encoded, speed, sizes)
  const toFrames = (value: string, name: string): string =>
    graph.node('MatMul', [value, aligned], `${name}.by_frame`)
  const frames = swap(context, toFrames(swap(context, encoded), 'prosody'))
  const curves = pitchAndLoudness(context, frames, prosody, sizes)
  const heard = toFrames(textEncoder(context, ids, sizes), 'text')

  const decoded = decoder(context, heard, curves, sound, sizes)
  const source = sourceSpectrum(context, harmonicSource(context, curves.pitch))
  const samples = generator(context, decoded, source, sound, sizes)
  graph.cast(samples, waveform, 'waveform')
  return graph
}

/** Phonemes by frame [1, hidden, frames] -> [1, generator, 2 * frames]. */
function decoder(
  context: KokoroContext,
  heard: string,
  { pitch, loudness }: { pitch: string; loudness: string },
  style: Style,
  { hidden, decoder: width, residual, generator: outputs }: KokoroSizes,
): string {
  const halved = (curve: string, name: string, gain: number): string =>
    conv(context, curve, name, [1, 1, 3], { stride: 2, gain })
  // The pitch comes in hertz.
  const curves = [halved(pitch, 'decoder.pitch', 0.005), halved(loudness, 'decoder.loudness', 1)]
  const reminder = conv(context, heard, 'decoder.reminder', [hidden, residual, 1])
  const joined = concat(context, [heard, ...curves], 1, 'decoder.joined')
  let x = adaInBlock(context, joined, 'decoder.encode', [hidden + 2, width], style)
  for (let layer = 0; layer < 4; layer++) {
    const name = `decoder.decode.${layer}`
    const isLast = layer === 3
    const reminded = concat(context, [x, reminder, ...curves], 1, `${name}.input`)
    const channels = [width + residual + 2, isLast ? outputs : width] as const
    x = adaInBlock(context, reminded, name, channels, style, isLast)
  }
  return x
}
