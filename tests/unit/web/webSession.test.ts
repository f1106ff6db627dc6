import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import {
  decodeMessage,
  encodeMessage,
  socketClose,
  type AskMessage,
  type EngineMessage,
  type PacedPort,
} from '@contract'
import { LastingPort } from '../../../src-preload/lastingPort'
import { defaultWebLimits, type WebLimits } from '../../../src-main/web/webLimits'
import { WebSession } from '../../../src-main/web/webSession'

/** A socket whose page reads everything at once. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  isPaused = false
  closeCode: number | undefined
  readonly frames: (string | ArrayBuffer)[] = []

  send(frame: string | ArrayBuffer): void {
    this.frames.push(frame)
  }
  ping(): void {
    // Its page says nothing of what it has got.
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
  say(...messages: AskMessage[]): void {
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
class SlowPort implements PacedPort<AskMessage, EngineMessage> {
  underWayBytes = 0
  readonly asked: AskMessage[] = []
  #taken: () => void = () => undefined
  answer: (message: EngineMessage) => void = () => undefined

  send(message: AskMessage): void {
    this.asked.push(message)
    this.underWayBytes += 1024
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
    // Nothing is left to do.
  }
}

const ask = (turn: number): AskMessage => ({ type: 'ask', turn, text: 'Well?' })
const ping = (id: number): AskMessage => ({ type: 'ping', id })
const count = (length: number): number[] => Array.from({ length }, (_, i) => i + 1)
const limits = (some: Partial<WebLimits> = {}): WebLimits => ({ ...defaultWebLimits, ...some })

function open(port: PacedPort<AskMessage, EngineMessage>, some: Partial<WebLimits> = {}): FakeSocket {
  const socket = new FakeSocket()
  const session = new WebSession(port, limits(some))
  session.attach(socket as EventEmitter as WebSocket, { received: undefined, takesGreeting: false })
  return socket
}

describe('a conversation whose engine is away', () => {
  const away = (): LastingPort => new LastingPort(() => undefined)

  it('ends alone where 1,500 open turns fail at once and overflow what it may keep', () => {
    const port = away()
    const socket = open(port, {
      openTurns: 2000,
      sessionBytes: 20_000,
      underWayBytes: Infinity,
      heardAtOnce: 2000,
    })
    socket.say(...count(1500).map(ask))
    expect(() => port.detach('lost')).not.toThrow()
    expect(socket.closeCode).toBe(socketClose.tooSlow)
  })

  it('is not overflowed by a flood of `say`, each of which is told that too many are open', () => {
    const port = away()
    const socket = open(port, { heardAtOnce: 10_000 })
    socket.say(...count(5000).map((turn) => ({ type: 'say', turn, text: 'Well?' }) as const))
    expect(socket.closeCode).toBeUndefined()
    const ends = socket.heard.filter((message) => message.type === 'turn-end')
    expect(ends).toHaveLength(5000 - defaultWebLimits.openTurns)
    expect(ends[0]).toMatchObject({ turn: 9, reason: 'failed', error: { code: 'busy', retryable: true } })
    port.detach('lost')
    expect(socket.heard.filter((message) => message.type === 'turn-end')).toHaveLength(5000)
  })
})

describe('a conversation in which something unthought of goes wrong', () => {
  afterEach(() => vi.restoreAllMocks())

  it('ends alone, whether its page or the engine said something', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const port = new SlowPort()
    const [first, second] = [open(port), open(new SlowPort())]
    port.send = () => {
      throw new TypeError('A fault of ours')
    }
    first.say(ask(1))
    const cyclic: { self?: object } = {}
    cyclic.self = cyclic
    const other = new SlowPort()
    const third = open(other)
    other.answer(cyclic as EngineMessage)
    expect([first, second, third].map(({ closeCode }) => closeCode)).toEqual([
      socketClose.failed,
      undefined,
      socketClose.failed,
    ])
    expect(told).toHaveBeenCalledTimes(2)
  })
})

describe('a page that says more than the engine takes', () => {
  let port: SlowPort
  let socket: FakeSocket
  beforeEach(() => {
    port = new SlowPort()
    socket = open(port, { underWayBytes: 10 * 1024, heardAtOnce: 8 })
  })
  /** Until others had their turn. */
  const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  it('is heard no further until the engine has taken it, and loses nothing', async () => {
    socket.say(...count(25).map(ping))
    expect([port.asked.length, socket.isPaused]).toEqual([8, true])
    await later()
    await later()
    expect([port.asked.length, socket.isPaused]).toEqual([10, true])
    for (const taken of [18, 20, 25]) {
      port.take()
      await later()
      expect(port.asked.length).toBeGreaterThanOrEqual(taken)
    }
    expect(port.asked).toEqual(count(25).map(ping))
    expect(socket.isPaused).toBe(false)
  })

  it('is heard no further from a socket that a newer one took over', async () => {
    const session = new WebSession(port, limits({ heardAtOnce: 1 }))
    const [older, newer] = [new FakeSocket(), new FakeSocket()]
    const attach = (one: FakeSocket, received?: number): void =>
      session.attach(one as EventEmitter as WebSocket, { received, takesGreeting: true })
    attach(older)
    older.say(ping(1), ping(2), ping(3))
    attach(newer, 0)
    expect(newer.heard[0]).toMatchObject({ type: 'session', resumed: true, received: 1 })
    newer.say(ping(2))
    await later()
    await later()
    expect(port.asked).toEqual([ping(1), ping(2)])
    expect([older.closeCode, older.isPaused]).toEqual([socketClose.takenOver, false])
  })
})

describe('what only the host may say to its engine', () => {
  it.each<AskMessage>([
    { type: 'recall', text: 'Who am I?', answer: 'The owner.', isCut: false },
    { type: 'recall', samples: new Float32Array(512), answer: 'Yes.', isCut: true },
  ])('is refused from a page: %j', (message) => {
    const engine = new SlowPort()
    const port = new LastingPort(() => undefined)
    port.attach(engine)
    const socket = open(port)
    socket.say({ type: 'utterance-start', turn: 1, mode: 'chat' }, message)
    expect(engine.asked).toHaveLength(1)
    expect(socket.heard.at(-1)).toMatchObject({ type: 'trouble', error: { code: 'message-invalid' } })
  })
})
