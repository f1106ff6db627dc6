import type { HostContact } from '../engine/network/contactTally'
import type { ContactNote } from './contactLog'

/** That a server was asked, or the proxy on the way to it: by the engine, for answers, or by the host, for what it has. */
export function serverContact(
  { isProxy, ...rest }: HostContact,
  part: 'engine' | 'host' = 'engine',
): ContactNote {
  return { part, purpose: isProxy ? 'proxy' : 'server', ...rest }
}
