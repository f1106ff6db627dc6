import { readdirSync, readlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { OwnPart, PrivacyReport, SeenConnection } from '@contract'
import { ownProcesses, type OwnProcess } from './ownProcesses'
import { tcpConnections, type TcpConnection } from './tcpTable'

export interface ConnectionWatchOptions {
  readonly everySeconds?: number
  readonly now?: () => number
  readonly processes?: () => readonly OwnProcess[] | undefined
  /** Whether a connection counts; absent: those that leave this computer. */
  readonly counts?: (connection: TcpConnection) => boolean
}

/**
 * Looks every few seconds which TCP connections the system shows at Parley's processes, whoever opened them. It sees what
 * stands at that moment: a connection that comes and goes between two looks is missed. Where the system is not Linux it
 * sees nothing, and says so.
 */
export class ConnectionWatch {
  readonly #options: Required<ConnectionWatchOptions>
  readonly #seen = new Map<string, SeenConnection>()
  readonly #timer: NodeJS.Timeout
  #last: { readonly parts: OwnPart[]; readonly closed: OwnPart[] } | undefined

  constructor(options: ConnectionWatchOptions = {}) {
    this.#options = {
      ...{ everySeconds: 5, now: Date.now, processes: ownProcesses },
      counts: ({ isLoopback }) => !isLoopback,
      ...options,
    }
    this.#timer = setInterval(() => void this.#look(), this.#options.everySeconds * 1000).unref()
    void this.#look()
  }

  /** Looks once more, and tells all that was seen. */
  async report(): Promise<PrivacyReport['looked']> {
    await this.#look()
    const { everySeconds } = this.#options
    return this.#last && { connections: [...this.#seen.values()], ...this.#last, everySeconds }
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #look(): Promise<void> {
    const processes = this.#options.processes()
    if (processes === undefined) return
    const [parts, closed] = [new Set<OwnPart>(), new Set<OwnPart>()]
    /** The kernel takes long for a table: one is read for all who share a network. */
    const tables = new Map<string, Promise<TcpConnection[]>>()
    for (const { pid, part } of processes) {
      const held = socketsOf(pid)
      if (held === 'closed') closed.add(part)
      if (typeof held === 'string') continue
      parts.add(part)
      const table = tables.get(held.network) ?? tablesOf(pid)
      tables.set(held.network, table)
      for (const each of (await table).filter(this.#options.counts))
        if (held.inodes.has(each.inode)) this.#note(part, each.to)
    }
    this.#last = { parts: [...parts], closed: [...closed] }
  }

  #note(part: OwnPart, to: string): void {
    const now = this.#options.now()
    const key = `${part} ${to}`
    this.#seen.set(key, { part, to, firstAt: this.#seen.get(key)?.firstAt ?? now, lastAt: now })
  }
}

interface HeldSockets {
  /** The name of its network namespace. */
  readonly network: string
  readonly inodes: ReadonlySet<string | undefined>
}

/** The sockets that a process has; closed: the system lets nobody look; gone: it has ended. */
function socketsOf(pid: number): HeldSockets | 'closed' | 'gone' {
  try {
    const descriptors = readdirSync(`/proc/${pid}/fd`)
    const inodes = new Set(descriptors.map((descriptor) => socketOf(`/proc/${pid}/fd/${descriptor}`)))
    return { network: readlinkSync(`/proc/${pid}/ns/net`), inodes }
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    return code === 'EACCES' || code === 'EPERM' ? 'closed' : 'gone'
  }
}

/** The number of the socket that a file descriptor is; undefined for what is none, or was closed meanwhile. */
function socketOf(descriptor: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(descriptor))?.[1]
  } catch {
    return undefined
  }
}

/** The connections of the network that a process is in; none of a kernel without IPv6, or when it has ended. */
async function tablesOf(pid: number): Promise<TcpConnection[]> {
  const names = ['tcp', 'tcp6']
  const texts = names.map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => ''))
  return (await Promise.all(texts)).flatMap(tcpConnections)
}
