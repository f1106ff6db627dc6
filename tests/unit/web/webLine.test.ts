import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import {
  decodeMessage,
  encodeMessage,
  messageBytes,
  socketClose,
  unansweredTurn,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
  type LogEvent,
  type NoteEvent,
} from '@contract'
import type { WindowLine } from '../../../src-main/engineProcess/relayedWindows'
import { defaultWebLimits, type WebLimits } from '../../../src-main/web/webLimits'
import { WebLine } from '../../../src-main/web/webLine'

/** A socket whose page reads everything at once, until it reads nothing. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  isPaused = false
  closeCode: number | undefined
  isRead = true
  readonly frames: (string | ArrayBuffer)[] = []
  readonly #taken: (() => void)[] = []

  send(frame: string | ArrayBuffer, taken: () => void): void {
    this.frames.push(frame)
    if (this.isRead) return queueMicrotask(taken)
    const bytes = typeof frame === 'string' ? frame.length : frame.byteLength
    this.bufferedAmount += bytes
    this.#taken.push(() => {
      this.bufferedAmount -= bytes
      taken()
    })
  }
  /** The page reads one frame. */
  read(): void {
    this.#taken.shift()?.()
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  close(code: number): void {
    this.readyState = 3
    this.closeCode ??= code
  }

  /** The page says something. */
  say(...messages: (AskMessage | HostMessage)[]): void {
    for (const message of messages) {
      const frame = encodeMessage(message)
      this.emit('message', Buffer.from(frame as ArrayBuffer), typeof frame !== 'string')
    }
  }
  get heard(): EngineMessage[] {
    return this.frames.map((frame) => decodeMessage(frame) as EngineMessage)
  }
}

/** An engine that takes nothing until it is told to. */
class SlowPort implements WindowLine {
  underWayBytes = 0
  readonly asked: (AskMessage | HostMessage)[] = []
  isOpen = true
  #taken: () => void = () => undefined
  answer: (message: EngineMessage) => void = () => undefined

  send(message: AskMessage | HostMessage): void {
    this.asked.push(message)
    this.underWayBytes += messageBytes(message)
  }
  take(): void {
    this.underWayBytes = 0
    this.#taken()
  }
  onTaken(taken: () => void): void {
    this.#taken = taken
  }
  onMessage(receive: (message: EngineMessage) => void): void {
    this.answer = receive
  }
  onClose(): void {
    // It never closes by itself.
  }
  close(): void {
    this.isOpen = false
  }
}

const ask = (turn: number): AskMessage => ({ type: 'ask', turn, text: 'Well?' })
const ping = (id: number): AskMessage => ({ type: 'ping', id })
const count = (length: number): number[] => Array.from({ length }, (_, i) => i + 1)

function open(port: WindowLine, some: Partial<WebLimits> = {}, note?: NoteEvent): FakeSocket {
  const socket = new FakeSocket()
  new WebLine(socket as EventEmitter as WebSocket, port, { ...defaultWebLimits, ...some }, note)
  return socket
}

describe('what a page says', () => {
  it('goes to the engine, and what belongs to the host, to that; all else is complained of', () => {
    const port = new SlowPort()
    const socket = open(port)
    const samples = new Float32Array(512).fill(0.5)
    socket.say({ type: 'audio', turn: 1, samples }, { type: 'restart' }, { type: 'open', conversation: 3 })
    expect(port.asked).toEqual([
      { type: 'audio', turn: 1, samples },
      { type: 'restart' },
      { type: 'open', conversation: 3 },
    ])
    for (const wrong of [{ type: 'recall' }, { type: 'audio', turn: 0, samples }, { type: 'audio', turn: 1 }])
      socket.say(wrong as AskMessage)
    expect(port.asked).toHaveLength(3)
    expect(socket.heard).toHaveLength(3)
    for (const message of socket.heard)
      expect(message).toMatchObject({ type: 'trouble', error: { code: 'message-invalid' } })
  })
})

describe('what is answered at length', () => {
  const searches = count(100).map((request): AskMessage => ({
    type: 'store',
    request,
    ask: { kind: 'search', text: 'a b c', limit: 50 },
  }))
  const exports = count(100).map((request): AskMessage => ({
    type: 'store',
    request,
    ask: { kind: 'export', conversation: 1, format: 'json', language: 'en', file: 0, from: 0 },
  }))
  const others: AskMessage[][] = [
    count(100).map((): AskMessage => ({ type: 'begin' })),
    count(100).map((conversation): AskMessage => ({ type: 'open', conversation })),
  ]

  it.each([searches, exports, ...others].map((said) => [said[0], said] as const))(
    'such as %j is heard two at a time',
    (_, said) => {
      const port = new SlowPort()
      const socket = open(port)
      socket.say(...said)
      for (const asked of [2, 4, 6]) {
        expect(port.asked).toHaveLength(asked)
        expect(socket.isPaused).toBe(true)
        port.take()
      }
    },
  )
})

describe('a page with many open questions', () => {
  const busy = { reason: 'failed', error: { code: 'busy', retryable: true } }

  it('is told that too many are open, and may ask again when one is over', () => {
    const port = new SlowPort()
    const socket = open(port, { openTurns: 2, heardBytes: Infinity, underWayBytes: Infinity })
    socket.say(...count(1000).map((turn) => ({ type: 'say', turn, text: 'Well?' }) as const))
    expect(port.asked).toHaveLength(2)
    expect(socket.heard).toHaveLength(998)
    expect(socket.heard[0]).toMatchObject({ turn: 3, ...busy })
    port.answer(unansweredTurn(1, 'done', 0))
    socket.say(ask(1001), ask(1002))
    expect(port.asked.at(-1)).toEqual(ask(1001))
    expect(socket.heard.at(-1)).toMatchObject({ turn: 1002, ...busy })
    expect(socket.closeCode).toBeUndefined()
  })

  it.each<EngineMessage>([
    { type: 'engine', state: 'restarting' },
    { type: 'ready', listener: 'l', voice: 'v', notes: [] },
  ])('may ask again when all are lost with their engine: %j', (message) => {
    const port = new SlowPort()
    const socket = open(port, { openTurns: 1 })
    socket.say(ask(1))
    port.answer(message)
    socket.say(ask(2))
    expect(port.asked).toEqual([ask(1), ask(2)])
  })
})

describe('a page that does not read', () => {
  const text = (length: number): EngineMessage => ({ type: 'text', turn: 1, text: 'x'.repeat(length) })
  const limits = { socketBytes: 1000, unreadBytes: 10_000, stallMs: 5000 }
  afterEach(() => vi.useRealTimers())

  it('is cut when more waits for it than may, and its engine with it', () => {
    const port = new SlowPort()
    const socket = open(port, limits)
    socket.isRead = false
    for (let i = 0; i < 9; i++) port.answer(text(1000))
    expect([socket.closeCode, port.isOpen]).toEqual([undefined, true])
    for (let i = 0; i < 2; i++) port.answer(text(1000))
    expect([socket.closeCode, port.isOpen]).toEqual([socketClose.tooSlow, false])
    expect(socket.frames.length).toBeLessThanOrEqual(11)
  })

  it('is cut when it takes nothing for a while, and not while it takes something now and then', () => {
    vi.useFakeTimers()
    const port = new SlowPort()
    const socket = open(port, limits)
    socket.isRead = false
    for (let i = 0; i < 4; i++) port.answer(text(900))
    for (let i = 0; i < 2; i++) {
      vi.advanceTimersByTime(4000)
      socket.read()
    }
    expect(socket.closeCode).toBeUndefined()
    vi.advanceTimersByTime(5000)
    expect(socket.closeCode).toBe(socketClose.tooSlow)
  })

  it('is left alone when it has read all but a little', () => {
    vi.useFakeTimers()
    const port = new SlowPort()
    const socket = open(port, limits)
    socket.isRead = false
    for (let i = 0; i < 4; i++) port.answer(text(900))
    for (let i = 0; i < 3; i++) socket.read()
    vi.advanceTimersByTime(60_000)
    expect(socket.closeCode).toBeUndefined()
  })
})

describe('a line on which something unthought of goes wrong', () => {
  it('ends alone, whether its page or the engine said something, and is noted', () => {
    const noted: LogEvent[] = []
    const note: NoteEvent = (event) => noted.push(event)
    const port = new SlowPort()
    const [first, second] = [open(port, {}, note), open(new SlowPort(), {}, note)]
    port.send = () => {
      throw new TypeError('A fault of ours')
    }
    first.say(ask(1))
    const cyclic: { self?: object } = {}
    cyclic.self = cyclic
    const other = new SlowPort()
    const third = open(other, {}, note)
    other.answer(cyclic as EngineMessage)
    expect([first, second, third].map(({ closeCode }) => closeCode)).toEqual([
      socketClose.failed,
      undefined,
      socketClose.failed,
    ])
    const ended = { event: 'line-ended', code: 'internal', notice: 'unexpected' }
    expect(noted).toEqual([ended, ended])
  })
})

describe('a page that says more than the engine takes', () => {
  let port: SlowPort
  let socket: FakeSocket
  beforeEach(() => {
    vi.useFakeTimers()
    port = new SlowPort()
    socket = open(port, { underWayBytes: 10 * 1024, heardBytes: 8 * 4096, restBytes: 8 * 4096, restMs: 1 })
  })
  afterEach(() => void vi.useRealTimers())
  /** Until it has rested. */
  const later = (): unknown => vi.advanceTimersByTime(5)

  it('is heard no further until the engine has taken it, and loses nothing', () => {
    socket.say(...count(25).map(ping))
    expect([port.asked.length, socket.isPaused]).toEqual([8, true])
    later()
    expect([port.asked.length, socket.isPaused]).toEqual([10, true])
    for (const taken of [18, 20, 25]) {
      port.take()
      later()
      expect(port.asked.length).toBeGreaterThanOrEqual(taken)
    }
    expect(port.asked).toEqual(count(25).map(ping))
    expect(socket.isPaused).toBe(false)
  })

  it('has what waits counted, on its way to the engine and on the way to it', () => {
    const [page, slow] = [new FakeSocket(), new SlowPort()]
    const line = new WebLine(page as EventEmitter as WebSocket, slow, {
      ...defaultWebLimits,
      underWayBytes: 1,
    })
    expect(line.waitingBytes).toEqual({ pages: 0, engine: 0 })
    const [taken, unheard] = [ping(1), ping(2)]
    page.say(taken, unheard)
    page.isRead = false
    slow.answer({ type: 'pong', id: 1 })
    const { pages, engine } = line.waitingBytes
    expect(pages).toBe(messageBytes(taken) + JSON.stringify(unheard).length)
    expect(engine).toBe(JSON.stringify({ type: 'pong', id: 1 }).length)
  })

  it('is left for as long as it takes to hear so much of any page', () => {
    const swift = new SlowPort()
    const limits = { underWayBytes: Infinity, heardBytes: 64 * 1024, restBytes: 64 * 1024, restMs: 4 }
    const flood = open(swift, limits)
    // Ten times what is heard at once, and a small one behind it.
    flood.say({ type: 'audio', turn: 1, samples: new Float32Array(160 * 1024) }, ping(1))
    for (let rests = 0; rests < 9; rests++) {
      vi.advanceTimersByTime(limits.restMs)
      expect([swift.asked.length, flood.isPaused]).toEqual([1, true])
    }
    vi.advanceTimersByTime(limits.restMs)
    expect([swift.asked.length, flood.isPaused]).toEqual([2, false])

    for (let ms = 0; ms < 1000; ms += limits.restMs) {
      flood.say(...count(100).map(() => ({ type: 'nonsense' }) as unknown as AskMessage))
      vi.advanceTimersByTime(limits.restMs)
    }
    expect(flood.heard.length).toBeGreaterThan(3900)
    expect(flood.heard.length).toBeLessThan(4100)
  })

  it('is heard at once as far as any page of ours says more than it speaks, and slowly from then on', () => {
    const swift = new SlowPort()
    const limits = { underWayBytes: Infinity, heardBytes: 32 * 4096, restBytes: 4096, restMs: 4 }
    const flood = open(swift, limits)
    flood.say(...count(64).map(ping))
    expect(swift.asked).toHaveLength(32)
    vi.advanceTimersByTime(10 * limits.restMs)
    expect(swift.asked).toHaveLength(42)
  })
})
