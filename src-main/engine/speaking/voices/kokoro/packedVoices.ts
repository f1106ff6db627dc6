import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@contract'
import { requireFile } from '../../../files/requireFile'
import { readEntry, readZip, type ZipEntry } from '../../../files/zip'

/** A voice and the header before it: 510 rows of 256 floats. */
const longestVoiceBytes = 600_000

/**
 * Kokoro's voices as the releases of kokoro-onnx pack them: `voices-v1.0.bin`, a zip archive of NumPy's arrays, one a voice
 * (numpy.lib.format, version 1.0), each f32 [510, 1, 256].
 */
export interface PackedVoices {
  readonly file: string
  /** By the name of the voice. */
  readonly entries: ReadonlyMap<string, ZipEntry>
}

/**
 * The packed voices of a folder; undefined where there are none.
 * @throws model-invalid for a file that is no such archive
 */
export async function findPackedVoices(directory: string): Promise<PackedVoices | undefined> {
  const names = await readdir(directory).catch((): string[] => [])
  const name = names.find((each) => /^voices-v1\.0(\.\w+)*\.bin$/.test(each))
  if (name === undefined) return undefined
  const file = path.join(directory, name)
  requireFile(file)
  const entries = await readZip(file).catch((cause: unknown) => {
    throw damaged(file, cause)
  })
  return { file, entries: new Map(entries.map((entry) => [entry.name.replace(/\.npy$/, ''), entry])) }
}

/**
 * The numbers of one voice.
 * @param count how many there must be
 * @throws model-invalid for an array of another type or size
 */
export async function readPackedVoice(
  { file, entries }: PackedVoices,
  voice: string,
  count: number,
): Promise<Float32Array | undefined> {
  const entry = entries.get(voice)
  if (entry === undefined) return undefined
  const bytes = await readEntry(file, entry, longestVoiceBytes).catch((cause: unknown) => {
    throw damaged(file, cause)
  })
  const isArray = bytes.length > 10 && bytes.toString('latin1', 0, 8) === '\u0093NUMPY\u0001\0'
  const start = isArray ? 10 + bytes.readUInt16LE(8) : 0
  const header = bytes.toString('latin1', 10, start)
  const isRight = header.includes("'descr': '<f4'") && header.includes("'fortran_order': False")
  if (!isRight || bytes.length - start !== count * 4) throw damaged(file, `${voice}: ${header}`)
  const numbers = Float32Array.from({ length: count }, (_, i) => bytes.readFloatLE(start + i * 4))
  if (!numbers.every(Number.isFinite)) throw damaged(file, `${voice} holds something that is not a number`)
  return numbers
}

function damaged(file: string, cause: unknown): AppError {
  return new AppError(
    'model-invalid',
    { kind: 'model-file-other', file, family: 'Kokoro' },
    {
      cause,
    },
  )
}
