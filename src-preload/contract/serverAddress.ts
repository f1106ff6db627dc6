import { webUrl } from './webUrl'

/** How far from here a host can be: this very computer, a network of its owner's, or anywhere. */
export type HostReach = 'this-computer' | 'private' | 'anywhere'

/**
 * How far what is sent to a host can go, by its name alone: nobody is asked.
 * @param hostname as `URL` has it, an IPv6 address in brackets
 */
export function hostReach(hostname: string): HostReach {
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return 'this-computer'
  return privateHosts.some((pattern) => pattern.test(hostname)) ? 'private' : 'anywhere'
}

/** Hosts that no public network leads to: by RFC 1918, 3927, 6598, 4193, 4291, 6762 and 8375, and by habit. */
const privateHosts = [
  /^10\.\d+\.\d+\.\d+$/,
  /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/,
  /^(192\.168|169\.254)\.\d+\.\d+$/,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/,
  /^\[(f[cd][\da-f]{2}|fe[89ab][\da-f]):/,
  // A name without a dot is one of the local network's.
  /^[a-z\d_-]+$/,
  /\.(local|lan|internal|home\.arpa)$/,
]

/** What is wrong with an address of a server. */
export type ServerAddressFault = 'no-address' | 'has-login' | 'has-query' | 'plain-beyond'

/** A server that was named in the settings. */
export interface ServerAddress {
  /** What paths such as `/chat/completions` are put behind: without a slash at the end. */
  readonly base: string
  /** Its scheme, name and port. A key is for this and no other. */
  readonly origin: string
  /** Its name, with the port where that is not the usual one. */
  readonly host: string
  readonly reach: HostReach
  /** Who is on the way can read what is sent. */
  readonly isPlain: boolean
}

/**
 * Reads the base address of a server, such as `https://api.example.com/v1`. Behind a bare host the usual `/v1` is added.
 * @returns what is wrong with it, where it is none
 */
export function readServerAddress(text: string): ServerAddress | { readonly fault: ServerAddressFault } {
  const url = webUrl(text)
  if (url === undefined) return { fault: 'no-address' }
  if (url.username !== '' || url.password !== '') return { fault: 'has-login' }
  if (url.search !== '' || url.hash !== '') return { fault: 'has-query' }
  const reach = hostReach(url.hostname)
  const isPlain = url.protocol === 'http:'
  if (isPlain && reach === 'anywhere') return { fault: 'plain-beyond' }
  const path = url.pathname.replace(/\/+$/, '')
  const { origin, host } = url
  return { base: origin + (path === '' ? '/v1' : path), origin, host, reach, isPlain }
}
