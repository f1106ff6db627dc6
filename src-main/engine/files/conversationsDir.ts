import { dataDir, joinOf, type Environment } from './dataDir'
import { homeDir } from './homeDir'

/** Where conversations are kept, for those who want that. */
export function conversationsDir(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): string {
  return joinOf(platform)(dataDir(env, platform, home), 'conversations')
}
