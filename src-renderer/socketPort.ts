import {
  AppError,
  beginsTurn,
  decodeMessage,
  encodeMessage,
  resumeProtocol,
  sharedClock,
  socketClose,
  socketGreeting,
  socketPath,
  unansweredTurn,
  type AppErrorBody,
  type AskMessage,
  type EngineMessage,
  type Port,
} from '@contract'
import { words } from './words'

const retryMs = [500, 1000, 2000, 4000]
/** What may have been lost on the way is kept to be sent again: about a minute of speech. */
const keptBytes = 4 * 1024 * 1024

type Frame = string | ArrayBuffer

/** A WebSocket, as far as it is used. */
export interface Socket {
  binaryType: string
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  send(frame: Frame): void
  close(): void
}

/**
 * The line to the web host. It outlives its sockets: after a cut both sides go on where the other one stopped hearing.
 * What the host no longer knows ends as failed; a line that cannot be mended is `lost` until a restart is asked for.
 */
export class SocketPort implements Port<AskMessage, unknown> {
  readonly #address: string
  readonly #openSocket: (address: string, protocol: string) => Socket
  #socket: Socket | undefined
  #isGreeted = false
  #isClosed = false
  #attempts = 0
  /** Why no more is tried. */
  #lost: AppErrorBody | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  /** Frames that the host may not have, the number of the first of them, and how many came from the host. */
  #kept: Frame[] = []
  #keptBytes = 0
  #firstKept = 1
  #received: number | undefined
  readonly #openTurns = new Set<number>()
  /** How the engine was, for when the line is back. */
  #engine: unknown
  #receive: ((message: unknown) => void) | undefined
  #waiting: unknown[] = []
  readonly #closed: (() => void)[] = []

  /**
   * @param origin such as `http://127.0.0.1:4100`
   * @param page names the page, so that it can come back to its conversation
   * @param openSocket opens a WebSocket there that offers this sub-protocol
   */
  constructor(origin: string, page: string, openSocket: (address: string, protocol: string) => Socket) {
    this.#address = `${origin}${socketPath}?page=${page}`
    this.#openSocket = openSocket
    this.#connect()
  }

  send(message: AskMessage): void {
    if (this.#isClosed) return
    if (message.type === 'restart' && !this.#socket) {
      this.#attempts = 0
      this.#lost = undefined
      this.#connect()
      return
    }
    if (beginsTurn(message)) {
      this.#openTurns.add(message.turn)
      if (this.#lost) queueMicrotask(() => this.#forget(this.#lost))
    }
    if (this.#lost) return
    const frame = encodeMessage(message)
    this.#keep(frame)
    if (this.#isGreeted) this.#socket?.send(frame)
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive
    for (const message of this.#waiting.splice(0)) receive(message)
  }

  onClose(closed: () => void): void {
    this.#closed.push(closed)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#retry)
    this.#socket?.close()
    for (const closed of this.#closed) closed()
  }

  #connect(): void {
    clearTimeout(this.#retry)
    const known = this.#received === undefined ? '' : `&received=${this.#received}`
    const socket = this.#openSocket(this.#address + known, resumeProtocol)
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    this.#isGreeted = false
    socket.addEventListener('message', ({ data }) => {
      try {
        this.#take(decodeMessage(data as Frame))
      } catch {
        // A host that speaks another language is as good as none.
        socket.close()
      }
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lose(code)
    })
  }

  #take(message: unknown): void {
    if (this.#isGreeted) {
      this.#received = (this.#received ?? 0) + 1
      const { type, turn } = message as Partial<EngineMessage & { turn: number }>
      if (type === 'ready' || type === 'engine') this.#engine = message
      if (type === 'turn-end' && turn !== undefined) this.#openTurns.delete(turn)
      this.#deliver(message)
      return
    }
    const { resumed, received } = socketGreeting.parse(message)
    const isNew = this.#received === undefined
    this.#isGreeted = true
    this.#attempts = 0
    if (resumed && received + 1 >= this.#firstKept) {
      while (this.#firstKept <= received) this.#dropOldest()
      if (this.#engine !== undefined) this.#deliver(this.#engine)
    } else {
      if (!isNew) this.#forget()
      if (!resumed) this.#received = 0
      this.#firstKept = received + 1
    }
    for (const frame of this.#kept) this.#socket?.send(frame)
  }

  /** The host knows nothing of what was open. */
  #forget(error = gone(words.trouble.cutInAnswer)): void {
    this.#kept = []
    this.#keptBytes = 0
    for (const turn of this.#openTurns) this.#deliver(unansweredTurn(turn, 'failed', sharedClock(), error))
    this.#openTurns.clear()
  }

  #lose(code: number): void {
    this.#socket = undefined
    this.#isGreeted = false
    if (this.#isClosed) return
    const isForGood = code === socketClose.takenOver || code === socketClose.tooMany
    if (isForGood || this.#attempts >= retryMs.length) {
      this.#lost = gone(whyLost(code))
      this.#forget(this.#lost)
      this.#deliver({ type: 'engine', state: 'lost', error: this.#lost })
      return
    }
    if (this.#attempts === 0) this.#deliver({ type: 'engine', state: 'restarting' })
    this.#retry = setTimeout(() => this.#connect(), retryMs[this.#attempts++])
  }

  #keep(frame: Frame): void {
    this.#kept.push(frame)
    this.#keptBytes += sizeOf(frame)
    while (this.#keptBytes > keptBytes) this.#dropOldest()
  }

  #dropOldest(): void {
    this.#keptBytes -= sizeOf(this.#kept.shift() ?? '')
    this.#firstKept++
  }

  #deliver(message: unknown): void {
    if (this.#receive) this.#receive(message)
    else this.#waiting.push(message)
  }
}

function whyLost(code: number): string {
  if (code === socketClose.takenOver) return words.trouble.otherTab
  return code === socketClose.tooMany ? words.trouble.tooManyTabs : words.trouble.hostGone
}

function gone(message: string): AppErrorBody {
  return new AppError('engine-lost', message, { retryable: true }).toBody()
}

function sizeOf(frame: Frame): number {
  return typeof frame === 'string' ? frame.length : frame.byteLength
}
