import { builtInModel, type ModelKind } from '@contract'
import { bundledDirectory } from '../models/bundledModels'
import { findModel } from '../models/findModel'
import { userPlaces, type Places } from '../models/places'
import type { HostSettings } from './hostSettings'

/** Where the models lie that are used; absent: the built-in one, which is part of the code. */
export interface UsedDirectories {
  readonly listener?: string | undefined
  readonly voice?: string | undefined
}

/**
 * The directories of the models that the settings name. One that was chosen or stands in the file and is gone counts as not
 * chosen; where none is, one that came with the app is used.
 * @throws model-missing when one that the command line or the environment names is not here
 */
export async function usedModels(
  settings: HostSettings,
  places: Places = userPlaces(),
): Promise<UsedDirectories> {
  const { values } = settings
  const find = async (
    key: 'listener' | 'voiceModel',
    kind: ModelKind,
    id: string | undefined,
  ): Promise<string | undefined> => {
    if (id === builtInModel) return undefined
    if (id === undefined) return bundledDirectory(places, kind)
    const { source } = settings.originOf(key)
    const isNamedNow = source === 'option' || source === 'environment'
    return findModel(id, kind, places).catch((thrown: unknown) => {
      if (isNamedNow) throw thrown
      return bundledDirectory(places, kind)
    })
  }
  return {
    listener: await find('listener', 'listener', values.listener),
    voice: await find('voiceModel', 'voice', values.voiceModel),
  }
}
