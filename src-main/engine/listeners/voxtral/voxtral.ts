import { existsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { dtypeSuffixes, graphFile, readModelJson } from './modelFiles'
import type { ListenerKind } from '../listenerKind'
import { reloadableVoxtral } from './reloadableVoxtral'
import { readVoxtralConfig } from './voxtralConfig'
import { VoxtralListener } from './voxtralListener'
import { loadVoxtral, type VoxtralModel } from './voxtralModel'
import { voxtralGraphs, voxtralVariants } from './voxtralVariants'
import { warmUp } from './warmUp'

/** Models of Voxtral's layout, such as the built-in one. */
export const voxtral: ListenerKind<VoxtralModel> = {
  name: 'Voxtral',
  isIn: (modelDir) =>
    dtypeSuffixes.some((suffix) =>
      existsSync(path.join(modelDir, 'onnx', `decoder_model_merged${suffix}.onnx`)),
    ),
  check(modelDir) {
    readVoxtralConfig(modelDir)
    for (const graph of voxtralGraphs) graphFile(modelDir, graph)
    for (const name of ['tokenizer.json', 'tokenizer_config.json'])
      readModelJson(modelDir, name, z.looseObject({}))
  },
  needs(modelDirs, device) {
    const config = readVoxtralConfig(modelDirs[0])
    return {
      variants: voxtralVariants(modelDirs, config, device),
      longestContextTokens: config.longestContext,
    }
  },
  async load(modelDir, places, contextTokens) {
    const model = await loadVoxtral(modelDir, places)
    try {
      await warmUp(model, places.device?.kind !== 'cpu', contextTokens)
      return model
    } catch (thrown) {
      model.release()
      throw thrown
    }
  },
  listener: (first, source, contextTokens) =>
    new VoxtralListener(reloadableVoxtral(first, source, contextTokens)),
}
