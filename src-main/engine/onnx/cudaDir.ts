import { dataDir, joinOf, variable, type Environment } from '../files/dataDir'
import { homeDir } from '../files/homeDir'

/** Where the fetched CUDA libraries lie: `PARLEY_CUDA_DIR`, or beside the user's models. */
export function cudaDir(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): string {
  return variable(env, 'PARLEY_CUDA_DIR') ?? joinOf(platform)(dataDir(env, platform, home), 'cuda')
}
