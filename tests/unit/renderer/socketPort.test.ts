import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeMessage, encodeMessage, socketClose, type AskMessage } from '@contract'
import { SocketPort, type Socket } from '../../../src-renderer/socketPort'
import { words } from '../../../src-renderer/words'

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
  greet(resumed: boolean, received: number): void {
    this.say({ type: 'session', resumed, received })
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
  let heard: { type: string; turn?: number; state?: string }[]
  const newest = (): FakeSocket => sockets.at(-1)!
  const ask = (turn: number): AskMessage => ({ type: 'ask', turn, text: 'Well?' })

  beforeEach(() => {
    vi.useFakeTimers()
    sockets = []
    heard = []
    port = new SocketPort('http://127.0.0.1:1', 'page-1234', (address) => {
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

  it('holds what is said until it is greeted, samples and all', () => {
    const samples = Float32Array.of(0.5, -0.25)
    port.send({ type: 'utterance-start', turn: 1, mode: 'chat' })
    port.send({ type: 'audio', turn: 1, samples })
    expect(newest().address).toBe('http://127.0.0.1:1/socket?page=page-1234')
    expect(newest().sent).toEqual([])
    newest().greet(false, 0)
    expect(newest().messages).toEqual([
      { type: 'utterance-start', turn: 1, mode: 'chat' },
      { type: 'audio', turn: 1, samples },
    ])
  })

  it('goes on after a cut where the host stopped hearing', () => {
    newest().greet(false, 0)
    newest().say(ready)
    port.send(ask(1))
    port.send({ type: 'ping', id: 1 })
    newest().say({ type: 'state', turn: 1, state: 'thinking' })
    newest().cut()
    expect(heard.at(-1)).toMatchObject({ type: 'engine', state: 'restarting' })
    port.send({ type: 'ping', id: 2 })
    vi.advanceTimersByTime(500)
    expect(sockets).toHaveLength(2)
    expect(newest().address).toContain('&received=2')
    newest().greet(true, 1)
    expect(newest().messages).toEqual([
      { type: 'ping', id: 1 },
      { type: 'ping', id: 2 },
    ])
    expect(heard.at(-1)).toEqual(ready)
  })

  it('ends what the host no longer knows as failed', () => {
    newest().greet(false, 0)
    port.send(ask(1))
    newest().cut()
    vi.advanceTimersByTime(500)
    newest().greet(false, 0)
    expect(heard.at(-1)).toMatchObject({ type: 'turn-end', turn: 1, reason: 'failed' })
    expect(newest().sent).toEqual([])
    port.send(ask(2))
    expect(newest().messages).toEqual([ask(2)])
  })

  it('tries 0.5, 1, 2 and 4 s apart, then waits to be asked', async () => {
    newest().greet(false, 0)
    port.send(ask(1))
    for (const [i, waitMs] of [500, 1000, 2000, 4000].entries()) {
      newest().cut()
      vi.advanceTimersByTime(waitMs - 1)
      expect(sockets).toHaveLength(i + 1)
      vi.advanceTimersByTime(1)
      expect(sockets).toHaveLength(i + 2)
    }
    newest().cut()
    expect(heard.at(-1)).toMatchObject({ type: 'engine', state: 'lost' })
    expect(heard).toContainEqual(expect.objectContaining({ type: 'turn-end', turn: 1, reason: 'failed' }))
    port.send(ask(2))
    await Promise.resolve()
    expect(heard.at(-1)).toMatchObject({ type: 'turn-end', turn: 2, reason: 'failed' })
    port.send({ type: 'restart' })
    expect(sockets).toHaveLength(6)
    newest().greet(false, 0)
    port.send(ask(3))
    expect(newest().messages).toEqual([ask(3)])
  })

  it.each(['takenOver', 'tooMany'] as const)('stays away when it was told %s, and says why', (why) => {
    newest().greet(false, 0)
    newest().cut(socketClose[why])
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
    const { trouble } = words
    const message = why === 'takenOver' ? trouble.otherTab : trouble.tooManyTabs
    expect(heard.at(-1)).toMatchObject({ type: 'engine', state: 'lost', error: { message } })
  })
})
