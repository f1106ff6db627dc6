import type { HostContact } from '../engine/network/contactTally'
import type { ContactNote } from './contactLog'

/** What the engine tells of hosts that it asks: the server that answers, or the proxy on the way to it. */
export function serverContact({ isProxy, ...rest }: HostContact): ContactNote {
  return { part: 'engine', purpose: isProxy ? 'proxy' : 'server', ...rest }
}
