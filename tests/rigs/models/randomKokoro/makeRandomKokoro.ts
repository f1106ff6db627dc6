import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeOnnx } from '../../../../models/export/writeOnnx'
import { writeKokoroTexts } from '../kokoroTexts'
import { kokoroGraph } from './kokoroGraph'
import type { KokoroDtype } from './kokoroGraph'
import { kokoro82m } from './sizes'
import type { KokoroSizes } from './sizes'

/** Kinds of the graph and the suffix of their files, as in the public export. */
const dtypeSuffixes: Readonly<Record<KokoroDtype, string>> = { fp32: '', fp16: '_fp16', q8f16: '_q8f16' }

export interface RandomKokoroOptions {
  /** Default: Kokoro-82M's. */
  readonly sizes?: KokoroSizes
  /** Default: float32, as in the public export. */
  readonly waveform?: 'f32' | 'f16'
}

/**
 * Writes a Kokoro with random weights in the public layout: `onnx/model<suffix>.onnx`, config and tokenizer. It hums and
 * hisses, finite and audible, for as long as the phonemes are many. The same bytes every time.
 */
export function makeRandomKokoro(
  directory: string,
  dtype: KokoroDtype,
  { sizes = kokoro82m, waveform = 'f32' }: RandomKokoroOptions = {},
): void {
  // Under another name until it is whole: a process that is stopped leaves no half a model.
  const unfinished = `${directory}.${process.pid}`
  mkdirSync(dirname(directory), { recursive: true })
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(join(unfinished, 'onnx'), { recursive: true })
  const graph = kokoroGraph(sizes, dtype, waveform)
  // The public files hold their weights themselves.
  writeOnnx(graph, join(unfinished, 'onnx', `model${dtypeSuffixes[dtype]}.onnx`), {
    inlineLimitBytes: 2 ** 31,
  })
  writeKokoroTexts(unfinished)
  rmSync(directory, { recursive: true, force: true })
  renameSync(unfinished, directory)
}
