import { expect, it } from 'vitest'
import { tcpConnections } from '../../../src-main/privacy/tcpTable'

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
const line = (remote: string, state: string, inode: number): string =>
  `   0: 0100007F:1F90 ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 20 4 30 10 -1`
const read = (remote: string, state = '01'): object[] =>
  tcpConnections(`${head}\n${line(remote, state, 7)}\n`)

it('of a table of Linux the other ends are read, and which of them are this computer', () => {
  expect(read('010200C0:01BB')).toEqual([{ inode: '7', to: '192.0.2.1:443', isLoopback: false }])
  expect(read('0100007F:1F90')).toMatchObject([{ to: '127.0.0.1:8080', isLoopback: true }])
  expect(read('B80D0120000000000000000001000000:01BB')).toMatchObject([
    { to: '[2001:db8::1]:443', isLoopback: false },
  ])
  expect(read('00000000000000000000000001000000:0050')).toMatchObject([{ to: '[::1]:80', isLoopback: true }])
  // IPv4 in a socket of IPv6.
  expect(read('0000000000000000FFFF0000010200C0:01BB')).toMatchObject([
    { to: '192.0.2.1:443', isLoopback: false },
  ])
  expect(read('0000000000000000FFFF00000100007F:01BB')).toMatchObject([{ isLoopback: true }])
})

it('a connection that is being opened counts, and a socket that listens does not', () => {
  expect(read('010200C0:01BB', '02')).toHaveLength(1)
  expect(read('00000000:0000', '0A')).toEqual([])
  expect(tcpConnections('')).toEqual([])
})
