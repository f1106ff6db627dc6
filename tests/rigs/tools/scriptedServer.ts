import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import type { ServerLine } from '../../../src-main/engine/tools/servers/openServer'

interface Request {
  readonly id?: number
  readonly method: string
  readonly params?: { readonly name?: string; readonly arguments?: Record<string, unknown> }
}

/** What a server says to a request: a result; nothing, ever; or it ends. */
export type Reply = { readonly result: object } | { readonly error: string } | 'silence' | 'end' | 'nonsense'

/** A server in this process that says what its script says. */
export class ScriptedServer implements Transport {
  onmessage: Transport['onmessage']
  onclose?: () => void
  onerror?: (error: Error) => void
  readonly heard: Request[] = []
  /** By method; for calls, by the name of the tool. */
  readonly script: Record<string, Reply | ((request: Request) => Reply)>
  isClosed = false

  constructor(script: ScriptedServer['script'] = {}) {
    this.script = { ...usual, ...script }
  }

  /** As a tool server opens it. */
  readonly open = (): Promise<ServerLine> => {
    this.isClosed = false
    const client = new Client({ name: 'test', version: '1' })
    return Promise.resolve({ client, transport: this, lastWords: () => '', kill: () => undefined })
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  send(message: JSONRPCMessage): Promise<void> {
    const request = message as unknown as Request
    this.heard.push(request)
    if (request.id === undefined) return Promise.resolve()
    const scripted = this.script[request.params?.name ?? request.method]
    const reply = typeof scripted === 'function' ? scripted(request) : scripted
    const { id } = request
    queueMicrotask(() => {
      if (reply === 'silence') return
      if (reply === 'end') return this.end()
      if (reply === 'nonsense') return this.onerror?.(new Error('Unexpected token'))
      const error = { code: -32603, message: 'error' in reply ? reply.error : '' }
      this.say('result' in reply ? { id, result: reply.result } : { id, error })
    })
    return Promise.resolve()
  }

  say(message: object): void {
    this.onmessage?.({ jsonrpc: '2.0', ...message } as JSONRPCMessage)
  }

  end(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.onclose?.()
  }

  close(): Promise<void> {
    this.end()
    return Promise.resolve()
  }
}

/** A tool as a server lists it. */
export function listed(name: string, more: object = {}): object {
  return { name, description: `Does ${name}.`, inputSchema: { type: 'object' }, ...more }
}

const usual: ScriptedServer['script'] = {
  initialize: {
    result: {
      protocolVersion: '2025-06-18',
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: 'scripted', version: '1' },
    },
  },
  'tools/list': { result: { tools: [listed('echo')] } },
  echo: ({ params }) => ({
    result: { content: [{ type: 'text', text: JSON.stringify(params?.arguments) }] },
  }),
}
