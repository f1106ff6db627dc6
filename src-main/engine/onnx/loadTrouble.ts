import path from 'node:path'
import { otherContent } from '../files/otherContent'

/** What a failed load means, in one sentence: the causes that a user can do something about, else ONNX Runtime's words. */
export function loadTrouble(file: string, said: string): string {
  // The weights' names as exports have them.
  const other = [file, `${file}_data`, `${file}.data`].map(otherContent).find((each) => each !== undefined)
  if (other !== undefined) return other
  if (/Protobuf parsing failed|does not have a graph/.test(said))
    return `${file} is damaged: it is no ONNX model.`
  if (said.includes("File doesn't exist")) return `There is no file ${file}.`
  const absent = /External data path does not exist: "([^"]+)"/.exec(said)
  if (absent !== null) return `${file} lacks its weights: there is no ${path.basename(absent[1])} beside it.`
  if (said.includes('Absolute path not allowed'))
    return `${file} names weights outside of its own folder, which are not read.`
  const outside = /escapes (?:model|working) directory.*?External data path: "([^"]+)"/s.exec(said)
  if (outside !== null)
    return `${file} names weights outside of its own folder (${outside[1]}), which are not read.`
  if (/External initializer.*(?:out of bounds|exceeds|file size)/i.test(said))
    return `The weights of ${file} are damaged: their file is too short.`
  const line = said.split('\n', 1)[0].trim()
  return line.endsWith('.') ? line : `${line}.`
}
