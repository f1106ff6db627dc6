import type { WebSocket } from 'ws'
import { resumeProtocol, socketClose, type AskMessage, type EngineMessage, type PacedPort } from '@contract'
import type { Admission } from './admissions'
import type { WebLimits } from './webLimits'
import { WebSession } from './webSession'

interface Kept {
  readonly session: WebSession
  readonly owner: Admission
  /** Ends the session when no page comes back. */
  expiry?: NodeJS.Timeout
}

interface Windows {
  connect(): PacedPort<AskMessage, EngineMessage>
}

/** The conversations of all pages, with and without a socket. */
export class WebSessions {
  readonly #windows: Windows
  readonly #limits: WebLimits
  readonly #all = new Set<Kept>()
  /** Those to which a page can come back, by its name. */
  readonly #named = new Map<string, Kept>()
  readonly #alive = new Map<WebSocket, WebSession>()
  readonly #pinging: NodeJS.Timeout

  constructor(windows: Windows, limits: WebLimits) {
    this.#windows = windows
    this.#limits = limits
    this.#pinging = setInterval(() => this.#ping(), limits.pingEveryMs)
  }

  /** Gives an open socket its session: the one of its page, or a new one. */
  open(socket: WebSocket, query: URLSearchParams, owner: Admission): void {
    const page = query.get('page') ?? ''
    const isNamed = /^[\w-]{8,64}$/.test(page)
    const kept =
      (isNamed ? this.#named.get(page) : undefined) ?? this.#begin(owner, isNamed ? page : undefined)
    if (kept === undefined) {
      socket.close(socketClose.tooMany, 'There are too many conversations. Close a tab.')
      return
    }
    clearTimeout(kept.expiry)
    const { session } = kept
    let answers = true
    socket.on('error', () => socket.terminate())
    socket.on('pong', () => (answers = true))
    // Not by itself: who asks and reads no answer would fill the memory with them.
    socket.on('ping', (data) => {
      if (socket.bufferedAmount < this.#limits.socketBytes) socket.pong(data)
    })
    const watch = setInterval(() => {
      // Of one that is not read for a while no answer can be heard.
      if (!answers && !socket.isPaused) socket.terminate()
      answers = false
    }, this.#limits.pingEveryMs * 2)
    socket.on('close', () => {
      clearInterval(watch)
      this.#alive.delete(socket)
      session.detach(socket)
      if (session.isConnected) return
      if (this.#named.get(page) === kept)
        kept.expiry = setTimeout(() => session.end(1001, 'Over'), this.#limits.keepSessionMs)
      else session.end(1001, 'Over')
    })
    this.#alive.set(socket, session)
    const received = query.get('received')
    session.attach(socket, {
      received: received !== null && /^\d{1,9}$/.test(received) ? Number(received) : undefined,
      takesGreeting: socket.protocol === resumeProtocol,
    })
  }

  close(): void {
    clearInterval(this.#pinging)
    for (const kept of [...this.#all]) this.#end(kept, 'Parley is closing')
  }

  /**
   * A new session. Where there are as many as there may be, one that nobody asked anything in makes room; a conversation
   * never does.
   */
  #begin(owner: Admission, page: string | undefined): Kept | undefined {
    const { sessions, allSessions } = this.#limits
    const all = [...this.#all]
    const own = all.filter((kept) => kept.owner === owner)
    if (own.length >= sessions || all.length >= allSessions) {
      const empty = own.find(({ session }) => !session.isConnected && !session.isBegun)
      if (empty === undefined) return undefined
      this.#end(empty, 'Over')
    }
    const port = this.#windows.connect()
    const kept: Kept = { session: new WebSession(port, this.#limits), owner }
    this.#all.add(kept)
    if (page !== undefined) this.#named.set(page, kept)
    port.onClose(() => {
      this.#all.delete(kept)
      if (page !== undefined && this.#named.get(page) === kept) this.#named.delete(page)
    })
    return kept
  }

  #end({ session, expiry }: Kept, why: string): void {
    clearTimeout(expiry)
    session.end(1001, why)
  }

  #ping(): void {
    for (const session of this.#alive.values()) session.ping()
  }
}
