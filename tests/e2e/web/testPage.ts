import { request, type IncomingHttpHeaders } from 'node:http'
import { WebSocket, type ClientOptions } from 'ws'
import {
  decodeMessage,
  encodeMessage,
  enterPath,
  passHeader,
  passProtocol,
  socketPath,
  socketProtocol,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
} from '@contract'
import type { WebHost } from '../../../src-main/web/webHost'
import { eventually } from '../../rigs/eventually'

/** What a browser has that was let in: a header, and what its pages say. */
export interface Entry {
  readonly cookie: string
  readonly pass: string
}

/** Enters as a browser does: exchanges the token of a link for a cookie and a pass. */
export async function enter(link: string): Promise<Entry> {
  const { origin, hash } = new URL(link)
  const answer = await post(`${origin}${enterPath}`, { origin }, hash.slice(1))
  if (answer.status !== 200) throw new Error(`The link was refused: ${answer.body}`)
  return { cookie: answer.headers['set-cookie']![0].split(';')[0], pass: answer.body }
}

/** What a page of a host says with every request of its own. */
export function ownHeaders(port: number, { cookie, pass }: Entry): Record<string, string> {
  const host = `127.0.0.1:${port}`
  return { cookie, [passHeader]: pass, host, origin: `http://${host}` }
}

/** Posts with headers that `fetch` would not send. */
export function post(
  address: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; body: string; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    request(address, { method: 'POST', headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () =>
        resolve({ status: response.statusCode!, body: text, headers: response.headers }),
      )
    })
      .on('error', reject)
      .end(body)
  })
}

/** A page without a browser: one socket, and all that came through it. */
export class TestPage {
  readonly socket: WebSocket
  readonly messages: EngineMessage[] = []
  closeCode: number | undefined
  readonly opened: Promise<void>
  #newestTurn = 0

  constructor(host: Pick<WebHost, 'port'>, entry: Entry, options: ClientOptions = {}) {
    const origin = `http://127.0.0.1:${host.port}`
    const protocols = [socketProtocol, passProtocol(entry.pass)]
    this.socket = new WebSocket(`ws://127.0.0.1:${host.port}${socketPath}`, protocols, {
      origin,
      headers: { cookie: entry.cookie },
      ...options,
    })
    this.socket.on('message', (data: Buffer, isBinary) => {
      this.messages.push(decodeMessage(isBinary ? data : data.toString()) as EngineMessage)
    })
    this.socket.on('close', (code) => (this.closeCode = code))
    this.opened = new Promise((resolve, reject) => {
      this.socket.on('open', resolve)
      this.socket.on('error', reject)
    })
  }

  send(message: AskMessage | HostMessage): void {
    this.socket.send(encodeMessage(message))
  }

  ask(turn: number, text: string): void {
    this.send({ type: 'ask', turn, text })
  }

  /** The number of its next question. */
  nextTurn(): number {
    return ++this.#newestTurn
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
