import { access, readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@contract'
import { ownFiles } from '../files/shippedFiles'

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
const modelNames = ['', '_quantized', '_q8f16', '_fp16', '_uint8', '_uint8f16', '_q4', '_q4f16']

const tokenizerFile = z.object({ model: z.object({ vocab: z.record(z.string(), z.number().int()) }) })

/**
 * Finds Kokoro's files in a directory of the public layout: tokenizer.json, onnx/model*.onnx, and the voice in
 * voices/ or, failing that, among the 54 that kokoro-js brings.
 *
 * @throws AppError `model-missing` naming every file that is not there, `model-invalid` for a damaged one,
 *   `voice-unavailable` when there is no such voice
 */
export async function readKokoroFiles(directory: string, voice: string): Promise<KokoroFiles> {
  const modelFile = await findModel(directory)
  const tokenizer = path.join(directory, 'tokenizer.json')
  const missing = [
    modelFile ? [] : ['onnx/model.onnx'],
    (await exists(tokenizer)) ? [] : ['tokenizer.json'],
  ].flat()
  if (modelFile === undefined || missing.length > 0) {
    throw new AppError(
      'model-missing',
      `Kokoro's ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not in ${directory}; fetch the voice ` +
        'again or choose the directory that holds it.',
    )
  }
  return {
    modelFile,
    vocabulary: await readVocabulary(tokenizer),
    styles: await readStyles(directory, voice),
  }
}

/** The IDs of all voices for a model's directory: its own, and those that kokoro-js brings; sorted. */
export async function listVoices(directory: string): Promise<string[]> {
  const folders = voiceFolders(directory).map((folder) => readdir(folder).catch((): string[] => []))
  const names = (await Promise.all(folders)).flat().flatMap((file) => /^(.+)\.bin$/.exec(file)?.[1] ?? [])
  return [...new Set(names.filter(isVoiceName))].sort()
}

async function findModel(directory: string): Promise<string | undefined> {
  const names = await readdir(path.join(directory, 'onnx')).catch((): string[] => [])
  const found =
    modelNames.map((suffix) => `model${suffix}.onnx`).find((name) => names.includes(name)) ??
    names.filter((name) => /^model.*\.onnx$/.test(name)).sort()[0]
  return found && path.join(directory, 'onnx', found)
}

async function readVocabulary(file: string): Promise<Map<string, number>> {
  try {
    const { model } = tokenizerFile.parse(JSON.parse(await readFile(file, 'utf8')))
    return new Map(Object.entries(model.vocab))
  } catch (cause) {
    throw new AppError(
      'model-invalid',
      `${file} is not the tokenizer of a Kokoro model; fetch the voice again.`,
      {
        cause,
      },
    )
  }
}

/**
 * The style vectors of a voice.
 * @throws AppError `model-invalid` for a damaged file, `voice-unavailable` when there is no such voice
 */
export async function readStyles(directory: string, voice: string): Promise<Float32Array> {
  const places = voiceFolders(directory).map((folder) => path.join(folder, `${voice}.bin`))
  for (const file of places) {
    if (!isVoiceName(voice) || !(await exists(file))) continue
    const bytes = await readFile(file)
    if (bytes.length !== styleRows * styleSize * 4) {
      throw new AppError(
        'model-invalid',
        `The voice file ${file} is damaged (${bytes.length} bytes); fetch it again.`,
      )
    }
    return Float32Array.from({ length: styleRows * styleSize }, (_, i) => bytes.readFloatLE(i * 4))
  }
  throw new AppError('voice-unavailable', `Kokoro has no voice "${voice}"; choose another, such as af_heart.`)
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
