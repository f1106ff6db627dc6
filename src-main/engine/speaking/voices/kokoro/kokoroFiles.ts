import { existsSync, readdirSync } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { AppError, toAppError, voiceBlend } from '@contract'
import { otherContent } from '../../../files/otherContent'
import { requireFile } from '../../../files/requireFile'
import { ownFiles } from '../../../files/shippedFiles'
import { kokoroVocabulary } from './kokoroVocabulary'
import { findPackedVoices, readPackedVoice } from './packedVoices'
import { weightedMean } from './weightedMean'

/** What is read from disk to speak with Kokoro. */
export interface KokoroFiles {
  modelFile: string
  /** Phoneme (one character) to id. */
  vocabulary: ReadonlyMap<string, number>
  /** `styleRows` style vectors of `styleSize`, by the number of phonemes that are to be said. */
  styles: Float32Array
}

/** A voice file is 510 rows of 256 little-endian floats (kokoro-js, dist/kokoro.js). */
export const styleRows = 510
export const styleSize = 256

/** By what a CPU runs fastest at full quality; the half-precision files are for GPUs. */
const modelNames = ['', '_quantized', '_q8f16', '_fp16', '_uint8', '_uint8f16', '_q4', '_q4f16'].map(
  (suffix) => `model${suffix}.onnx`,
)

/** The graphs in the releases of kokoro-onnx, in the same order; their folder is flat and has no tokenizer. */
const releasedNames = ['', '.int8', '.fp16', '.fp16-gpu'].map((suffix) => `kokoro-v1.0${suffix}.onnx`)

const tokenizerFile = z.object({ model: z.object({ vocab: z.record(z.string(), z.number().int().min(0)) }) })

/**
 * Finds Kokoro's files in a directory of the public layout: tokenizer.json, onnx/model*.onnx, and the voice in
 * voices/ or, failing that, among the 54 that kokoro-js brings. Or in one of kokoro-onnx's own: kokoro-v1.0*.onnx, and the
 * voice in voices-v1.0.bin or among the same.
 *
 * @throws AppError `model-missing` naming every file that is not there, `model-invalid` for a damaged one,
 *   `voice-unavailable` when there is no such voice
 */
export async function readKokoroFiles(directory: string, voice: string): Promise<KokoroFiles> {
  const modelFile = kokoroGraph(directory)
  const tokenizer = path.join(directory, 'tokenizer.json')
  const hasTokenizer = await exists(tokenizer)
  const isReleased = modelFile !== undefined && path.dirname(modelFile) === path.normalize(directory)
  const missing = [
    modelFile ? [] : ['onnx/model.onnx'],
    hasTokenizer || isReleased ? [] : ['tokenizer.json'],
  ].flat()
  if (modelFile === undefined || missing.length > 0) {
    throw new AppError('model-missing', { kind: 'model-files-missing', directory, files: missing })
  }
  requireFile(modelFile)
  return {
    modelFile,
    vocabulary: hasTokenizer ? await readVocabulary(tokenizer) : new Map(Object.entries(kokoroVocabulary)),
    styles: await readStyles(directory, voice),
  }
}

/** The graph that would be loaded of a directory; undefined where there is none. */
export function kokoroGraph(directory: string): string | undefined {
  const inFolder = (folder: string, usual: readonly string[], form: RegExp): string[] => {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => form.test(name)) : []
    return [...usual.filter((name) => names.includes(name)), ...names.sort()].map((name) =>
      path.join(folder, name),
    )
  }
  return [
    ...inFolder(path.join(directory, 'onnx'), modelNames, /^model.*\.onnx$/),
    ...inFolder(directory, releasedNames, releasedName),
  ].at(0)
}

const releasedName = /^kokoro-v1\.0(\.[\w-]+)*\.onnx$/

/** Whether a directory is in the public layout or in kokoro-onnx's own. */
export function isKokoroFolder(directory: string): boolean {
  const graph = kokoroGraph(directory)
  const isReleased = graph !== undefined && path.dirname(graph) === path.normalize(directory)
  return isReleased || (graph !== undefined && existsSync(path.join(directory, 'tokenizer.json')))
}

/** The IDs of all voices for a model's directory: its own, and those that kokoro-js brings; sorted. */
export async function listVoices(directory: string): Promise<string[]> {
  const folders = voiceFolders(directory).map((folder) => readdir(folder).catch((): string[] => []))
  const names = (await Promise.all(folders)).flat().flatMap((file) => /^(.+)\.bin$/.exec(file)?.[1] ?? [])
  const packed = await findPackedVoices(directory)
  return [...new Set([...names, ...(packed?.entries.keys() ?? [])].filter(isVoiceName))].sort()
}

async function readVocabulary(file: string): Promise<Map<string, number>> {
  requireFile(file)
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw toAppError(cause)
  })
  try {
    const { model } = tokenizerFile.parse(JSON.parse(text))
    return new Map(Object.entries(model.vocab))
  } catch (cause) {
    throw new AppError(
      'model-invalid',
      otherContent(file) ?? { kind: 'model-file-other', file, family: 'Kokoro' },
      { cause },
    )
  }
}

/**
 * The style vectors of a voice, or of a blend of two.
 * @throws AppError `model-invalid` for a damaged file, `voice-unavailable` when there is no such voice
 */
export async function readStyles(directory: string, voice: string): Promise<Float32Array> {
  const blend = voiceBlend(voice)
  if (blend !== undefined) {
    const { voices, share } = blend
    const styles = await Promise.all(voices.map((each) => readStyles(directory, each)))
    return weightedMean(styles, [1 - share, share])
  }
  if (isVoiceName(voice)) {
    const [own, shipped] = voiceFolders(directory).map((folder) => path.join(folder, `${voice}.bin`))
    if (await exists(own)) return readVoiceFile(own)
    const packed = await findPackedVoices(directory)
    const styles = packed && (await readPackedVoice(packed, voice, styleRows * styleSize))
    if (styles !== undefined) return styles
    if (await exists(shipped)) return readVoiceFile(shipped)
  }
  throw new AppError('voice-unavailable', { kind: 'voice-unknown', voice })
}

async function readVoiceFile(file: string): Promise<Float32Array> {
  requireFile(file)
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw toAppError(cause)
  })
  const damaged = (why: string): AppError =>
    new AppError('model-invalid', { kind: 'model-file-damaged', file, detail: why })
  if (bytes.length !== styleRows * styleSize * 4) {
    const other = otherContent(file)
    throw other === undefined ? damaged(`${bytes.length} bytes`) : new AppError('model-invalid', other)
  }
  const styles = Float32Array.from({ length: styleRows * styleSize }, (_, i) => bytes.readFloatLE(i * 4))
  if (!styles.every(Number.isFinite)) throw damaged('it holds something that is not a number')
  return styles
}

const isVoiceName = (name: string): boolean => /^[a-z]{2}_[a-z0-9]+$/.test(name)

/** Where voices lie, first choice first. */
const voiceFolders = (directory: string): string[] => [path.join(directory, 'voices'), shippedVoices()]

/** The folder of the voices that kokoro-js brings. */
function shippedVoices(): string {
  if (ownFiles.isInstalled) return ownFiles.shipped('voices')
  return path.join(path.dirname(createRequire(import.meta.url).resolve('kokoro-js')), '../voices')
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
