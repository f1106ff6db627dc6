import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../e2e/chromium'
import { connectionsIn, isLocal } from '../rigs/network/connectionsIn'
import { watchNetwork, whyNotWatched } from '../rigs/network/watchNetwork'
import { watchMainJob } from './watchMainJob'

const obstacle = whyNotWatched()
if (obstacle !== undefined) console.log(`What leaves this machine is not watched: ${obstacle}.`)

describe('what strace recorded is read as', () => {
  const hex = (text: string): string =>
    [...Buffer.from(text, 'latin1')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  const read = (line: string): string[] => connectionsIn(`17<${hex('node')}> ${line}`).map(({ to }) => to)
  const to4 = (host: string): string =>
    `{sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("${hex(host)}")}`
  const to6 = (host: string): string =>
    `{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "${hex(host)}", &sin6_addr), sin6_scope_id=0}`
  const asked = `${hex('\x80\xc5\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x06mobile\x06events\x04data\x00\x00\x01\x00\x01')}`

  it('addresses, in whichever call they stand', () => {
    expect(read(`connect(33, ${to4('192.0.2.1')}, 16 <unfinished ...>`)).toEqual(['192.0.2.1:53'])
    expect(read(`connect(33, ${to6('2001:db8::1')}, 28) = -1 EINPROGRESS`)).toEqual(['[2001:db8::1]:443'])
    expect(read(`sendto(9, "${hex('hello')}", 5, 0, ${to4('192.0.2.7')}, 16) = 5`)).toEqual(['192.0.2.7:53'])
    expect(read(`sendto(9<UDP:[10.0.0.5:99->192.0.2.8:53]>, "${hex('x')}", 1, 0, NULL, 0) = 1`)).toEqual([
      '192.0.2.8:53',
    ])
    expect(read(`connect(9<UDPv6:[51422]>, ${to6('2001:db8::1')}, 28) = 0`)).toEqual([])
    const message = `msg_name=${to4('192.0.2.9')}, msg_namelen=16, msg_iov=[{iov_base="${hex('x')}", iov_len=1}]`
    expect(read(`sendmsg(9, {${message}}, 0) = 1`)).toEqual(['192.0.2.9:53'])
  })

  it('names that are looked up, of whichever resolver', () => {
    expect(read(`sendto(33<UDP:[7]>, "${asked}", 50, MSG_NOSIGNAL, NULL, 0) = 50`)).toEqual([
      'name mobile.events.data',
    ])
    const both = `{msg_hdr={msg_name=NULL, msg_iov=[{iov_base="${asked}", iov_len=50}]}}`
    expect(read(`sendmmsg(33, [${both}], 2, MSG_NOSIGNAL) = 2`)).toEqual(['name mobile.events.data'])
    const path = hex('/run/systemd/resolve/io.systemd.Resolve')
    expect(read(`connect(3, {sa_family=AF_UNIX, sun_path="${path}"}, 42) = 0`)).toEqual([
      'name (by the system’s resolver)',
    ])
    for (const other of ['POST / HTTP/1.1', '\x00'.repeat(40), `${'\x01'.repeat(40)}`])
      expect(read(`sendto(33, "${hex(other)}", 40, 0, NULL, 0) = 40`)).toEqual([])
  })

  it('staying here for the loopback alone, and never for a name', () => {
    const local = (to: string): boolean => isLocal({ by: '', to })
    for (const to of ['127.0.0.1:80', '127.8.9.1:80', '[::1]:80', '[::ffff:127.0.0.1]:80'])
      expect([to, local(to)]).toEqual([to, true])
    for (const to of ['10.0.0.1:53', '[::ffff:10.0.0.1]:80', '0.0.0.0:80', 'name localhost'])
      expect([to, local(to)]).toEqual([to, false])
  })
})

describe.skipIf(obstacle !== undefined)('of every process', () => {
  it('what asks for another machine is seen, in a child and its children', async () => {
    // From the address of the loopback the system lets nothing out.
    const connect = `require('net').connect({ host: '192.0.2.1', port: 9, localAddress: '127.0.0.1' }).on('error', () => 0)`
    const parent = `require('child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(connect)}])`
    const env = { ...process.env, NODE_OPTIONS: '' }
    const { code, output, connections } = await watchNetwork(process.execPath, ['-e', parent], env)
    expect([code, output]).toEqual([0, ''])
    expect(connections).toEqual([
      { by: expect.stringMatching(/^\d+ \((node|MainThread)\)$/) as string, to: '192.0.2.1:9' },
    ])
  })

  it.skipIf(chromiumPath() === undefined)(
    'the main job goes nowhere but to itself and to the model hub, looks no name up, writes in its places alone, and removes all of that',
    { timeout: 300_000 },
    async () => {
      const { left, astray, offences, telemetryFiles, strays, ...told } = await watchMainJob(1)
      expect({ left, astray, offences, telemetryFiles, strays }).toEqual({
        left: [],
        astray: [],
        offences: [],
        telemetryFiles: [],
        strays: [],
      })
      // It was watched, and all of it was done.
      expect(told.reached).toEqual(told.ports)
      expect(told.fetched).toBe(1)
      // The window says the same of itself.
      expect(told.shown).toContain('None. Parley asked nobody for anything.')
      expect(told.shown).toMatch(/looks at the TCP connections .*\(now: Parley itself and the engine\)/)
      expect(told.shown).toContain('Models that were fetched')
      // Everything was removed in the end, but the voice that the user had brought.
      expect(told.removed).toMatch(
        /What went[^]*Models that were fetched[^]*What stayed[^]*job\/voice\nIt is yours\./,
      )
      const { endedWith, leftOver, browserKeeps } = told
      expect({ endedWith, leftOver, browserKeeps }).toEqual({ endedWith: 0, leftOver: [], browserKeeps: [] })
    },
  )
})
