import {
  AppError,
  decodeMessage,
  encodeMessage,
  Inbox,
  socketClose,
  socketPath,
  socketProtocol,
  type AppErrorBody,
  type AskMessage,
  type EngineState,
  type HostMessage,
  type Port,
} from '@contract'

const retryMs = [500, 1000, 2000, 2000, 2000]
/** From then on the host counts as gone, and is looked for all the same: somebody may start it again. */
const goneRetryMs = 2000

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
 * The line to the web host, which is made anew when its socket is cut. Until the host has spoken, what is said is dropped.
 * Tells that the line is cut while there is no socket. A host that stays away is `lost` until it is there again, and is tried
 * at once when a restart is asked for; one that refuses the page is not tried again by itself.
 */
export class SocketPort implements Port<AskMessage | HostMessage, unknown> {
  readonly #address: string
  readonly #openSocket: (address: string, protocol: string) => Socket
  readonly #inbox = new Inbox<unknown>()
  #socket: Socket | undefined
  /** The host has spoken on this socket. */
  #isHeard = false
  #isClosed = false
  #attempts = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  readonly #closed: (() => void)[] = []

  /**
   * @param origin such as `http://127.0.0.1:4100`
   * @param openSocket opens a WebSocket there that offers this sub-protocol
   */
  constructor(origin: string, openSocket: (address: string, protocol: string) => Socket) {
    this.#address = `${origin}${socketPath}`
    this.#openSocket = openSocket
    this.#connect()
  }

  send(message: AskMessage | HostMessage): void {
    if (this.#isClosed) return
    if (this.#isHeard) this.#socket?.send(encodeMessage(message))
    else if (message.type === 'restart' && !this.#socket) {
      this.#attempts = 0
      this.#tell('cut')
      this.#connect()
    }
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#inbox.onMessage(receive)
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
    const socket = this.#openSocket(this.#address, socketProtocol)
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket) this.#take(socket, data as Frame)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lose(code)
    })
  }

  #take(socket: Socket, frame: Frame): void {
    let message: unknown
    try {
      message = decodeMessage(frame)
    } catch {
      // A host that speaks another language is as good as none.
      return socket.close()
    }
    this.#isHeard = true
    this.#attempts = 0
    this.#inbox.deliver(message)
  }

  #lose(code: number): void {
    this.#socket = undefined
    this.#isHeard = false
    if (this.#isClosed) return
    const isRefused = code === socketClose.tooMany
    if (isRefused || this.#attempts === retryMs.length) {
      const kind = isRefused ? 'too-many-tabs' : 'host-gone'
      this.#tell('lost', new AppError('engine-lost', { kind }, { retryable: true }).toBody())
    }
    if (isRefused) return
    if (this.#attempts === 0) this.#tell('cut')
    this.#retry = setTimeout(() => this.#connect(), retryMs[this.#attempts++] ?? goneRetryMs)
  }

  #tell(state: EngineState, error?: AppErrorBody): void {
    this.#inbox.deliver({ type: 'engine', state, ...(error && { error }) })
  }
}
