import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError, toAppError } from '@contract'
import { otherContent } from '../engine/files/otherContent'
import { ownCommand } from '../engine/files/ownCommand'
import { isWeightsOf } from '../engine/onnx/isWeightsOf'
import { weightsFile } from '../engine/onnx/weightsFile'
import { EndOfTurn } from '../engine/hearing/endOfTurn'
import { modelKinds } from '../engine/models/modelKinds'
import { turnEndFile } from './layout'
import { addOwnDirectory } from './ownDirectories'
import type { Places } from './places'

/**
 * Takes a directory of the user's own into the list of models, after a look whether it has what a model needs.
 * @returns the ID under which it is known
 * @throws model-missing or model-invalid, naming what is wrong
 */
export async function importModel(places: Places, directory: string): Promise<string> {
  const names = await readdir(directory).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw toAppError(cause)
    throw new AppError('model-missing', { kind: 'no-model-folder', directory }, { cause })
  })
  const graphs = await readdir(path.join(directory, 'onnx')).catch((): string[] => [])
  const paths = [...names, ...graphs.map((name) => `onnx/${name}`)]
  const listener = modelKinds.listeners.find((kind) => kind.isIn(directory))
  const voice = modelKinds.voices.find((kind) => kind.isIn(directory))
  const turnEnd = turnEndFile(names)
  if (listener === undefined && voice === undefined && turnEnd !== undefined) {
    // It has no layout that could tell what it is; to load it does.
    const model = await EndOfTurn.load(path.join(directory, turnEnd))
    model.release()
    return addOwnDirectory(places, await realpath(directory), 'turn-end')
  }
  if (listener === undefined && voice === undefined) {
    throw new AppError('model-invalid', { kind: 'folder-no-model', directory })
  }
  refuseLinkedWeights(directory, graphs)
  refuseOtherContent(directory, paths)
  // What a damaged graph is, only loading it tells; a listener takes too long and too much memory for that.
  if (listener !== undefined) listener.check(directory)
  else (await voice?.load(directory, undefined))?.release()
  return addOwnDirectory(places, await realpath(directory), listener === undefined ? 'voice' : 'listener')
}

/** Looks into every file that may be a part of a model: one that is not may lie among right ones. */
function refuseOtherContent(directory: string, paths: readonly string[]): void {
  for (const name of paths.filter((each) => /\.(onnx([._]data(_\d+)?)?|json|bin)$/.test(each))) {
    const other = otherContent(path.join(directory, name))
    if (other !== undefined) throw new AppError('model-invalid', other)
  }
}

/** Weights outside of their graph's folder are not read, but where the graph is a link as they are: Hugging Face's cache. */
function refuseLinkedWeights(directory: string, files: readonly string[]): void {
  const folder = path.join(directory, 'onnx')
  for (const name of files) {
    const graph = files.find((each) => isWeightsOf(each, name))
    if (graph === undefined || weightsFile(path.join(folder, graph), name) !== undefined) continue
    const [, owner, repository] = /models--(.+?)--(.+)[\\/]snapshots[\\/]/.exec(path.resolve(folder)) ?? []
    const pull = repository && { command: ownCommand('models', `pull ${owner}/${repository}`) }
    throw new AppError('model-invalid', { kind: 'weights-linked', directory, ...pull })
  }
}
