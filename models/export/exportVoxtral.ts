import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { AppError } from '@contract'
import { audioEncoderGraph } from './audioEncoderGraph'
import { decoderGraph } from './decoderGraph'
import { embedTokensGraph } from './embedTokensGraph'
import type { Precision, WeightSource } from './layers'
import { SafetensorsCheckpoint } from './safetensors'
import { voxtralGeometry } from './voxtralConfig'
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
  readonly dtype: ExportDtype
  /** Element type of the KV cache. Default: that of the activations. */
  readonly kvCache?: 'f32' | 'f16'
}

const copiedFiles = [
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'generation_config.json',
]

export function precisionOf({ dtype, kvCache }: ExportOptions): Precision {
  const stored = { fp32: 'f32', 'fp16-storage': 'f16-cast', fp16: 'f16', q4: 'q4', q4f16: 'q4' } as const
  const activations = dtype === 'fp16' || dtype === 'q4f16' ? 'f16' : 'f32'
  return { weights: stored[dtype], activations, kvCache: kvCache ?? activations, accuracyLevel: 4 }
}

/**
 * Exports a Hugging Face VoxtralForConditionalGeneration checkpoint to the standard ONNX layout:
 * `onnx/{audio_encoder,embed_tokens,decoder_model_merged}<suffix>.onnx` beside the configuration and the tokenizer.
 * The same checkpoint gives the same bytes.
 * @throws AppError `model-missing` or `model-invalid`
 */
export function exportVoxtral(hfDir: string, outDir: string, options: ExportOptions): void {
  const config = JSON.parse(readFileSync(join(hfDir, 'config.json'), 'utf8')) as Record<string, unknown>
  const geometry = voxtralGeometry(config)
  const weights = checkpointWeights(new SafetensorsCheckpoint(hfDir))
  const precision = precisionOf(options)
  const graphs = [
    audioEncoderGraph(geometry, weights, precision),
    embedTokensGraph(geometry, weights, precision),
    decoderGraph(geometry, weights, precision),
  ]
  mkdirSync(join(outDir, 'onnx'), { recursive: true })
  const sideFiles: Record<string, number> = {}
  for (const graph of graphs) {
    const file = `${graph.name}${dtypeSuffixes[options.dtype]}.onnx`
    const count = writeOnnx(graph, join(outDir, 'onnx', file))
    if (count > 0) sideFiles[file] = count
  }
  writeConfig(outDir, config, options.dtype, precision, sideFiles)
  for (const file of copiedFiles) {
    if (existsSync(join(hfDir, file))) copyFileSync(join(hfDir, file), join(outDir, file))
  }
}

/** Adds what transformers.js has to know before it opens the files. */
function writeConfig(
  outDir: string,
  config: Record<string, unknown>,
  dtype: ExportDtype,
  precision: Precision,
  sideFiles: Readonly<Record<string, number>>,
): void {
  const hints = {
    kv_cache_dtype: precision.kvCache === 'f16' ? { [dtype]: 'float16' } : {},
    use_external_data_format: sideFiles,
  }
  writeFileSync(
    join(outDir, 'config.json'),
    `${JSON.stringify({ ...config, 'transformers.js_config': hints }, null, 2)}\n`,
  )
}

/** Finds tensors under the names of both checkpoint layouts, and the tied output matrix under the embedding's. */
function checkpointWeights(checkpoint: SafetensorsCheckpoint): WeightSource {
  const stored = new Map(checkpoint.names.map((name) => [canonicalName(name), name]))
  const tied = 'language_model.model.embed_tokens.weight'
  return {
    read(name, shape) {
      const found =
        stored.get(name) ?? (name === 'language_model.lm_head.weight' ? stored.get(tied) : undefined)
      if (!found) throw new AppError('model-invalid', `The checkpoint has no tensor ${name}`)
      const storedShape = checkpoint.shapeOf(found)!
      if (storedShape.join() !== shape.join()) {
        const shapes = `[${storedShape.join(', ')}], config.json asks for [${shape.join(', ')}]`
        throw new AppError('model-invalid', `${found} has the shape ${shapes}`)
      }
      return checkpoint.read(found)
    },
  }
}

/** Newer checkpoints nest everything under `model.` and keep `lm_head` outside the language model. */
function canonicalName(name: string): string {
  if (name === 'lm_head.weight') return 'language_model.lm_head.weight'
  const inner = name.replace(/^model\.(?=audio_tower\.|language_model\.|multi_modal_projector\.)/, '')
  return inner.replace(/^language_model\.(?!model\.|lm_head\.)/, 'language_model.model.')
}

const usage =
  'Usage: exportVoxtral.ts HF_DIR OUT_DIR [--dtype fp32|fp16-storage|fp16|q4|q4f16] [--kv f32|f16]'

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dtype: { type: 'string', default: 'fp32' }, kv: { type: 'string' } },
  })
  const [hfDir, outDir] = positionals
  const kv = values.kv
  if (!hfDir || !outDir || !(values.dtype in dtypeSuffixes) || (kv && kv !== 'f32' && kv !== 'f16')) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const kvCache = kv as 'f32' | 'f16' | undefined
  exportVoxtral(hfDir, outDir, { dtype: values.dtype as ExportDtype, ...(kvCache && { kvCache }) })
  console.log(`Exported ${hfDir} to ${outDir} (${values.dtype})`)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
