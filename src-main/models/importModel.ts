import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@contract'
import { graphFile, readModelJson } from '../engine/models/modelFiles'
import { readVoxtralConfig } from '../engine/models/voxtralConfig'
import { readKokoroFiles } from '../engine/stages/kokoroFiles'
import { graphsOf, kindOf } from './layout'
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
  if (kind === undefined) {
    const message = `${directory} holds no model that Parley reads: neither onnx/decoder_model_merged.onnx (Voxtral) nor onnx/model.onnx and tokenizer.json (Kokoro). Choose the folder above "onnx".`
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
