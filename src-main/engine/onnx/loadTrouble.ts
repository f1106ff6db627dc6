import type { Notice } from '@contract'
import path from 'node:path'
import { otherContent } from '../files/otherContent'

/** What a failed load means: the causes that a user can do something about, else ONNX Runtime's words. */
export function loadTrouble(file: string, said: string): Notice {
  // The weights' names as exports have them.
  const other = [file, `${file}_data`, `${file}.data`].map(otherContent).find((each) => each !== undefined)
  if (other !== undefined) return other
  if (/Protobuf parsing failed|does not have a graph/.test(said)) return { kind: 'model-not-onnx', file }
  if (said.includes("File doesn't exist")) return { kind: 'model-no-file', file }
  const absent = /External data path does not exist: "([^"]+)"/.exec(said)
  if (absent !== null) return { kind: 'weights-missing', file, weights: path.basename(absent[1]) }
  if (said.includes('Absolute path not allowed')) return { kind: 'weights-outside', file }
  const outside = /escapes (?:model|working) directory.*?External data path: "([^"]+)"/s.exec(said)
  if (outside !== null) return { kind: 'weights-outside', file, weights: outside[1] }
  if (/External initializer.*(?:out of bounds|exceeds|file size)/i.test(said))
    return { kind: 'weights-short', file }
  const line = said.split('\n', 1)[0].trim()
  return { kind: 'model-not-loaded', file, detail: line.endsWith('.') ? line : `${line}.` }
}
