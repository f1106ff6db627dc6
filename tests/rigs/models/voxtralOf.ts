import { VoxtralListener } from '../../../src-main/engine/listeners/voxtral/voxtralListener'
import type { Decoding, VoxtralModel } from '../../../src-main/engine/listeners/voxtral/voxtralModel'
import type { EngineModels } from '../../../src-main/engine/models/engineModels'

/** The Voxtral that listens among these models. */
export function voxtralOf({ listener }: Pick<EngineModels, 'listener'>): VoxtralModel {
  if (listener instanceof VoxtralListener) return listener.model
  throw new Error(`${listener.name} is no Voxtral.`)
}

/** These models, whose Voxtral decodes otherwise. */
export function withDecoder<M extends Pick<EngineModels, 'listener'>>(
  models: M,
  decoder: Partial<Decoding>,
): M {
  const model = voxtralOf(models)
  return {
    ...models,
    listener: new VoxtralListener({ ...model, decoder: { ...model.decoder, ...decoder } }),
  }
}
