import path from 'node:path'
import { dataDir, variable, type Environment } from '../files/dataDir'
import { homeDir } from '../files/homeDir'

/** Where the fetched CUDA libraries lie: `PARLEY_CUDA_DIR`, or beside the user's models. */
export function cudaDir(env: Environment = process.env): string {
  return variable(env, 'PARLEY_CUDA_DIR') ?? path.join(dataDir(env, process.platform, homeDir()), 'cuda')
}
