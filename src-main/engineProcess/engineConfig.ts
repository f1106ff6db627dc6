import path from 'node:path'
import { AppError, config, type Config } from '@contract'
import { projectRoot } from './projectRoot'

/**
 * The engine's configuration for the app.
 * @param listenerDir a Voxtral model of the public ONNX layout; absent: the embedded one
 */
export function engineConfig(listenerDir: string | undefined): Config {
  // Named here because a built engine lies elsewhere than its sources.
  const parsed = config.safeParse({
    listenerDir:
      listenerDir === undefined ? path.join(projectRoot, 'models/nano') : path.resolve(listenerDir),
  })
  if (parsed.success) return parsed.data
  throw new AppError('config-invalid', `The configuration is wrong: ${parsed.error.issues[0].message}.`)
}
