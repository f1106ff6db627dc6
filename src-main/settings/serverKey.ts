import { AppError, readServerAddress } from '@contract'
import { variable, type Environment } from '../engine/files/dataDir'
import type { HostSettings } from './hostSettings'

/** The key of the server with that origin; undefined: there is none for it. A key goes to the server that it was given for alone. */
export type ServerKey = (origin: string) => string | undefined

/** The variable that gives it to Parley. */
const keyVariable = 'PARLEY_SERVER_KEY'

/** The origin of the server that the settings name; undefined: they name none. */
export function serverOrigin({ values }: HostSettings): string | undefined {
  const read = readServerAddress(values.server.address)
  return 'fault' in read ? undefined : read.origin
}

/**
 * The key that the environment gives: for the server that the settings name now.
 * @throws config-invalid for what can be no key
 */
export function environmentKey(settings: HostSettings, env: Environment = process.env): ServerKey {
  const key = checkedKey(variable(env, keyVariable))
  const origin = serverOrigin(settings)
  return (asked) => (asked === origin ? key : undefined)
}

/**
 * A key as its user gave it, without the space around it; undefined: none. An error never repeats it.
 * @throws config-invalid for one with a character that no header may have, such as a line break in the middle
 */
export function checkedKey(text: string | undefined): string | undefined {
  const key = text?.trim() ?? ''
  if (key === '') return undefined
  if (/^[\x21-\x7e]{1,1000}$/.test(key)) return key
  throw new AppError('config-invalid', { kind: 'server-key-characters', variable: keyVariable })
}
