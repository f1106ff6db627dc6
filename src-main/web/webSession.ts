import type { RawData, WebSocket } from 'ws'
import {
  AppError,
  askMessage,
  beginsTurn,
  decodeMessage,
  encodeMessage,
  socketClose,
  type AskMessage,
  type EngineMessage,
  type Port,
  type SocketGreeting,
} from '@contract'
import { bytesOf, FrameLog, type Frame } from './frameLog'
import type { WebLimits } from './webLimits'

/** A page is asked what it has got whenever it was sent this part of what a session keeps. */
const askedShare = 8

/** How a page comes: how many frames it has of this session (undefined: none, it is new), and if it takes a greeting. */
export interface Arrival {
  readonly received: number | undefined
  readonly takesGreeting: boolean
}

/**
 * One page's conversation, which outlives its sockets. What the page has not got is kept, to a limit, and sent when it
 * comes back. A page that reads slowly is sent less at a time; one that does not read is cut.
 */
export class WebSession {
  readonly #port: Port<AskMessage, EngineMessage>
  readonly #limits: WebLimits
  readonly #log = new FrameLog()
  readonly #openTurns = new Set<number>()
  #socket: WebSocket | undefined
  /** The number of the newest frame that was handed to the socket. */
  #sent = 0
  /** Bytes that were handed to it since its page was asked what it has got. */
  #unaskedBytes = 0
  #received = 0
  /** Turns of the session before the page's first: a page that is loaded again begins at 1. */
  #turnOffset = 0
  #newestTurn = 0
  /** How the engine is, for pages that come later. */
  #engineFrame: Frame | undefined
  #stalled: NodeJS.Timeout | undefined
  #hollow = false
  #hadPage = false

  constructor(port: Port<AskMessage, EngineMessage>, limits: WebLimits) {
    this.#port = port
    this.#limits = limits
    port.onMessage((message) => this.#say(message))
  }

  get isConnected(): boolean {
    return this.#socket !== undefined
  }

  /** A page's socket is open. An older one of the same page is closed. */
  attach(socket: WebSocket, { received, takesGreeting }: Arrival): void {
    this.#socket?.close(socketClose.takenOver, 'Another tab took this conversation over')
    const resumed = this.#hadPage && received !== undefined && this.#log.reachesBackTo(received)
    if (resumed) {
      this.#sent = received
      this.#log.trim(received)
    } else this.#beginPage()
    this.#hadPage = true
    this.#socket = socket
    this.#hollow = false
    const greeting: SocketGreeting = { type: 'session', resumed, received: this.#received }
    if (takesGreeting) socket.send(encodeMessage(greeting))
    // What an older socket still brings was not counted in the greeting: the page says it again.
    const ifNewest = (take: () => void): void => void (this.#socket === socket && take())
    socket.on('message', (data, isBinary) => ifNewest(() => this.#hear(data, isBinary)))
    socket.on('pong', (echo) =>
      ifNewest(() => this.#log.trim(Math.min(Number(echo.toString()) || 0, this.#sent))),
    )
    this.#pump()
  }

  /** The socket is gone, or is to be taken for gone. */
  detach(socket: WebSocket): void {
    if (this.#socket !== socket) return
    this.#socket = undefined
    this.#clearStall()
  }

  /** Asks the socket for a sign of life; its echo says what the page has got. */
  ping(): void {
    this.#unaskedBytes = 0
    if (this.#socket?.readyState === this.#socket?.OPEN) this.#socket?.ping(String(this.#sent))
  }

  /** Ends the conversation, and closes the socket with a code. */
  end(code: number, reason: string): void {
    this.#clearStall()
    this.#socket?.close(code, reason)
    this.#socket = undefined
    this.#port.close()
  }

  #beginPage(): void {
    for (const turn of this.#openTurns) this.#port.send({ type: 'interrupt', turn })
    this.#turnOffset = this.#newestTurn
    this.#log.clear()
    this.#sent = 0
    this.#received = 0
    if (this.#engineFrame !== undefined) this.#log.push(this.#engineFrame)
  }

  #hear(data: RawData, isBinary: boolean): void {
    this.#received++
    try {
      const bytes = Array.isArray(data) ? Buffer.concat(data) : data
      const message = askMessage.safeParse(
        decodeMessage(isBinary ? bytes : Buffer.from(bytes as Buffer).toString()),
      )
      if (!message.success)
        throw new AppError('message-invalid', `A message is none: ${message.error.issues[0].message}.`)
      this.#ask(message.data)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      this.#say({ type: 'trouble', error: thrown.toBody() })
    }
  }

  #ask(message: AskMessage): void {
    if (!('turn' in message)) {
      const isOfOne = message.type === 'forget' && message.exchange !== undefined
      this.#port.send(isOfOne ? { ...message, exchange: message.exchange! + this.#turnOffset } : message)
      return
    }
    const turn = message.turn + this.#turnOffset
    if (beginsTurn(message)) {
      if (turn > this.#newestTurn) this.#openTurns.add(turn)
      this.#newestTurn = Math.max(this.#newestTurn, turn)
    }
    const isAgain = message.type === 'ask-again'
    this.#port.send(isAgain ? { ...message, turn, of: message.of + this.#turnOffset } : { ...message, turn })
  }

  #say(message: EngineMessage): void {
    if (message.type === 'turn-end') this.#openTurns.delete(message.turn)
    let frame: Frame
    if ('turn' in message) {
      const turn = message.turn - this.#turnOffset
      if (turn <= 0) return
      frame = encodeMessage({ ...message, turn })
      if (this.#hollow) frame = withoutSamples(frame)
    } else frame = encodeMessage(message.type === 'past' ? this.#ofPage(message) : message)
    if (message.type === 'ready' || message.type === 'engine') this.#engineFrame = frame
    this.#log.push(frame)
    if (this.#log.bytes > this.#limits.sessionBytes) this.#overflow()
    this.#pump()
  }

  /** The past by the page's own numbers: its turns are not positive. */
  #ofPage(past: Extract<EngineMessage, { type: 'past' }>): EngineMessage {
    const exchanges = past.exchanges.map((each) => ({ ...each, turn: each.turn - this.#turnOffset }))
    return { ...past, exchanges }
  }

  /** Hands the socket as much as it may hold. */
  #pump(): void {
    const socket = this.#socket
    if (socket?.readyState !== socket?.OPEN || socket === undefined) return
    for (;;) {
      const frame = this.#log.get(this.#sent + 1)
      if (frame === undefined) {
        this.#clearStall()
        return
      }
      if (socket.bufferedAmount >= this.#limits.socketBytes) break
      this.#sent++
      this.#unaskedBytes += bytesOf(frame)
      socket.send(frame, (error) => {
        if (error !== undefined && error !== null) return
        this.#clearStall()
        if (this.#socket === socket) this.#pump()
      })
      // A fast engine makes more than a session keeps between two signs of life, and the page has it already.
      if (this.#unaskedBytes > this.#limits.sessionBytes / askedShare) this.ping()
    }
    this.#stalled ??= setTimeout(() => this.#cut(), this.#limits.stallMs)
  }

  /** More than a session may keep: the page does not read, or stays away. It keeps the words and loses the audio. */
  #overflow(): void {
    for (const turn of this.#openTurns) this.#port.send({ type: 'interrupt', turn })
    this.#hollow = true
    this.#log.shrink(withoutSamples)
    if (this.#log.bytes > this.#limits.sessionBytes)
      this.end(socketClose.tooSlow, 'The page did not read for too long')
    else this.#cut()
  }

  #cut(): void {
    const socket = this.#socket
    if (socket === undefined) return
    this.detach(socket)
    socket.close(socketClose.tooSlow, 'The page did not read what it was sent')
  }

  #clearStall(): void {
    clearTimeout(this.#stalled)
    this.#stalled = undefined
  }
}

/** The same message with no audio left in it, so that numbers and texts stay as they are. */
function withoutSamples(frame: Frame): Frame {
  if (typeof frame === 'string') return frame
  return encodeMessage({ ...(decodeMessage(frame) as object), samples: new Float32Array(0) })
}
