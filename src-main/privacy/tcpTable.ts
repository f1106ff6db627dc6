/** A TCP connection as Linux lists it (`/proc/PID/net/tcp`). */
export interface TcpConnection {
  /** The number of its socket, by which a process has it. */
  readonly inode: string
  /** The other end: `192.0.2.1:443` or `[2001:db8::1]:443`. */
  readonly to: string
  readonly isLoopback: boolean
}

/** Listening sockets have no other end. */
const listening = '0A'

/** The connections of a table, for IPv4 (`tcp`) or IPv6 (`tcp6`). */
export function tcpConnections(table: string): TcpConnection[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , remote, state]) => remote !== undefined && state !== listening)
    .map(([, , remote, , , , , , , inode]) => {
      const [words, port] = remote.split(':')
      const bytes = words.match(/.{8}/g)!.flatMap(bytesOf)
      const v4 = bytes.length === 4 ? bytes : mappedV4(bytes)
      const host = v4?.join('.') ?? `[${v6(bytes)}]`
      const isLoopback = v4 ? v4[0] === 127 : host === '[::1]'
      return { inode, to: `${host}:${Number.parseInt(port, 16)}`, isLoopback }
    })
}

/** Four bytes are written as one number, as this processor has numbers: the first byte last. */
function bytesOf(word: string): number[] {
  return word
    .match(/../g)!
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
}

/** `::ffff:192.0.2.1`, as an IPv6 socket has an IPv4 address. */
function mappedV4(bytes: readonly number[]): number[] | undefined {
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
  return isMapped ? bytes.slice(12) : undefined
}

/** As people write it: the longest row of zeros left out. URL writes it so. */
function v6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] << 8) | bytes[2 * i + 1]).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
