import type { RawData, WebSocket } from 'ws'
import {
  AppError,
  askMessageOf,
  beginsTurn,
  decodeMessage,
  encodeMessage,
  notedTrouble,
  sharedClock,
  socketClose,
  toAppError,
  unansweredTurn,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
  type NoteEvent,
} from '@contract'
import type { WindowLine } from '../engineProcess/relayedWindows'
import type { WebLimits } from './webLimits'

interface HeardFrame {
  readonly data: RawData
  readonly isBinary: boolean
}

/** In bytes, by who said it. */
export interface WaitingBytes {
  readonly pages: number
  readonly engine: number
}

/**
 * One page's socket as a window's line. A page that says more than the engine takes is heard no further until it has; one
 * that does not read what it is sent is cut. Whatever goes wrong on a line ends that line alone.
 */
export class WebLine {
  readonly #socket: WebSocket
  readonly #port: WindowLine
  readonly #limits: WebLimits
  readonly #note: NoteEvent
  readonly #openTurns = new Set<number>()
  #newestTurn = 0
  /** Runs while the socket holds more than it may, and takes nothing. */
  #stalled: NodeJS.Timeout | undefined
  /** Frames that came and were not heard yet, oldest first. */
  readonly #unheard: HeardFrame[] = []
  /** How much was heard for which no rest was taken yet. */
  #heardBytes = 0
  #rest: NodeJS.Timeout | undefined
  #isOver = false

  /** @param note told of a line that is ended, for the log */
  constructor(socket: WebSocket, port: WindowLine, limits: WebLimits, note: NoteEvent = () => undefined) {
    this.#note = note
    this.#socket = socket
    this.#port = port
    this.#limits = limits
    socket.on('message', (data, isBinary) =>
      this.#safely(() => {
        this.#unheard.push({ data, isBinary })
        if (this.#unheard.length === 1) this.#hear()
      }),
    )
    port.onTaken(() => this.#safely(() => this.#hear()))
    port.onMessage((message) => this.#safely(() => this.#say(message)))
  }

  /** What its page said and the engine has not taken, and what it was sent and has not read. */
  get waitingBytes(): WaitingBytes {
    const unheard = this.#unheard.reduce((bytes, { data }) => bytes + bytesOf(data), 0)
    return { pages: this.#port.underWayBytes + unheard, engine: this.#socket.bufferedAmount }
  }

  /** Ends the line, and closes the socket with a code. */
  end(code: number): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#stalled)
    clearTimeout(this.#rest)
    this.#unheard.length = 0
    this.#port.close()
    // Heard again, so that it learns of its end.
    this.#socket.resume()
    this.#socket.close(code)
  }

  /** Nothing thrown for one line may reach the others. */
  #safely(work: () => void): void {
    if (this.#isOver) return
    try {
      work()
    } catch (thrown) {
      this.#note({ event: 'line-ended', ...notedTrouble(toAppError(thrown)) })
      this.end(socketClose.failed)
    }
  }

  /** Hears what came, as far as the engine takes it, and no faster than any page of ours speaks. */
  #hear(): void {
    while (this.#unheard.length > 0) {
      const isTooMuch = this.#port.underWayBytes >= this.#limits.underWayBytes
      if (isTooMuch || this.#heardBytes >= this.#limits.heardBytes) return this.#socket.pause()
      const frame = this.#unheard.shift()!
      this.#heardBytes += Math.max(frameBytesAtLeast, bytesOf(frame.data))
      this.#takeRest()
      this.#take(frame)
    }
    this.#socket.resume()
  }

  /** Each rest makes up for some of what was heard. */
  #takeRest(): void {
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined
      this.#heardBytes = Math.max(0, this.#heardBytes - this.#limits.restBytes)
      if (this.#heardBytes > 0) this.#takeRest()
      this.#safely(() => this.#hear())
    }, this.#limits.restMs)
  }

  #take({ data, isBinary }: HeardFrame): void {
    try {
      const bytes = Array.isArray(data) ? Buffer.concat(data) : data
      this.#ask(messageOf(decodeMessage(isBinary ? bytes : Buffer.from(bytes as Buffer).toString())))
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      this.#say({ type: 'trouble', error: thrown.toBody() })
    }
  }

  #ask(message: AskMessage | HostMessage): void {
    if (message.type !== 'restart' && beginsTurn(message) && message.turn > this.#newestTurn) {
      const { turn } = message
      this.#newestTurn = turn
      if (this.#openTurns.size >= this.#limits.openTurns) {
        this.#say(unansweredTurn(turn, 'failed', sharedClock(), tooManyTurns))
        return
      }
      this.#openTurns.add(turn)
    }
    this.#port.send(message)
  }

  #say(message: EngineMessage): void {
    if (message.type === 'turn-end') this.#openTurns.delete(message.turn)
    // All turns are lost with their engine.
    if (message.type === 'ready' || message.type === 'engine') this.#openTurns.clear()
    if (this.#socket.readyState !== this.#socket.OPEN) return
    const { socketBytes, unreadBytes, stallMs } = this.#limits
    this.#socket.send(encodeMessage(message), (error) => {
      if (error) return
      clearTimeout(this.#stalled)
      this.#stalled = undefined
      if (this.#socket.bufferedAmount >= socketBytes) this.#watch(stallMs)
    })
    if (this.#socket.bufferedAmount > unreadBytes) this.#cut()
    else if (this.#socket.bufferedAmount >= socketBytes) this.#watch(stallMs)
  }

  #watch(stallMs: number): void {
    if (!this.#isOver) this.#stalled ??= setTimeout(() => this.#cut(), stallMs)
  }

  #cut(): void {
    this.end(socketClose.tooSlow)
  }
}

/** A small frame costs the time of a larger one. */
const frameBytesAtLeast = 4096

function bytesOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((bytes, { length }) => bytes + length, 0) : data.byteLength
}

/** Checked here, where it enters the process: the engine believes it. */
function messageOf(data: unknown): AskMessage | HostMessage {
  return (data as { readonly type?: unknown }).type === 'restart' ? { type: 'restart' } : askMessageOf(data)
}

const tooManyTurns = new AppError(
  'busy',
  { kind: 'too-many-turns' },
  {
    retryable: true,
  },
).toBody()
