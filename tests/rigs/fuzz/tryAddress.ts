import { AppError, readServerAddress, type HostReach } from '../../../src-preload/contract'
import { proxyAddress, webAddress } from '../../../src-main/engine/network/webAddress'
import { nextAddress } from '../../../src-main/models/nextAddress'
import type { Random } from '../conversation/random'

/** How far each of these is, by what everybody knows of it. */
const hosts: readonly (readonly [string, HostReach | undefined])[] = [
  ['127.0.0.1', 'this-computer'],
  ['localhost', 'this-computer'],
  ['[::1]', 'this-computer'],
  ['2130706433', 'this-computer'],
  ['0x7f.1', 'this-computer'],
  ['10.1.2.3', 'private'],
  ['192.168.0.7', 'private'],
  ['172.31.255.1', 'private'],
  ['[fd00::1]', 'private'],
  ['printer', 'private'],
  ['box.local', 'private'],
  ['172.32.0.1', 'anywhere'],
  ['11.1.2.3', 'anywhere'],
  ['8.8.8.8', 'anywhere'],
  ['134744072', 'anywhere'],
  ['192.169.0.1', 'anywhere'],
  ['127.0.0.1.example.com', 'anywhere'],
  ['localhost.example.com', 'anywhere'],
  ['10.0.0.1.nip.io', 'anywhere'],
  ['box.local.example.com', 'anywhere'],
  ['[2001:db8::1]', 'anywhere'],
  ['[fc::1]', 'anywhere'],
  ['[::ffff:808:808]', 'anywhere'],
  ['exämple.com', 'anywhere'],
  ['', undefined],
  ['a b', undefined],
  ['%00', undefined],
  ['[::1', undefined],
]
const secret = 'hunter2'

/** Tries one address in all places that take one. Whether any of them did. @throws Error where one ought not to have */
export function tryAddress(random: Random): boolean {
  const [host, reach] = random.pick(hosts)
  const scheme = random.pick([
    'http://',
    'https://',
    'https://',
    'HTTP://',
    'ftp://',
    'file://',
    'javascript:',
    'socks5://',
    '',
  ])
  const login = random.pick(['', '', '', `ada:${secret}@`, `${secret}@`, '%zz@'])
  const port = random.pick(['', '', ':443', ':8080', ':0', ':99999', ':x'])
  const behind = random.pick([
    '',
    '',
    '/',
    '/v1',
    '/v1/',
    '/v1//',
    '/?x=1',
    '/#x',
    '/../..',
    '/%2e%2e',
    '\\@8.8.8.8/',
    '\n',
    ' ',
  ])
  const text = scheme + login + host + port + behind
  const require = (is: boolean, what: string): void => {
    if (!is) throw new Error(`${JSON.stringify(text)}: ${what}`)
  }
  const secretly = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw new Error(`${JSON.stringify(text)} threw`, { cause: thrown })
      require(!thrown.message.includes(secret), `its password is told: ${thrown.message}`)
      return undefined
    }
  }
  const isOfTheWeb = (url: URL): boolean => /^https?:$/.test(url.protocol)
  const hub = secretly(() => webAddress('HF_ENDPOINT', text))
  if (hub) require(isOfTheWeb(hub) && hub.username + hub.password === '', `${hub.href} is taken for a hub`)
  const proxy = secretly(() => proxyAddress('HTTPS_PROXY', text))
  if (proxy) require(isOfTheWeb(proxy), `${proxy.href} is taken for a proxy`)
  const next = secretly(() => nextAddress(new URL('https://hub.example/a'), text))
  if (next)
    require(next.protocol === 'https:' &&
      next.username + next.password === '', `it may lead on to ${next.href}`)
  const server = readServerAddress(text)
  if ('fault' in server) {
    require(!server.fault.includes(secret), 'its password is told')
    const isRight =
      scheme.startsWith('https') && login === '' && reach !== undefined && /^(\/(v1)?)?$/.test(behind)
    require(!isRight || /^:(99999|x)$/.test(port), `it is refused: ${server.fault}`)
  } else {
    require(/^https?:\/\//.test(server.base) &&
      !/[?#]/.test(server.base) &&
      new URL(server.base).username === '', `its base is ${server.base}`)
    require(!(server.isPlain && server.reach === 'anywhere'), 'it is plain, and anywhere')
    require(server.reach === reach, `it is ${server.reach}, not ${reach}`)
  }
  return hub !== undefined || proxy !== undefined || next !== undefined || !('fault' in server)
}
