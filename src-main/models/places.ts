import { dataDir, folderVariable, joinOf, variable, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'
import { ownFiles } from '../engine/files/shippedFiles'

/** Where models lie on this computer. */
export interface Places {
  /** Parley's own: a folder for each model. */
  readonly modelsDir: string
  /** The cache that Hugging Face's own tools share; looked into, never written. */
  readonly hubCacheDir: string
  /** Models that came with the installed app, a folder for each: read, never written. Absent: it runs from its sources. */
  readonly bundledDir?: string
}

/**
 * The places of this user: `PARLEY_MODELS_DIR` or the platform's folder for an application's data; and Hugging Face's
 * cache by the rules of huggingface_hub (`constants.py`): HF_HUB_CACHE, else HF_HOME/hub, else the user's cache folder.
 */
export function userPlaces(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): Places {
  const join = joinOf(platform)
  const set = (name: string): string | undefined => variable(env, name)
  const cache = folderVariable(env, platform, 'XDG_CACHE_HOME')
  const hubHome = set('HF_HOME') ?? join(cache ?? join(home, '.cache'), 'huggingface')
  return {
    modelsDir: set('PARLEY_MODELS_DIR') ?? join(dataDir(env, platform, home), 'models'),
    hubCacheDir: set('HF_HUB_CACHE') ?? set('HUGGINGFACE_HUB_CACHE') ?? join(hubHome, 'hub'),
    ...(ownFiles.isInstalled && { bundledDir: ownFiles.shipped('models') }),
  }
}

/** The user's file of settings, which need not be there: `PARLEY_CONFIG`, or beside the folder of the models. */
export function settingsFile(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): string {
  return variable(env, 'PARLEY_CONFIG') ?? joinOf(platform)(dataDir(env, platform, home), 'settings.yaml')
}
