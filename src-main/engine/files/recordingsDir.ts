import { dataDir, joinOf, type Environment } from './dataDir'
import { homeDir } from './homeDir'

/** Where recordings for bug reports are kept. */
export function recordingsDir(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): string {
  return joinOf(platform)(dataDir(env, platform, home), 'recordings')
}
