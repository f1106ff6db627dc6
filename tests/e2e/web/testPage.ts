import { WebSocket, type ClientOptions } from 'ws'
import {
  decodeMessage,
  encodeMessage,
  resumeProtocol,
  socketPath,
  type AskMessage,
  type EngineMessage,
  type SocketGreeting,
} from '@contract'
import type { WebHost } from '../../../src-main/web/webHost'
import { eventually } from '../../rigs/eventually'

/** Enters as a browser does: opens the start address, keeps the cookie. */
export async function enter(host: WebHost): Promise<string> {
  const response = await fetch(host.startAddress)
  return response.headers.get('set-cookie')!.split(';')[0]
}

/** A page without a browser: one socket, and all that came through it. */
export class TestPage {
  readonly socket: WebSocket
  readonly messages: EngineMessage[] = []
  greeting: SocketGreeting | undefined
  received = 0
  closeCode: number | undefined
  readonly opened: Promise<void>

  constructor(host: Pick<WebHost, 'port'>, cookie: string, query = '', options: ClientOptions = {}) {
    const origin = `http://127.0.0.1:${host.port}`
    this.socket = new WebSocket(`ws://127.0.0.1:${host.port}${socketPath}${query}`, [resumeProtocol], {
      origin,
      headers: { cookie },
      ...options,
    })
    this.socket.on('message', (data: Buffer, isBinary) => {
      const message = decodeMessage(isBinary ? data : data.toString())
      if ((message as SocketGreeting).type === 'session') this.greeting = message as SocketGreeting
      else {
        this.messages.push(message as EngineMessage)
        this.received++
      }
    })
    this.socket.on('close', (code) => (this.closeCode = code))
    this.opened = new Promise((resolve, reject) => {
      this.socket.on('open', resolve)
      this.socket.on('error', reject)
    })
  }

  send(message: AskMessage): void {
    this.socket.send(encodeMessage(message))
  }

  ask(turn: number, text: string): void {
    this.send({ type: 'ask', turn, text })
  }

  /** Waits for a message that there is already, or that comes. */
  async until<T extends EngineMessage['type']>(
    type: T,
    matches: (message: Extract<EngineMessage, { type: T }>) => boolean = () => true,
  ): Promise<Extract<EngineMessage, { type: T }>> {
    return eventually(
      () => {
        const found = this.messages.find(
          (m) => m.type === type && matches(m as Extract<EngineMessage, { type: T }>),
        )
        return found as Extract<EngineMessage, { type: T }> | undefined
      },
      () => `a message ${type}; got ${JSON.stringify(this.messages.map((m) => m.type))}`,
    )
  }

  /** The whole answer of a turn, when it is over. */
  async answer(turn: number): Promise<{ text: string; reason: string; code: string | undefined }> {
    const end = await this.until('turn-end', (m) => m.turn === turn)
    const text = this.messages.map((m) => (m.type === 'text' && m.turn === turn ? m.text : '')).join('')
    return { text: text.trim(), reason: end.reason, code: end.error?.code }
  }

  turnEnds(turn: number): number {
    return this.messages.filter((m) => m.type === 'turn-end' && m.turn === turn).length
  }

  async close(): Promise<void> {
    this.socket.terminate()
    await eventually(() => this.closeCode, 'the socket to close')
  }
}
