import { readdir, readFile, readlink } from 'node:fs/promises'
import type { OwnPart, PrivacyReport, SeenConnection } from '@contract'
import { ownProcesses, type OwnProcess } from './ownProcesses'
import { tcpConnections, type TcpConnection } from './tcpTable'

export interface ConnectionWatchOptions {
  readonly everySeconds?: number
  readonly now?: () => number
  readonly processes?: () => Promise<readonly OwnProcess[] | undefined>
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
    const processes = await this.#options.processes()
    if (processes === undefined) return
    const [parts, closed] = [new Set<OwnPart>(), new Set<OwnPart>()]
    for (const { pid, part } of processes) {
      const connections = await connectionsOf(pid)
      if (connections === 'closed') closed.add(part)
      else if (connections !== 'gone') {
        parts.add(part)
        for (const each of connections.filter(this.#options.counts)) this.#note(part, each.to)
      }
    }
    this.#last = { parts: [...parts], closed: [...closed] }
  }

  #note(part: OwnPart, to: string): void {
    const now = this.#options.now()
    const key = `${part} ${to}`
    this.#seen.set(key, { part, to, firstAt: this.#seen.get(key)?.firstAt ?? now, lastAt: now })
  }
}

/** The TCP connections that a process has; closed: the system lets nobody look; gone: it has ended. */
async function connectionsOf(pid: number): Promise<TcpConnection[] | 'closed' | 'gone'> {
  try {
    const open = await readdir(`/proc/${pid}/fd`)
    const leads = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
    const inodes = new Set(leads.map((lead) => /^socket:\[(\d+)\]$/.exec(lead)?.[1]))
    const tables = await Promise.all(
      // A kernel without IPv6 has no such table.
      ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => '')),
    )
    return tables.flatMap(tcpConnections).filter(({ inode }) => inodes.has(inode))
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    return code === 'EACCES' || code === 'EPERM' ? 'closed' : 'gone'
  }
}
