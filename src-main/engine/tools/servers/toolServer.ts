import {
  hostReach,
  type OfferedTool,
  type ToolServerPlace,
  type ToolServerState,
  type ToolServerTrouble,
} from '@contract'
import type { RawTool, ToolArguments } from '../rawTool'
import type { ServerLine } from './openServer'
import { resultText } from './resultText'
import { connectionClosed, serverTrouble } from './serverTrouble'
import { toolName } from './toolName'

/** A tool of a server, with what its server says of it. */
export interface ServerTool {
  readonly raw: RawTool
  readonly says?: NonNullable<OfferedTool['says']>
}

/** Opens a line to a server. */
export type OpenServer = (place: ToolServerPlace) => Promise<ServerLine>

const connectsWithinMs = 60_000
const callEndsWithinMs = 60_000
/** Of one server: each takes room in the listener's context. */
const mostTools = 40
const mostPages = 40
const longestDescription = 600
const longestSchemaChars = 8000
/** Of what nobody asked for. A server that says more would keep this process from its work. */
const mostMessagesASecond = 500
/** A server that failed is tried again with a question, but not with each. */
const triedAgainAfterMs = 10_000
const newsTogetherMs = 300

/** One server of tools: connected in the background, and again after it has failed. Nothing of it throws but a call. */
export class ToolServer {
  readonly name: string
  readonly #place: ToolServerPlace
  readonly #changed: () => void
  readonly #open: OpenServer
  #line: ServerLine | undefined
  #state: ToolServerState['state'] = 'connecting'
  #trouble: ToolServerTrouble | undefined
  #detail = ''
  #failedAt = 0
  #tools: readonly ServerTool[] = []
  #leftOut = 0
  #isClosed = false
  #isListing = false

  constructor(name: string, place: ToolServerPlace, changed: () => void, open: OpenServer) {
    this.name = name
    this.#place = place
    this.#changed = changed
    this.#open = open
  }

  get state(): ToolServerState {
    return {
      ...{ name: this.name, state: this.#state },
      ...this.#elsewhere,
      ...(this.#leftOut > 0 && this.#state === 'ready' && { leftOut: this.#leftOut }),
      ...(this.#hasPlainKeys && { hasPlainKeys: true }),
      ...(this.#trouble && { trouble: this.#trouble }),
      ...(this.#trouble && this.#detail !== '' && { detail: this.#detail }),
    }
  }

  get #hasPlainKeys(): boolean {
    const given = 'url' in this.#place ? this.#place.headers : this.#place.env
    return Object.keys(given).length > 0
  }

  /** To where what it is told leaves this computer. */
  get #elsewhere(): { readonly host?: string } {
    if (!('url' in this.#place)) return {}
    const { host, hostname } = new URL(this.#place.url)
    return hostReach(hostname) === 'this-computer' ? {} : { host }
  }

  /** What it offers; of a server that is not there, nothing. */
  get tools(): readonly ServerTool[] {
    return this.#tools
  }

  /** Connects. Resolves when its tools are known, or it has failed. */
  async connect(): Promise<void> {
    this.#become('connecting')
    let line: ServerLine | undefined
    try {
      line = await this.#open(this.#place)
      if (this.#isClosed) return
      this.#line = line
      await this.#begin(line)
    } catch (thrown) {
      this.#fail(line, thrown)
    }
  }

  /** Tries once more, where it has failed and some time has passed. */
  revive(): void {
    if (this.#state === 'failed' && Date.now() - this.#failedAt >= triedAgainAfterMs) void this.connect()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const line = this.#line
    this.#line = undefined
    this.#tools = []
    await line?.client.close().catch(() => undefined)
  }

  /** Ends its program without waiting, as this process ends. */
  kill(): void {
    this.#line?.kill()
  }

  async #begin(line: ServerLine): Promise<void> {
    const { client, transport } = line
    const { ToolListChangedNotificationSchema } = await import('@modelcontextprotocol/sdk/types.js')
    client.onerror = (error) => {
      if (serverTrouble(error) === 'too-much') this.#fail(line, tooMuch)
      if (!this.#isFlooding()) return
      this.#fail(line, tooMuch)
      // Else the library would go through all that has come, line by line.
      transport.onerror = undefined
      throw tooMuch
    }
    await client.connect(transport, { timeout: connectsWithinMs })
    // Before, what ends a connection is told by what `connect` throws.
    client.onclose = () => this.#fail(line, ended)
    const receive = transport.onmessage
    transport.onmessage = (message, extra) => {
      if (this.#isFlooding()) this.#fail(line, tooMuch)
      else receive?.(message, extra)
    }
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => this.#relist(line))
    this.#tools = await this.#list(line)
    if (this.#line === line) this.#become('ready')
  }

  /** Many pieces of news together make one question. */
  #relist(line: ServerLine): void {
    if (this.#isListing) return
    this.#isListing = true
    setTimeout(() => {
      this.#isListing = false
      if (this.#line !== line) return
      this.#list(line).then(
        (tools) => {
          if (this.#line !== line) return
          this.#tools = tools
          this.#changed()
        },
        (thrown: unknown) => this.#fail(line, thrown),
      )
    }, newsTogetherMs).unref()
  }

  async #list(line: ServerLine): Promise<ServerTool[]> {
    if (line.client.getServerCapabilities()?.tools === undefined) return []
    const { ListToolsResultSchema } = await import('@modelcontextprotocol/sdk/types.js')
    const found: ServerTool[] = []
    const taken = new Set<string>()
    let cursor: string | undefined
    let leftOut = 0
    for (let page = 0; page < mostPages; page++) {
      // Not `listTools`: it would compile what servers say of their results, which is used for nothing here.
      const listed = await line.client.request(
        { method: 'tools/list', params: { ...(cursor !== undefined && { cursor }) } },
        ListToolsResultSchema,
        { timeout: callEndsWithinMs },
      )
      for (const tool of listed.tools) {
        const parameters = tool.inputSchema as RawTool['parameters']
        if (JSON.stringify(parameters).length > longestSchemaChars || found.length >= mostTools) {
          leftOut++
          continue
        }
        const { readOnlyHint, destructiveHint } = tool.annotations ?? {}
        const raw: RawTool = {
          name: toolName(this.name, tool.name, taken),
          description: (tool.description ?? tool.title ?? tool.name).slice(0, longestDescription),
          parameters,
          ...{ asksFirst: true, isForeign: true },
          timeLimitMs: callEndsWithinMs,
          run: (args, signal) => this.#call(line, tool.name, args, signal),
        }
        const says =
          readOnlyHint === true ? 'only-reads' : destructiveHint === true ? 'may-destroy' : undefined
        found.push({ raw, ...(says && { says }) })
      }
      cursor = listed.tools.length === 0 ? undefined : listed.nextCursor
      if (cursor === undefined) break
    }
    if (this.#line === line) this.#leftOut = leftOut
    return found
  }

  async #call(line: ServerLine, name: string, args: ToolArguments, signal: AbortSignal): Promise<string> {
    if (this.#line !== line) throw new Error(`The server “${this.name}” is not there any more.`)
    const { CallToolResultSchema } = await import('@modelcontextprotocol/sdk/types.js')
    const params = { name, arguments: args }
    const result = await line.client
      .request({ method: 'tools/call', params }, CallToolResultSchema, { signal, timeout: callEndsWithinMs })
      .catch((thrown: unknown) => {
        throw new Error(messageOf(thrown), { cause: thrown })
      })
    const text = resultText(result)
    if (result.isError === true) throw new Error(text)
    return text
  }

  #second = 0
  #messages = 0

  #isFlooding(): boolean {
    const second = Math.floor(performance.now() / 1000)
    this.#messages = second === this.#second ? this.#messages + 1 : 1
    this.#second = second
    return this.#messages > mostMessagesASecond
  }

  #fail(line: ServerLine | undefined, thrown: unknown): void {
    if (this.#isClosed || this.#line !== line) return
    this.#line = undefined
    this.#tools = []
    this.#failedAt = Date.now()
    const words = line?.lastWords() ?? ''
    this.#detail = (words === '' ? messageOf(thrown) : words).slice(0, 300)
    const trouble = serverTrouble(thrown)
    // The library waits for programs to end by themselves.
    if (trouble === 'too-much') line?.kill()
    this.#become('failed', trouble)
    void line?.client.close().catch(() => undefined)
  }

  #become(state: ToolServerState['state'], trouble?: ToolServerTrouble): void {
    this.#state = state
    this.#trouble = trouble
    this.#changed()
  }
}

const tooMuch = new Error('It said more than anybody could read: exceeded maximum size.')

const ended = Object.assign(new Error('Its connection was closed.'), { code: connectionClosed })

/** What was thrown, without the number that the library sets before it. */
function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return message.replace(/^MCP error -?\d+: /, '')
}
