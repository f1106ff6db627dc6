import path from 'node:path'
import {
  keepingOf,
  readServerAddress,
  type Config,
  type ConversationPlaces,
  type ServerConfig,
  type ServerVoiceConfig,
  type Settings,
} from '@contract'
import type { ServerKey } from '../settings/serverKey'
import { endOfTurnPlaces } from '../models/endOfTurnPlaces'
import { otherVariants } from '../models/otherVariants'
import { userPlaces } from '../models/places'
import type { UsedDirectories } from '../settings/usedModels'
import { projectRoot } from './projectRoot'

/**
 * What the engine goes by: the settings, and where its files lie.
 * @param used the models that are used
 * @param serverKey of the server at that address; undefined: none
 * @param conversations where what was said is kept; absent: in memory alone
 */
export function engineConfig(
  settings: Settings,
  used: UsedDirectories = {},
  serverKey?: ServerKey,
  conversations?: ConversationPlaces,
): Config {
  const { persona, speed, followsMood, contextTokens, earlierQuestions, audioMarginTokens, voice } = settings
  const { device, sampling, endOfTurnFile, otherListenerDirs, unloadAfterMinutes, tools, toolServers } =
    settings
  const listener = used.listener && path.resolve(used.listener)
  const server = usedServer(settings, serverKey)
  const serverVoice = usedServerVoice(settings, serverKey)
  return {
    ...(server && { server }),
    ...(serverVoice && { serverVoice }),
    ...{ persona, speed, followsMood, contextTokens, earlierQuestions, audioMarginTokens, device, sampling },
    ...{ tools, toolServers },
    ...(conversations && { conversations }),
    keeping: keepingOf(settings.keeping),
    listenerDir: listener,
    otherListenerDirs:
      listener && otherListenerDirs.length === 0 ? otherVariants(userPlaces(), listener) : otherListenerDirs,
    voiceDir: used.voice,
    voice: firstVoice(typeof voice === 'string' ? [voice] : voice, used.voice !== undefined),
    unloadAfterMs: Math.round(unloadAfterMinutes * 60_000),
    endOfTurnFile: endOfTurnFile && path.resolve(projectRoot, endOfTurnFile),
    fetchedEndOfTurnFiles: endOfTurnPlaces(userPlaces()),
  }
}

/** The server that answers; undefined: none was chosen. */
function usedServer({ server }: Settings, keyFor?: ServerKey): ServerConfig | undefined {
  const { answers, address, model, sendsSound, stepsIn } = server
  if (answers === 'here' || address === '') return undefined
  return { address, model, sendsSound, stepsIn, ...keyOf(address, keyFor) }
}

/** The server that speaks; undefined: none was chosen. */
function usedServerVoice({ serverVoice }: Settings, keyFor?: ServerKey): ServerVoiceConfig | undefined {
  const { speaks, address, model, voice, language } = serverVoice
  if (speaks === 'here' || address === '') return undefined
  return { address, model, voice, language, ...keyOf(address, keyFor) }
}

function keyOf(address: string, keyFor?: ServerKey): { readonly key?: string } {
  const read = readServerAddress(address)
  const key = 'fault' in read ? undefined : keyFor?.(read.origin)
  return key === undefined ? {} : { key }
}

/** The first voice for Kokoro, or for the built-in model: that one's names begin with a language, such as `en-us+f3`. */
function firstVoice(voices: readonly string[], isKokoro: boolean): string | undefined {
  return voices.find((id) => /^[a-z]{2,3}([-+]|$)/.test(id) !== isKokoro)
}
