/** Something that a process asked the network for. */
export interface Connection {
  /** Its thread, as the system calls it: `1234 (node)`. */
  readonly by: string
  /** An address and port such as `127.0.0.1:80` or `[::1]:80`, or `name NAME` for a name that was looked up. */
  readonly to: string
}

/**
 * Reads what strace recorded (`watchNetwork`) of all processes: every address that was connected or sent to, and every
 * name that was asked for, in whatever way: by datagrams of DNS to any address, or through the system's resolver.
 * Connecting a socket for datagrams sends nothing, and is how programs ask the system whether there is a way.
 */
export function connectionsIn(record: string): Connection[] {
  const found = new Map<string, Connection>()
  const note = (by: string, to: string): void => void found.set(`${by} ${to}`, { by, to })
  for (const line of record.split('\n')) {
    const [, pid, name, call] = /^(\d+)(?:<(.*?)>)? +(.*)$/.exec(line) ?? []
    if (call === undefined || /^connect\(\d+<UDP/.test(call)) continue
    const by = `${pid} (${textOf(name ?? '')})`
    for (const [, port, host] of call.matchAll(v4)) note(by, `${textOf(host)}:${port}`)
    for (const [, port, host] of call.matchAll(v6)) note(by, `[${textOf(host)}]:${port}`)
    for (const [, to] of call.matchAll(connectedDatagrams)) note(by, to)
    // Where the system's own resolver listens; whoever speaks to it has a name looked up.
    for (const [, path] of call.matchAll(localSocket))
      if (textOf(path).includes('systemd/resolve')) note(by, 'name (by the system’s resolver)')
    for (const [, text] of call.matchAll(payload)) {
      const asked = nameIn(bytesOf(text))
      if (asked !== undefined) note(by, `name ${asked}`)
    }
  }
  return [...found.values()]
}

const v4 = /sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)/g
const v6 = /sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, "([^"]+)"/g
const localSocket = /sun_path=@?"([^"]*)"/g
/** A socket as strace describes it: `33<UDP:[10.0.0.5:1234->10.0.0.1:53]>`. */
const connectedDatagrams = /^send\w*\(\d+<UDP(?:v6)?:\[.*?->(.*?)\]>/g
const payload = /(?:iov_base=|^send\w*\(\d+(?:<(?:->|[^>])*>)?, )"([^"]*)"/g

/** Whether a connection stays on this machine. Asking for a name does not, whoever is asked. */
export function isLocal({ to }: Connection): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:127\.\d+\.\d+\.\d+\]):\d+$/.test(to)
}

/** A string as `strace -xx` writes it, `\x41\x42`. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}

function textOf(text: string): string {
  return bytesOf(text).toString('latin1')
}

/** The name that a question of DNS asks for (RFC 1035, 4.1); undefined for what is no such question. */
function nameIn(message: Buffer): string | undefined {
  // A header of 12 bytes: a query, of which there is one question and no answer.
  if (message.length < 17 || (message[2] & 0xf8) !== 0) return undefined
  if (message.readUInt16BE(4) !== 1 || message.readUInt16BE(6) !== 0) return undefined
  const labels: string[] = []
  let at = 12
  for (let length = message[at]; length > 0; length = message[at]) {
    if (length > 63 || at + 1 + length >= message.length) return undefined
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return labels.length === 0 || /[^\w.-]/.test(labels.join('.')) ? undefined : labels.join('.')
}
