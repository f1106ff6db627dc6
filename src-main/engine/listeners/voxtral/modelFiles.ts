import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { AppError, toAppError } from '@contract'
import { otherContent } from '../../files/otherContent'
import { readSmallFile } from '../../files/readSmallFile'
import { requireFile } from '../../files/requireFile'

/** A tokenizer with 131,072 words has 12 MB. */
const mostJsonBytes = 256 << 20

/** The suffixes by which the public exports name their weights' types, best answer first. */
export const dtypeSuffixes = ['', '_fp16', '_q4f16', '_q4', '_bnb4', '_quantized', '_int8', '_uint8'] as const

/**
 * The file of one graph of a model, `onnx/NAME[_dtype].onnx`.
 * @param preferred suffixes to take first where there are several; the others follow in their usual order
 * @throws model-missing naming what is not there; model-invalid where it is no file
 */
export function graphFile(modelDir: string, name: string, preferred: readonly string[] = []): string {
  requireDirectory(modelDir)
  const folder = path.join(modelDir, 'onnx')
  for (const suffix of new Set([...preferred, ...dtypeSuffixes])) {
    const file = path.join(folder, `${name}${suffix}.onnx`)
    if (!existsSync(file)) continue
    requireFile(file)
    return file
  }
  throw new AppError('model-missing', {
    kind: 'model-files-missing',
    directory: modelDir,
    files: [`onnx/${name}.onnx`],
  })
}

/** Reads and checks one JSON file of a model directory. */
export function readModelJson<T>(modelDir: string, name: string, schema: z.ZodType<T>): T {
  requireDirectory(modelDir)
  const file = path.join(modelDir, name)
  if (!existsSync(file))
    throw new AppError('model-missing', { kind: 'model-files-missing', directory: modelDir, files: [name] })
  let text: string
  try {
    text = readSmallFile(file, mostJsonBytes).toString()
  } catch (cause) {
    throw toAppError(cause)
  }
  return checkedJson(file, text, schema)
}

/** What a JSON file of a model says. @throws model-invalid naming what is wrong */
export function checkedJson<T>(file: string, text: string, schema: z.ZodType<T>): T {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new AppError(
      'model-invalid',
      otherContent(file) ?? { kind: 'model-file-damaged', file, detail: 'no JSON' },
      { cause },
    )
  }
  const result = schema.safeParse(parsed)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AppError('model-invalid', {
    kind: 'model-file-other',
    file,
    family: 'Voxtral',
    detail: `${issue.path.join('.') || '/'}: ${issue.message}`,
  })
}

function requireDirectory(modelDir: string): void {
  try {
    readdirSync(modelDir)
  } catch (cause) {
    throw new AppError('model-missing', { kind: 'no-model-folder', directory: modelDir }, { cause })
  }
}
