import type { WebSocket } from 'ws'
import { resumeProtocol, type AskMessage, type EngineMessage, type PacedPort } from '@contract'
import type { WebLimits } from './webLimits'
import { WebSession } from './webSession'

interface Kept {
  readonly session: WebSession
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
  readonly #kept = new Map<string, Kept>()
  readonly #alive = new Map<WebSocket, WebSession>()
  readonly #pinging: NodeJS.Timeout

  constructor(windows: Windows, limits: WebLimits) {
    this.#windows = windows
    this.#limits = limits
    this.#pinging = setInterval(() => this.#ping(), limits.pingEveryMs)
  }

  /** Gives an open socket its session: the one of its page, or a new one. */
  open(socket: WebSocket, query: URLSearchParams): void {
    const page = query.get('page') ?? ''
    const isNamed = /^[\w-]{8,64}$/.test(page)
    const kept = (isNamed ? this.#kept.get(page) : undefined) ?? this.#begin(isNamed ? page : undefined)
    if (kept === undefined) {
      socket.close(1013, 'There are too many conversations. Close a tab.')
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
      if (this.#kept.get(page) === kept)
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
    for (const { session, expiry } of [...this.#kept.values()]) {
      clearTimeout(expiry)
      session.end(1001, 'Parley is closing')
    }
    for (const session of this.#alive.values()) session.end(1001, 'Parley is closing')
  }

  /** A new session; the one that waited longest for its page makes room. */
  #begin(page: string | undefined): Kept | undefined {
    const idle = [...this.#kept.values()].filter(({ session }) => !session.isConnected)
    if (idle.length + this.#alive.size >= this.#limits.sessions) {
      if (idle.length === 0) return undefined
      clearTimeout(idle[0].expiry)
      idle[0].session.end(1001, 'Over')
    }
    const port = this.#windows.connect()
    const kept: Kept = { session: new WebSession(port, this.#limits) }
    if (page !== undefined) {
      this.#kept.set(page, kept)
      port.onClose(() => {
        if (this.#kept.get(page) === kept) this.#kept.delete(page)
      })
    }
    return kept
  }

  #ping(): void {
    for (const session of this.#alive.values()) session.ping()
  }
}
