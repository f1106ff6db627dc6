import path from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { AppError, toAppError } from '@contract'
import { channels } from '../../src-preload/channels'
import type { HostSettings } from '../settings/hostSettings'
import { checkedKey, environmentKey, serverOrigin, type ServerKey } from '../settings/serverKey'
import { answerPage } from './pages'
import { SealedText } from './sealedText'

const kept = z.object({ origin: z.string(), key: z.string() })

/**
 * The key of the server that answers: the one that the user keeps in the system's safe storage, else the environment's. Lets
 * windows keep one, for the server that the settings name then.
 * @param changed called when another one is kept
 */
export function keptServerKey(settings: HostSettings, changed: () => void): ServerKey {
  const sealed = new SealedText(path.join(app.getPath('userData'), 'server-key'), 'PARLEY_SERVER_KEY')
  const ofEnvironment = environmentKey(settings)
  const keyFor: ServerKey = (origin) => {
    const text = sealed.read()
    const read = text === undefined ? undefined : kept.parse(JSON.parse(text))
    return read?.origin === origin ? read.key : ofEnvironment(origin)
  }
  const keep = (text: string): void => {
    const key = checkedKey(text)
    const origin = serverOrigin(settings)
    if (key !== undefined && origin === undefined)
      throw new AppError('config-invalid', { kind: 'server-key-first' })
    sealed.keep(key && JSON.stringify({ origin, key }))
    changed()
  }
  answerPage(channels.isServerKeySafe, () => sealed.isSafe)
  answerPage(channels.isServerKeyKept, () => {
    const origin = serverOrigin(settings)
    return origin !== undefined && sealed.isKept && keyFor(origin) !== undefined
  })
  answerPage(channels.keepServerKey, (text) => {
    try {
      return keep(text)
    } catch (thrown) {
      return toAppError(thrown).toBody()
    }
  })
  return keyFor
}
