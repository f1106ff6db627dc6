import os from 'node:os'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Where models lie on this computer. */
export interface Places {
  /** Parley's own: a folder for each model. */
  readonly modelsDir: string
  /** The cache that Hugging Face's own tools share; looked into, never written. */
  readonly hubCacheDir: string
}

/**
 * The places of this user: `PARLEY_MODELS_DIR` or the platform's folder for an application's data; and Hugging Face's
 * cache by the rules of huggingface_hub (`constants.py`): HF_HUB_CACHE, else HF_HOME/hub, else the user's cache folder.
 */
export function userPlaces(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): Places {
  const platformPath = platform === 'win32' ? path.win32 : path.posix
  const join = (...parts: string[]): string => platformPath.join(...parts)
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name])
  const dataDir =
    platform === 'win32'
      ? join(set('LOCALAPPDATA') ?? join(home, 'AppData', 'Local'), 'Parley')
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support', 'Parley')
        : join(set('XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'parley')
  const hubHome = set('HF_HOME') ?? join(set('XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface')
  return {
    modelsDir: set('PARLEY_MODELS_DIR') ?? join(dataDir, 'models'),
    hubCacheDir: set('HF_HUB_CACHE') ?? set('HUGGINGFACE_HUB_CACHE') ?? join(hubHome, 'hub'),
  }
}
