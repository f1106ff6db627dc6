import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { AppError, toAppError } from '@contract'
import { embeddingName } from './embedTokensGraph'
import type { WeightSource } from './layers'
import { SafetensorsCheckpoint } from './safetensors'
import { dtypeSuffixes, writeVoxtral } from './writeVoxtral'
import type { ExportDtype, ExportOptions } from './writeVoxtral'

const copiedFiles = [
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'generation_config.json',
]

/**
 * Exports a Hugging Face VoxtralForConditionalGeneration checkpoint with `writeVoxtral`, and copies the files of the
 * tokenizer and of the preprocessor.
 * @throws AppError `model-missing` or `model-invalid`
 */
export function exportVoxtral(hfDir: string, outDir: string, options: ExportOptions): void {
  const configFile = join(hfDir, 'config.json')
  if (!existsSync(configFile))
    throw new AppError('model-missing', {
      kind: 'as-told',
      text: `There is no ${configFile}. Name the folder of a checkpoint.`,
    })
  const config = JSON.parse(readFileSync(configFile, 'utf8')) as Record<string, unknown>
  writeVoxtral(outDir, config, checkpointWeights(new SafetensorsCheckpoint(hfDir)), options)
  for (const file of copiedFiles) {
    if (existsSync(join(hfDir, file))) copyFileSync(join(hfDir, file), join(outDir, file))
  }
}

/** Finds tensors under the names of both checkpoint layouts, and the tied output matrix under the embedding's. */
function checkpointWeights(checkpoint: SafetensorsCheckpoint): WeightSource {
  const stored = new Map(checkpoint.names.map((name) => [canonicalName(name), name]))
  return {
    read(name, shape) {
      const found =
        stored.get(name) ?? (name === 'language_model.lm_head.weight' ? stored.get(embeddingName) : undefined)
      if (!found)
        throw new AppError('model-invalid', {
          kind: 'as-told',
          text: `The checkpoint has no tensor ${name}.`,
        })
      const storedShape = checkpoint.shapeOf(found)!
      if (storedShape.join() !== shape.join()) {
        const shapes = `[${storedShape.join(', ')}], config.json asks for [${shape.join(', ')}]`
        throw new AppError('model-invalid', { kind: 'as-told', text: `${found} has the shape ${shapes}.` })
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
  try {
    exportVoxtral(hfDir, outDir, { dtype: values.dtype as ExportDtype, ...(kvCache && { kvCache }) })
    console.log(`Exported ${hfDir} to ${outDir} (${values.dtype})`)
  } catch (thrown) {
    console.error(`exportVoxtral: ${toAppError(thrown).message}`)
    process.exitCode = 1
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
