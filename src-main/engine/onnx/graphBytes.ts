import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { requireFile } from '../files/requireFile'
import { isWeightsOf } from './isWeightsOf'
import { weightsFile } from './weightsFile'
import { weightsLocations } from './weightsLocations'

/** A graph of more bytes has its weights in itself, and is not read only to find others. */
const longestReadBytes = 64e6

/** A graph file and the weights beside it: those that it names, and those of the usual names. */
export function graphBytes(file: string): number {
  requireFile(file)
  const [folder, name] = [path.dirname(file), path.basename(file)]
  const usual = readdirSync(folder).filter((each) => isWeightsOf(name, each))
  const isRead = statSync(file).size <= longestReadBytes
  const named = isRead ? [...weightsLocations(readFileSync(file))] : []
  const places = usual.map((each) => realpathSync(path.join(folder, each)))
  const weights = new Set([...places, ...named.flatMap((each) => weightsFile(file, each) ?? [])])
  // Opened by ONNX Runtime, which would wait for a pipe as anybody does.
  for (const each of weights) requireFile(each)
  return [file, ...weights].reduce((sum, each) => sum + statSync(each).size, 0)
}
