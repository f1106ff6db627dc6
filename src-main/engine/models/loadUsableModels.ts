import path from 'node:path'
import { AppError, toAppError, type Config, type Notice } from '@contract'
import { modelKinds } from './modelKinds'
import { embeddedListenerDir, loadEngineModels, type EngineModels } from './engineModels'

/**
 * Loads the configured models of somebody who talks; where the listener cannot be loaded the embedded one, so that the conversation goes on.
 * @param instead these models were chosen in place of others, and this says why
 * @throws what `loadEngineModels` throws where the embedded listener was chosen, or fails too
 */
export async function loadUsableModels(config: Config, instead?: Notice): Promise<EngineModels> {
  const models = await loadListenerOrEmbedded(config)
  if (instead === undefined) return models
  return { ...models, failures: [new AppError('engine-lost', instead), ...models.failures] }
}

async function loadListenerOrEmbedded(config: Config): Promise<EngineModels> {
  try {
    return await loadEngineModels(config, modelKinds, true)
  } catch (thrown) {
    const { listenerDir } = config
    if (listenerDir === undefined || path.resolve(listenerDir) === embeddedListenerDir) throw thrown
    const { code, notice } = toAppError(thrown)
    const builtIn = { ...config, listenerDir: undefined, otherListenerDirs: [] }
    const models = await loadEngineModels(builtIn, modelKinds, true)
    return {
      ...models,
      failures: [
        new AppError(
          code,
          { kind: 'listener-instead', name: path.basename(listenerDir), why: notice },
          { cause: thrown },
        ),
        ...models.failures,
      ],
    }
  }
}
