import path from 'node:path'
import { AppError, config, type Config } from '@contract'
import { projectRoot } from './projectRoot'

/**
 * The engine's configuration for the app. `PARLEY_END_OF_TURN` names another end-of-turn model than the embedded one,
 * `PARLEY_DEVICE` the device, `PARLEY_UNLOAD_AFTER` the minutes after which idle models are unloaded.
 * @param listenerDir a Voxtral model of the public ONNX layout; absent: the embedded one
 * @param voiceDir a Kokoro model of the public ONNX layout; absent: the embedded voice
 */
export function engineConfig(listenerDir: string | undefined, voiceDir?: string): Config {
  // Named here because a built engine lies elsewhere than its sources.
  const parsed = config.safeParse({
    listenerDir:
      listenerDir === undefined ? path.join(projectRoot, 'models/nano') : path.resolve(listenerDir),
    voiceDir,
    device: { kind: process.env.PARLEY_DEVICE },
    unloadAfterMs: Math.round(Number(process.env.PARLEY_UNLOAD_AFTER ?? 0) * 60_000),
    endOfTurnFile: path.resolve(
      projectRoot,
      process.env.PARLEY_END_OF_TURN ?? 'models/endOfTurn/endOfTurn.onnx',
    ),
  })
  if (parsed.success) return parsed.data
  throw new AppError('config-invalid', `The configuration is wrong: ${parsed.error.issues[0].message}.`)
}
