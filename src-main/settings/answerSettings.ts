import { readServerAddress, toAppError, type SettingsAnswer, type SettingsRequest } from '@contract'
import { AnswerServer } from '../engine/network/answerServer'
import type { HostContact } from '../engine/network/contactTally'
import { serverModels } from '../engine/network/serverModels'
import { askSettings } from './askSettings'
import type { HostSettings } from './hostSettings'
import type { ServerKey } from './serverKey'

/** How a server is asked of its models. */
export interface ServerReach {
  /** Goes to the server that it was given for alone. */
  readonly key: ServerKey
  readonly onContact: (contact: HostContact) => void
}

/** Somebody looks at the list and waits. */
const longestMs = 20_000

/** Does what a window wants of the settings, and of the servers that they name. */
export async function answerSettings(
  settings: HostSettings,
  request: SettingsRequest,
  reach?: ServerReach,
): Promise<SettingsAnswer> {
  if (request.type !== 'server-models') return askSettings(settings, request)
  try {
    return { models: await modelsAt(request.address, reach), told: settings.told }
  } catch (thrown) {
    return { error: toAppError(thrown).toBody(), told: settings.told }
  }
}

async function modelsAt(text: string, reach: ServerReach | undefined): Promise<string[]> {
  const address = readServerAddress(text)
  if ('fault' in address) return []
  const key = reach?.key(address.origin)
  const server = new AnswerServer({ address, key, ...(reach && { onContact: reach.onContact }) })
  try {
    return [...(await serverModels(server, AbortSignal.timeout(longestMs)))]
  } finally {
    server.close()
  }
}
