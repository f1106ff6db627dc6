import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { int, OnnxGraph } from '../../../models/export/onnxGraph'
import { writeOnnx } from '../../../models/export/writeOnnx'
import { writeKokoroTexts } from './kokoroTexts'

/** Rows of Kokoro's embedding; some ids below it have no phoneme. */
export const kokoroTokenCount = 178

/** The tone of one phoneme: all of this is known to whoever listens. */
export const tone = {
  sampleRateHz: 24_000,
  /** At speed 1. */
  lengthSamples: 960,
  /** Raised-cosine rise and fall, at any speed. */
  edgeSamples: 120,
  amplitude: 0.5,
  /** Silence at an end that the pad token stands at, beyond the pad's own tone length of silence. */
  padSamples: 4_800,
  hz: (id: number): number => (id === 0 ? 0 : 600 + 33 * id),
} as const

/** Samples of one phoneme at `speed`. */
export const toneSamples = (speed: number): number => Math.round(tone.lengthSamples / speed)

/**
 * Makes a voice with Kokoro's files and signature whose speech can be read back exactly (`readTones`): every phoneme id
 * is a pure tone of its own, 40 ms long; the pad id is silence, and a pad at an end 200 ms more of it.
 *
 * `input_ids` i64 [1, T], `style` f32 [1, 256], `speed` f32 [1] -> `waveform` f32 [1, samples] at 24 kHz.
 * The style changes nothing, but NaN or infinity in it makes the whole waveform NaN.
 * @param types other types of the inputs and the output, as some converters make them
 */
export function makeToneVoice(directory: string, types: Partial<ToneTypes> = {}): void {
  mkdirSync(join(directory, 'onnx'), { recursive: true })
  writeOnnx(toneGraph({ ...publicTypes, ...types }), join(directory, 'onnx', 'model.onnx'))
  writeKokoroTexts(directory)
}

export interface ToneTypes {
  readonly ids: 'i64' | 'i32'
  readonly style: 'f32' | 'f16'
  readonly speed: 'f32' | 'f16' | 'f64' | 'i32' | 'i64'
  readonly waveform: 'f32' | 'f16'
}

const publicTypes: ToneTypes = { ids: 'i64', style: 'f32', speed: 'f32', waveform: 'f32' }

function toneGraph(types: ToneTypes): OnnxGraph {
  const graph = new OnnxGraph('tone_voice')
  const number = (name: string, value: number): string =>
    graph.constant({ name, type: 'f32', dims: [], read: () => Float32Array.of(value) })
  graph.input('input_ids', types.ids, [1, 'num_tokens'])
  graph.input('style', types.style, [1, 256])
  graph.input('speed', types.speed, [1])
  graph.output('waveform', types.waveform, [1, 'num_samples'])
  const ids = graph.cast('input_ids', 'i64', 'ids_i64')
  const style = graph.cast('style', 'f32', 'style_f32')
  const speed = graph.cast('speed', 'f32', 'speed_f32')

  const lengthOf = (samples: number, name: string): string => {
    const length = graph.node('Div', [number(`${name}_at_speed_1`, samples), speed], `${name}_exact`)
    return graph.cast(graph.node('Round', [length], `${name}_rounded`), 'i64', name)
  }
  const length = lengthOf(tone.lengthSamples, 'tone_length')
  const count = graph.node('Squeeze', [length], 'tone_length_scalar')
  const range = graph.node('Range', [graph.index(0), count, graph.index(1)], 'sample_index_i64')
  const index = graph.cast(range, 'f32', 'sample_index')

  // Turns first and only their fraction into the sine: float32 would lose the phase of a large angle.
  const table = Float32Array.from({ length: kokoroTokenCount }, (_, id) => tone.hz(id) / tone.sampleRateHz)
  const rates = graph.constant({ name: 'turns_per_sample', type: 'f32', dims: [178], read: () => table })
  const rate = graph.node('Gather', [rates, ids], 'rate', { axis: int(0) })
  const column = graph.node('Unsqueeze', [rate, graph.shape([2])], 'rate_column')
  const turns = graph.node('Mul', [column, index], 'turns')
  const whole = graph.node('Floor', [turns], 'whole_turns')
  const fraction = graph.node('Sub', [turns, whole], 'fraction')
  const angle = graph.node('Mul', [fraction, number('two_pi', 2 * Math.PI)], 'angle')
  const sine = graph.node('Sin', [angle], 'sine')

  // (1 - cos(pi * distance to the nearer end / edge)) / 2 * amplitude, flat beyond the edge.
  const left = graph.node('Sub', [graph.cast(count, 'f32', 'count_f32'), index], 'samples_left')
  const nearer = graph.node('Min', [index, left, number('edge', tone.edgeSamples)], 'nearer_end')
  const slope = graph.node('Mul', [nearer, number('edge_rate', Math.PI / tone.edgeSamples)], 'edge_angle')
  const cosine = graph.node('Cos', [slope], 'edge_cosine')
  const half = graph.node('Mul', [cosine, number('minus_half', -tone.amplitude / 2)], 'edge_half')
  const envelope = graph.node('Add', [half, number('half', tone.amplitude / 2)], 'envelope')
  const tones = graph.node('Mul', [sine, envelope], 'tones')
  const speech = graph.node('Reshape', [tones, graph.shape([1, -1])], 'speech')

  const padLength = lengthOf(tone.padSamples, 'pad_length')
  const silence = (end: 'first' | 'last'): string => {
    const position = graph.shape([end === 'first' ? 0 : -1])
    const id = graph.node('Gather', [ids, position], `${end}_id`, { axis: int(1) })
    const flat = graph.node('Reshape', [id, graph.shape([1])], `${end}_id_flat`)
    const isPad = graph.node('Equal', [flat, graph.index(0)], `${end}_is_pad`)
    const samples = graph.node('Mul', [graph.cast(isPad, 'i64', `${end}_pads`), padLength], `${end}_samples`)
    const shape = graph.node('Concat', [graph.shape([1]), samples], `${end}_shape`, { axis: int(0) })
    return graph.node('ConstantOfShape', [shape], `${end}_silence`)
  }
  const parts = [silence('first'), speech, silence('last')]
  const waveform = graph.node('Concat', parts, 'silent_style_waveform', { axis: int(1) })
  const mean = graph.node('ReduceMean', [style], 'style_mean', { keepdims: int(0) })
  const nothing = graph.node('Mul', [mean, number('zero', 0)], 'style_nothing')
  graph.cast(graph.node('Add', [waveform, nothing], 'waveform_f32'), types.waveform, 'waveform')
  return graph
}
