import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@contract'
import { graphFile, readModelJson } from '../engine/models/modelFiles'
import { readVoxtralConfig } from '../engine/models/voxtralConfig'
import { EndOfTurn } from '../engine/stages/endOfTurn'
import { readKokoroFiles } from '../engine/stages/kokoroFiles'
import { graphsOf, kindOf, turnEndFile } from './layout'
import { addOwnDirectory } from './ownDirectories'
import type { Places } from './places'

/**
 * Takes a directory of the user's own into the list of models, after a look whether it has what a model needs.
 * @returns the ID under which it is known
 * @throws model-missing or model-invalid, naming what is wrong
 */
export async function importModel(places: Places, directory: string): Promise<string> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw new AppError('model-missing', `There is no directory ${directory}. Check the path.`, { cause })
  })
  const graphs = await readdir(path.join(directory, 'onnx')).catch((): string[] => [])
  const kind = kindOf([...names, ...graphs.map((name) => `onnx/${name}`)])
  const turnEnd = turnEndFile(names)
  if (kind === undefined && turnEnd !== undefined) {
    // It has no layout that could tell what it is; to load it does.
    const model = await EndOfTurn.load(path.join(directory, turnEnd))
    model.release()
    return addOwnDirectory(places, await realpath(directory), 'turn-end')
  }
  if (kind === undefined) {
    const message = `${directory} holds no model that Parley reads: neither onnx/decoder_model_merged.onnx (Voxtral), nor onnx/model.onnx and tokenizer.json (Kokoro), nor an end-of-turn model (Smart Turn). Choose the folder above "onnx".`
    throw new AppError('model-invalid', message)
  }
  if (kind === 'voice') await readKokoroFiles(directory, 'af_heart')
  else {
    readVoxtralConfig(directory)
    for (const graph of Object.keys(graphsOf(kind, []))) graphFile(directory, graph)
    for (const name of ['tokenizer.json', 'tokenizer_config.json'])
      readModelJson(directory, name, z.looseObject({}))
  }
  return addOwnDirectory(places, await realpath(directory), kind)
}
