import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { audioEncoderGraph } from './audioEncoderGraph'
import { decoderGraph } from './decoderGraph'
import { embedTokensGraph } from './embedTokensGraph'
import type { Precision, WeightSource } from './layers'
import type { OnnxGraph } from './onnxGraph'
import { voxtralGeometry } from './voxtralGeometry'
import { writeOnnx } from './writeOnnx'

/** Kinds of export and the suffix of their files, as in the public exports. */
export const dtypeSuffixes = {
  fp32: '',
  'fp16-storage': '',
  fp16: '_fp16',
  q4: '_q4',
  q4f16: '_q4f16',
} as const
export type ExportDtype = keyof typeof dtypeSuffixes

export interface ExportOptions {
  /** `fp16-storage`: weights in half precision that are made float32 at load. */
  readonly dtype: ExportDtype
  /** Element type of the KV cache. Default: that of the activations. */
  readonly kvCache?: 'f32' | 'f16'
}

/**
 * Writes a Voxtral in the public layout: `onnx/{audio_encoder,embed_tokens,decoder_model_merged}<suffix>.onnx` and
 * `config.json`. The same configuration and weights give the same bytes.
 * @param config Hugging Face's config.json
 * @throws AppError `model-invalid` when the configuration is not one of a Voxtral, or what `weights` throws
 */
export function writeVoxtral(
  outDir: string,
  config: Record<string, unknown>,
  weights: WeightSource,
  options: ExportOptions,
): void {
  const graphs = voxtralGraphs(config, weights, options)
  mkdirSync(join(outDir, 'onnx'), { recursive: true })
  const sideFiles: Record<string, number> = {}
  for (const graph of graphs) {
    const file = `${graph.name}${dtypeSuffixes[options.dtype]}.onnx`
    const count = writeOnnx(graph, join(outDir, 'onnx', file))
    if (count > 0) sideFiles[file] = count
  }
  // What transformers.js has to know before it opens the files.
  const hints = {
    kv_cache_dtype: precisionOf(options).kvCache === 'f16' ? { [options.dtype]: 'float16' } : {},
    use_external_data_format: sideFiles,
  }
  const written = { ...config, 'transformers.js_config': hints }
  writeFileSync(join(outDir, 'config.json'), `${JSON.stringify(written, null, 2)}\n`)
}

/** The three graphs of a Voxtral, whose weights are not read before they are written. */
export function voxtralGraphs(
  config: Record<string, unknown>,
  weights: WeightSource,
  options: ExportOptions,
): OnnxGraph[] {
  const geometry = voxtralGeometry(config)
  const precision = precisionOf(options)
  return [
    audioEncoderGraph(geometry, weights, precision),
    embedTokensGraph(geometry, weights, precision),
    decoderGraph(geometry, weights, precision),
  ]
}

function precisionOf({ dtype, kvCache }: ExportOptions): Precision {
  const stored = { fp32: 'f32', 'fp16-storage': 'f16-cast', fp16: 'f16', q4: 'q4', q4f16: 'q4' } as const
  const activations = dtype === 'fp16' || dtype === 'q4f16' ? 'f16' : 'f32'
  return { weights: stored[dtype], activations, kvCache: kvCache ?? activations, accuracyLevel: 4 }
}
