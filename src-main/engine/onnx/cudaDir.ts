import os from 'node:os'
import path from 'node:path'

/** Where the fetched CUDA libraries lie: `PARLEY_CUDA_DIR`, or beside the user's models. */
export function cudaDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PARLEY_CUDA_DIR) return env.PARLEY_CUDA_DIR
  const home = os.homedir()
  const data =
    process.platform === 'win32'
      ? path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData/Local'), 'Parley')
      : path.join(env.XDG_DATA_HOME ?? path.join(home, '.local/share'), 'parley')
  return path.join(data, 'cuda')
}
