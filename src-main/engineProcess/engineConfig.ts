import path from 'node:path'
import { AppError, config, type Config, type ConversationPlaces } from '@contract'
import { variable } from '../engine/files/dataDir'
import { endOfTurnPlaces } from '../models/endOfTurnPlaces'
import { otherVariants } from '../models/otherVariants'
import { userPlaces } from '../models/places'
import { projectRoot } from './projectRoot'
import { readConfigFile } from './configFile'

/**
 * The engine's configuration for the app: the user's configuration file, and what goes before it. `PARLEY_END_OF_TURN`
 * names another end-of-turn model than a fetched or the embedded one, `PARLEY_DEVICE` the device, `PARLEY_UNLOAD_AFTER` the minutes
 * after which idle models are unloaded.
 * @param listenerDir a Voxtral model of the public ONNX layout; absent: the embedded one
 * @param voiceDir a Kokoro model of the public ONNX layout; absent: the embedded voice
 * @param conversations where what was said is kept; absent: in memory alone
 * @throws config-invalid
 */
export function engineConfig(
  listenerDir: string | undefined,
  voiceDir?: string,
  conversations?: ConversationPlaces,
): Config {
  const file = readConfigFile()
  const [kind, minutes, endOfTurn] = ['PARLEY_DEVICE', 'PARLEY_UNLOAD_AFTER', 'PARLEY_END_OF_TURN'].map(
    (name) => variable(process.env, name),
  )
  const listener = listenerDir && path.resolve(listenerDir)
  const said = {
    listenerDir: listener,
    otherListenerDirs: listener && otherVariants(userPlaces(), listener),
    voiceDir,
    conversations,
    unloadAfterMs: minutes && Math.round(Number(minutes) * 60_000),
    endOfTurnFile: endOfTurn && path.resolve(projectRoot, endOfTurn),
    fetchedEndOfTurnFiles: endOfTurnPlaces(userPlaces()),
  }
  const parsed = config.safeParse({
    ...file,
    // What is not said leaves what the file says.
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    device: { ...file.device, ...(kind !== undefined && { kind }) },
  })
  if (parsed.success) return parsed.data
  const [{ path: place, message }] = parsed.error.issues
  throw new AppError(
    'config-invalid',
    `The configuration is wrong: ${[...place, message].join(': ')}. Correct the option or the PARLEY_ variable that says so.`,
  )
}
