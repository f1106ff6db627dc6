import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeMessage, encodeMessage, socketClose, socketProtocol, type AskMessage } from '@contract'
import { SocketPort, type Socket } from '../../../src-renderer/socketPort'

type Hearing = (event: { readonly data: unknown }) => void
type Losing = (event: { readonly code: number }) => void

/** One socket, with the host's end of it in the hands of the test. */
class FakeSocket implements Socket {
  binaryType = ''
  readonly sent: (string | ArrayBuffer)[] = []
  readonly address: string
  #hear: Hearing = () => undefined
  #lose: Losing = () => undefined

  constructor(address: string) {
    this.address = address
  }

  addEventListener(type: string, listener: Hearing | Losing): void {
    if (type === 'message') this.#hear = listener as Hearing
    else this.#lose = listener as Losing
  }
  send(frame: string | ArrayBuffer): void {
    this.sent.push(frame)
  }
  close(): void {
    this.cut()
  }

  say(message: object): void {
    this.#hear({ data: encodeMessage(message) })
  }
  cut(code = 1006): void {
    this.#lose({ code })
  }
  get messages(): unknown[] {
    return this.sent.map((frame) => decodeMessage(frame))
  }
}

const ready = { type: 'ready', listener: 'l', voice: 'v', notes: [] }

describe('SocketPort', () => {
  let sockets: FakeSocket[]
  let port: SocketPort
  let heard: { type: string; state?: string }[]
  const newest = (): FakeSocket => sockets.at(-1)!
  const ask = (turn: number): AskMessage => ({ type: 'ask', turn, text: 'Well?' })

  beforeEach(() => {
    vi.useFakeTimers()
    sockets = []
    heard = []
    port = new SocketPort('http://127.0.0.1:1', (address, protocol) => {
      expect(protocol).toBe(socketProtocol)
      const socket = new FakeSocket(address)
      sockets.push(socket)
      return socket
    })
    port.onMessage((message) => heard.push(message as (typeof heard)[number]))
  })
  afterEach(() => {
    port.close()
    vi.useRealTimers()
  })

  it('says nothing before the host has spoken, and then everything, samples and all', () => {
    const samples = Float32Array.of(0.5, -0.25)
    port.send(ask(1))
    expect(newest().address).toBe('http://127.0.0.1:1/socket')
    expect(newest().sent).toEqual([])
    newest().say(ready)
    port.send({ type: 'utterance-start', turn: 1, mode: 'chat' })
    port.send({ type: 'audio', turn: 1, samples })
    expect(newest().messages).toEqual([
      { type: 'utterance-start', turn: 1, mode: 'chat' },
      { type: 'audio', turn: 1, samples },
    ])
    expect(heard).toEqual([ready])
  })

  it('keeps what the host said until somebody listens', () => {
    const socket = new FakeSocket('')
    const early = new SocketPort('http://127.0.0.1:1', () => socket)
    socket.say(ready)
    const late: unknown[] = []
    early.onMessage((message) => late.push(message))
    expect(late).toEqual([ready])
    early.close()
  })

  it('is a new line after a cut, and drops what is said meanwhile', () => {
    newest().say(ready)
    const [old] = sockets
    old.cut()
    old.say({ type: 'pong', id: 1 })
    expect(heard).toEqual([ready, { type: 'engine', state: 'cut' }])
    port.send(ask(1))
    vi.advanceTimersByTime(500)
    expect(sockets).toHaveLength(2)
    newest().say(ready)
    expect(newest().sent).toEqual([])
    port.send(ask(2))
    expect(newest().messages).toEqual([ask(2)])
    expect(heard.at(-1)).toEqual(ready)
  })

  it('tries sooner and later, tells once that the host is gone, and finds one that is started again', () => {
    newest().say(ready)
    for (const [i, waitMs] of [500, 1000, 2000, 2000, 2000].entries()) {
      newest().cut()
      vi.advanceTimersByTime(waitMs - 1)
      expect(sockets).toHaveLength(i + 1)
      vi.advanceTimersByTime(1)
      expect(sockets).toHaveLength(i + 2)
    }
    expect(heard.slice(1)).toEqual([{ type: 'engine', state: 'cut' }])
    newest().cut()
    expect(heard.at(-1)).toMatchObject({
      type: 'engine',
      state: 'lost',
      error: { notice: { kind: 'host-gone' } },
    })
    const told = heard.length
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(2000)
      newest().cut()
    }
    expect([sockets.length, heard.length]).toEqual([26, told])
    vi.advanceTimersByTime(2000)
    newest().say(ready)
    expect(heard.at(-1)).toEqual(ready)
    port.send(ask(3))
    expect(newest().messages).toEqual([ask(3)])
  })

  it('tries a host that is gone at once when it is asked to', () => {
    for (const waitMs of [500, 1000, 2000, 2000, 2000, 0]) {
      newest().cut()
      vi.advanceTimersByTime(waitMs)
    }
    port.send({ type: 'restart' })
    expect(heard.at(-1)).toEqual({ type: 'engine', state: 'cut' })
    expect(sockets).toHaveLength(7)
    newest().say({ type: 'engine', state: 'lost' })
    // From here on it is the host's engine that is to be started again.
    port.send({ type: 'restart' })
    expect(newest().messages).toEqual([{ type: 'restart' }])
    expect(sockets).toHaveLength(7)
  })

  it('stays away when there are too many tabs, and says so', () => {
    newest().say(ready)
    newest().cut(socketClose.tooMany)
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
    expect(heard.at(-1)).toMatchObject({
      type: 'engine',
      state: 'lost',
      error: { notice: { kind: 'too-many-tabs' } },
    })
  })
})
