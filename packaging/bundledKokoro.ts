import { existsSync, chmodSync, copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError, noticeInEnglish, toAppError } from '@contract'
import { sha256Of } from '../src-main/engine/files/sha256Of'
import { catalogue } from '../src-main/models/catalogue'
import type { Hub } from '../src-main/models/hub'
import { readModelRecord, recordName, type ModelRecord } from '../src-main/models/modelRecord'
import type { Places } from '../src-main/models/places'
import { pullModel, type PullProgress } from '../src-main/models/pullModel'
import { bundledGraph, bundledVoiceId, shippedName, type KokoroGraph } from './kokoroGraph'

/** Files that are known beside the hub's own, which the hub tells of when it is asked. */
const knownGraphs: readonly Omit<KokoroGraph, 'file'>[] = [
  {
    sizeBytes: 92_361_271,
    sha256: '6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb',
    repository: 'thewh1teagle/kokoro-onnx',
    revision: 'model-files-v1.0',
    source: 'https://github.com/thewh1teagle/kokoro-onnx',
  },
]

/**
 * Fetches it from the hub among the user's models, or takes it from there where it was fetched before: then nobody is asked.
 * @throws AppError in one sentence, with what else can be done
 */
export async function fetchKokoro(
  hub: Hub,
  places: Places,
  signal: AbortSignal,
  onProgress?: (progress: PullProgress) => void,
): Promise<KokoroGraph> {
  let folder: string
  try {
    folder = await pullModel(bundledVoiceId, { hub, places, signal, onProgress })
  } catch (thrown) {
    const { code, notice } = toAppError(thrown)
    throw new AppError(
      code,
      {
        kind: 'as-told',
        text: `Kokoro, which installers bring, could not be fetched; try again, name a folder that has it (--kokoro DIR), or make them without (--without-kokoro). ${noticeInEnglish(notice)}`,
      },
      { cause: thrown },
    )
  }
  const { repository, revision, files } = readModelRecord(folder)!
  const { path: name, sizeBytes, sha256 } = files.find((file) => file.path.endsWith('.onnx'))!
  if (sha256 === undefined) throw refused(`The hub names no SHA-256 of ${name} of ${repository}.`)
  const source = `${hub.endpoint}/${repository}`
  return { file: path.join(folder, name), sizeBytes, sha256, repository, revision, source }
}

/**
 * Takes it from a folder in the public layout or in that of kokoro-onnx's releases.
 * @param known by which content it is told
 * @throws AppError where there is none, or another one
 */
export function kokoroIn(directory: string, known = knownGraphs): KokoroGraph {
  const names = ['onnx/model_quantized.onnx', shippedName]
  const file = names.map((name) => path.join(directory, name)).find((each) => existsSync(each))
  if (file === undefined) throw refused(`There is no ${names.join(' or ')} in ${directory}.`)
  const sha256 = sha256Of(file)
  const found = known.find((each) => each.sha256 === sha256)
  if (found === undefined)
    throw refused(
      `${file} is none of the eight-bit Kokoros that are known here (its SHA-256 is ${sha256}); name another folder, or leave out --kokoro to have it fetched.`,
    )
  return { ...found, file }
}

/**
 * Lays it out beside the archive, with the record by which an installed app knows it.
 * @throws AppError where what came there is not what it should be
 */
export function stageKokoro(graph: KokoroGraph, beside: string): void {
  const { file, sizeBytes, sha256, repository, revision } = graph
  const to = path.join(beside, bundledGraph)
  mkdirSync(path.dirname(to), { recursive: true })
  copyFileSync(file, to)
  // Of the copy: this is what is given away.
  if (statSync(to).size !== sizeBytes || sha256Of(to) !== sha256)
    throw refused(
      `${file} is not what ${repository} has (SHA-256 ${sha256}): remove it, and make the installers again.`,
    )
  const { id, name, variant, kind, licence } = catalogue.find((entry) => entry.id === bundledVoiceId)!
  const files = [{ path: shippedName, sizeBytes, sha256 }]
  const record: ModelRecord = { id, name, variant, kind, licence, repository, revision, files }
  const note = path.join(path.dirname(to), recordName)
  writeFileSync(note, `${JSON.stringify(record, undefined, 2)}\n`)
  // What was fetched is its user's alone; what is installed everybody on the computer reads.
  for (const each of [to, note]) chmodSync(each, 0o644)
}

function refused(text: string): AppError {
  return new AppError('model-invalid', { kind: 'as-told', text })
}
