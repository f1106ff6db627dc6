import { dataDir, joinOf, type Environment } from './dataDir'
import { homeDir } from './homeDir'

/** Where the log lies, which says what happened and never what was said. */
export function logsDir(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): string {
  return joinOf(platform)(dataDir(env, platform, home), 'logs')
}
