import type { RawData, WebSocket } from 'ws'
import {
  AppError,
  askMessage,
  beginsTurn,
  decodeMessage,
  encodeMessage,
  sharedClock,
  socketClose,
  toAppError,
  unansweredTurn,
  type AskMessage,
  type EngineMessage,
  type PacedPort,
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

interface HeardFrame {
  readonly data: RawData
  readonly isBinary: boolean
}

/**
 * One page's conversation, which outlives its sockets. What the page has not got is kept, to a limit, and sent when it
 * comes back. A page that reads slowly is sent less at a time; one that does not read is cut. One that says more than the
 * engine takes is heard no further until it has. Whatever goes wrong in a session ends that session alone.
 */
export class WebSession {
  readonly #port: PacedPort<AskMessage, EngineMessage>
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
  /** Frames that came and were not heard yet, oldest first. */
  readonly #unheard: HeardFrame[] = []
  /** How many were heard since others had their turn. */
  #heardAtOnce = 0
  #othersTurn: NodeJS.Immediate | undefined
  #isOver = false

  constructor(port: PacedPort<AskMessage, EngineMessage>, limits: WebLimits) {
    this.#port = port
    this.#limits = limits
    port.onMessage((message) => this.#safely(() => this.#say(message)))
    port.onTaken(() => this.#safely(() => this.#hear()))
  }

  get isConnected(): boolean {
    return this.#socket !== undefined
  }

  /** Whether anything was asked in it. */
  get isBegun(): boolean {
    return this.#newestTurn > 0
  }

  /** A page's socket is open. An older one of the same page is closed. */
  attach(socket: WebSocket, arrival: Arrival): void {
    this.#safely(() => this.#greet(socket, arrival))
  }

  /** The socket is gone, or is to be taken for gone. */
  detach(socket: WebSocket): void {
    if (this.#socket !== socket) return
    this.#socket = undefined
    this.#unheard.length = 0
    this.#clearStall()
  }

  /** Asks the socket for a sign of life; its echo says what the page has got. */
  ping(): void {
    this.#safely(() => {
      this.#unaskedBytes = 0
      if (this.#socket?.readyState === this.#socket?.OPEN) this.#socket?.ping(String(this.#sent))
    })
  }

  /** Ends the conversation, and closes the socket with a code. */
  end(code: number, reason: string): void {
    this.#isOver = true
    this.#clearStall()
    clearImmediate(this.#othersTurn)
    this.#unheard.length = 0
    this.#log.clear()
    const socket = this.#socket
    this.#socket = undefined
    this.#port.close()
    // Heard again, so that it learns of its end.
    socket?.resume()
    socket?.close(code, reason)
  }

  /** Nothing thrown for one session may reach the others. */
  #safely(work: () => void): void {
    if (this.#isOver) return
    try {
      work()
    } catch (thrown) {
      console.error(`parley: A conversation was ended. ${toAppError(thrown).message}`)
      this.end(socketClose.failed, 'Something went wrong in this conversation')
    }
  }

  #greet(socket: WebSocket, { received, takesGreeting }: Arrival): void {
    this.#socket?.resume()
    this.#socket?.close(socketClose.takenOver, 'Another tab took this conversation over')
    // What the older socket brought and nobody heard is not counted in the greeting: the page says it again.
    this.#unheard.length = 0
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
    const ifNewest = (take: () => void): void => {
      if (this.#socket === socket) this.#safely(take)
    }
    socket.on('message', (data, isBinary) =>
      ifNewest(() => {
        this.#unheard.push({ data, isBinary })
        if (this.#unheard.length === 1) this.#hear()
      }),
    )
    socket.on('pong', (echo) =>
      ifNewest(() => this.#log.trim(Math.min(Number(echo.toString()) || 0, this.#sent))),
    )
    this.#pump()
  }

  #beginPage(): void {
    this.#interruptOpenTurns()
    this.#turnOffset = this.#newestTurn
    this.#log.clear()
    this.#sent = 0
    this.#received = 0
    if (this.#engineFrame !== undefined) this.#log.push(this.#engineFrame)
  }

  /** Taken out first: what an interrupt says may come back here before it is over. */
  #interruptOpenTurns(): void {
    const turns = [...this.#openTurns]
    this.#openTurns.clear()
    for (const turn of turns) this.#port.send({ type: 'interrupt', turn })
  }

  /** Hears what came, as far as the engine takes it and others are not kept waiting. */
  #hear(): void {
    while (this.#unheard.length > 0) {
      const isTooMuch = this.#port.underWayBytes >= this.#limits.underWayBytes
      if (isTooMuch || this.#heardAtOnce >= this.#limits.heardAtOnce) return this.#socket?.pause()
      this.#heardAtOnce++
      this.#othersTurn ??= setImmediate(() => {
        this.#othersTurn = undefined
        this.#heardAtOnce = 0
        this.#safely(() => this.#hear())
      })
      this.#take(this.#unheard.shift()!)
    }
    this.#socket?.resume()
  }

  #take({ data, isBinary }: HeardFrame): void {
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
    if (beginsTurn(message) && turn > this.#newestTurn) {
      this.#newestTurn = turn
      if (this.#openTurns.size >= this.#limits.openTurns) {
        this.#say(unansweredTurn(turn, 'failed', sharedClock(), tooManyTurns))
        return
      }
      this.#openTurns.add(turn)
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
        if (this.#socket === socket) this.#safely(() => this.#pump())
      })
      // A fast engine makes more than a session keeps between two signs of life, and the page has it already.
      if (this.#unaskedBytes > this.#limits.sessionBytes / askedShare) this.ping()
    }
    this.#stalled ??= setTimeout(() => this.#safely(() => this.#cut()), this.#limits.stallMs)
  }

  /** More than a session may keep: the page does not read, or stays away. It keeps the words and loses the audio. */
  #overflow(): void {
    this.#hollow = true
    this.#log.shrink(withoutSamples)
    this.#interruptOpenTurns()
    if (this.#log.bytes > this.#limits.sessionBytes)
      this.end(socketClose.tooSlow, 'The page did not read for too long')
    else this.#cut()
  }

  #cut(): void {
    const socket = this.#socket
    if (socket === undefined) return
    this.detach(socket)
    socket.resume()
    socket.close(socketClose.tooSlow, 'The page did not read what it was sent')
  }

  #clearStall(): void {
    clearTimeout(this.#stalled)
    this.#stalled = undefined
  }
}

const tooManyTurns = new AppError(
  'busy',
  'Too many questions are open. Wait for an answer, then ask again.',
  {
    retryable: true,
  },
).toBody()

/** The same message with no audio left in it, so that numbers and texts stay as they are. */
function withoutSamples(frame: Frame): Frame {
  if (typeof frame === 'string') return frame
  return encodeMessage({ ...(decodeMessage(frame) as object), samples: new Float32Array(0) })
}
