import { session } from 'electron'

/**
 * The proxy by which this computer's settings, or their script, lead to an address.
 * @returns its own address; undefined where there is none, or only one of a kind that is not spoken here (SOCKS)
 */
export async function systemProxy(address: string): Promise<string | undefined> {
  // As in a PAC script's answer: `PROXY proxy.home:3128; DIRECT`, best first.
  const choices = (await session.defaultSession.resolveProxy(address)).split(';')
  for (const choice of choices) {
    const [, kind, host] = /^(PROXY|HTTPS|DIRECT)(?: (\S+))?$/.exec(choice.trim()) ?? []
    if (kind === 'DIRECT') return undefined
    if (kind !== undefined && host !== undefined) return `${kind === 'HTTPS' ? 'https' : 'http'}://${host}`
  }
  return undefined
}
