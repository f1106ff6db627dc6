import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import {
  toAppError,
  AppError,
  diagnosticsPath,
  diagnosticsRequest,
  enterPath,
  modelRequest,
  modelsPath,
  passHeader,
  passOf,
  privacyPath,
  recordingPart,
  recordingsPath,
  longestRecordingPart,
  settingsPath,
  settingsRequest,
  socketPath,
  socketProtocol,
  startPath,
  type NoteEvent,
} from '@contract'
import type { EngineProcess } from '../engineProcess/engineProcess'
import { RelayedWindows } from '../engineProcess/relayedWindows'
import type { ModelShelf } from '../library/modelShelf'
import type { Diagnostics } from '../log/diagnostics'
import type { OwnTraces } from '../privacy/ownTraces'
import type { Recordings } from '../privacy/recordings'
import { answerSettings, type ServerReach } from '../settings/answerSettings'
import type { HostSettings } from '../settings/hostSettings'
import { pageWithSettings } from '../settings/pageWithSettings'
import { watchTold } from '../settings/watchTold'
import { terminal, type TerminalWords } from '../terminalWords'
import { Admissions } from './admissions'
import { answerPosted } from './answerPosted'
import { entrancePage, entrancePolicy } from './entrancePage'
import { findFile } from './findFile'
import { cookieValue, isOwnHost, isOwnOrigin, sameSecret, saysTwice } from './guard'
import { answerPrivacyReport, answerPrivacyRequest } from './privacyRoute'
import { readBody } from './readBody'
import { securityHeaders } from './securityHeaders'
import { streamNewest } from './streamNewest'
import { isViteSocket, type LiveWindow } from './liveWindow'
import { defaultWebLimits, type WebLimits } from './webLimits'
import type { WaitingBytes } from './webLine'
import { WebLines } from './webLines'

export interface WebHostOptions {
  readonly engine: EngineProcess
  /** What windows see and change. */
  readonly settings: HostSettings
  /** How servers are asked that the settings name. */
  readonly servers?: ServerReach
  /** The models that a window can fetch and choose. */
  readonly models?: ModelShelf
  /** What Parley did on the network and has on the disk, for windows to see. */
  readonly traces?: OwnTraces
  /** What windows learn of this run. */
  readonly diagnostics?: Diagnostics
  /** Where pages record for bug reports. */
  readonly recordings?: Recordings
  /** Called when a page had everything removed and was told so: Parley is to end. */
  readonly whenRemoved?: () => void
  /** The folder of the built window. */
  readonly rendererDir: string
  /** Serves the window in its place. */
  readonly liveWindow?: LiveWindow
  /** Who is let in already. */
  readonly admissions?: Admissions
  /** The first of these that can be had; 0 takes a free one. Absent: a free one. */
  readonly ports?: readonly number[]
  readonly limits?: Partial<WebLimits>
  /** Told of what happens, for the log. */
  readonly note?: NoteEvent
}

/**
 * The port where Parley is unless told otherwise. A browser keeps what was chosen, and who may use the microphone, for
 * each port by itself. Systems do not hand this one out, and nobody has it at IANA.
 */
export const usualPort = 27_275

/** Longer than any token, than what is asked of models, and than a file of settings as JSON. */
const longestTokenBytes = 200
const longestModelsBytes = 10_000
const longestDiagnosticsBytes = 1000
const longestSettingsBytes = 4_000_000
/** A sign is a byte in most of it, and four at most. */
const longestRecordingBytes = 4 * longestRecordingPart
const postPaths: readonly string[] = [
  modelsPath,
  settingsPath,
  enterPath,
  privacyPath,
  diagnosticsPath,
  recordingsPath,
]

export interface WebHost {
  readonly port: number
  /**
   * A link that lets one browser in, once.
   * @param lifetimeMs after which it opens nothing any more
   * @param used called when it was
   */
  invite(lifetimeMs: number, used?: () => void): string
  /** What waits in the lines of all pages. */
  readonly waitingBytes: WaitingBytes
  /** Closes every socket and stops listening. The engine is left to whoever started it. */
  close(): Promise<void>
}

/**
 * Serves the window and its line to the engine on the loopback, for browsers on this machine alone, and to those only
 * that came by one of its links (`contract/entrance.ts`).
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const limits = { ...defaultWebLimits, ...options.limits }
  const server = createServer({
    headersTimeout: limits.requestMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.requestMs,
  })
  server.maxConnections = limits.connections
  const port = await listen(server, options.ports ?? [0])
  const { liveWindow, settings, admissions = new Admissions() } = options
  // Cookies do not know ports: another Parley on this machine must not take this one's place.
  const cookie = `parley-${port}`
  const cookieOf = (request: IncomingMessage): string | undefined =>
    cookieValue(request.headers.cookie, cookie)

  const enter = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = await readBody(request, longestTokenBytes)
    const admission = admissions.enter(token ?? '', cookieOf(request))
    if (admission === undefined) return refuse(response, 403, 'usedLink')
    response.setHeader('Set-Cookie', `${cookie}=${admission.cookie}; HttpOnly; SameSite=Strict; Path=/`)
    send(response, 200, 'text/plain; charset=utf-8', admission.pass)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers, method } = request
    const { pathname } = requestUrl(request)
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (!isOwnHost(headers.host, port) || saysTwice(request.rawHeaders, 'host'))
      return refuse(response, 403, 'otherHost')
    const isPost = method === 'POST' && postPaths.includes(pathname)
    if (method !== 'GET' && method !== 'HEAD' && !isPost) return refuse(response, 405, 'onlyGet')
    if ((headers.origin !== undefined || isPost) && !isOwnOrigin(headers.origin, headers.host))
      return refuse(response, 403, 'onlyOwnPages')
    if (pathname === startPath) {
      response.setHeader('Content-Security-Policy', entrancePolicy)
      return send(response, 200, 'text/html; charset=utf-8', entrancePage(terminal().words))
    }
    if (pathname === enterPath && isPost) return await enter(request, response)
    const admission = admissions.of(cookieOf(request))
    if (admission === undefined) return refuse(response, 403, 'onlyByLink')
    const pass = headers[passHeader]
    const saysPass = typeof pass === 'string' && sameSecret(pass, admission.pass)
    if (pathname === '/ready') {
      const { state } = options.engine.status
      if (!saysPass) return refuse(response, 403, 'onlyOwnPages')
      return sendJson(response, state === 'ready' ? 200 : 503, { engine: state })
    }
    if (pathname === modelsPath && isPost && options.models !== undefined) {
      const { models } = options
      if (!saysPass) return refuse(response, 403, 'onlyOwnPages')
      return await answerPosted(request, response, longestModelsBytes, (said) =>
        models.ask(modelRequest.parse(said)),
      )
    }
    if (pathname === settingsPath && isPost) {
      if (!saysPass) return refuse(response, 403, 'onlyOwnPages')
      return await answerPosted(
        ...([request, response, longestSettingsBytes] as const),
        (said) => answerSettings(settings, settingsRequest.parse(said), options.servers),
        (error) => ({ error, told: settings.told }),
      )
    }
    if (pathname === diagnosticsPath && isPost && options.diagnostics !== undefined) {
      const { diagnostics } = options
      if (!saysPass) return refuse(response, 403, 'onlyOwnPages')
      return await answerPosted(request, response, longestDiagnosticsBytes, (said) =>
        diagnostics[diagnosticsRequest.parse(said).kind](),
      )
    }
    if (pathname === recordingsPath && isPost && options.recordings !== undefined) {
      const { recordings } = options
      if (!saysPass) return refuse(response, 403, 'onlyOwnPages')
      return await answerPosted(request, response, longestRecordingBytes, (said) =>
        recordings.append(recordingPart.parse(said)),
      )
    }
    if (pathname === privacyPath && options.traces !== undefined) {
      if (!saysPass) return refuse(response, 403, 'onlyOwnPages')
      if (!isPost) return await answerPrivacyReport(options.traces, response)
      if (await answerPrivacyRequest(options.traces, cookie, request, response)) options.whenRemoved?.()
      return
    }
    if (pathname === '/' && method === 'GET') return await sendPage(response, options)
    if (liveWindow !== undefined) return liveWindow.serve(request, response)
    await sendFile(response, options.rendererDir, pathname, method === 'HEAD')
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Nothing thrown for one request may reach the others.
    answer(request, response).catch(() => response.destroy())
  })

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    autoPong: false,
    // A browser drops the line when none of the protocols that it offered is chosen. The pass is said back to nobody.
    handleProtocols: (offered) =>
      offered.has(socketProtocol)
        ? socketProtocol
        : ([...offered].find((protocol) => passOf([protocol]) === undefined) ?? false),
  })
  const lines = new WebLines(new RelayedWindows(options.engine), limits, options.note)

  const { models } = options
  const tellers = new Map<string, (receive: (told: unknown) => void) => () => void>([
    [settingsPath, (receive) => watchTold(settings, receive)],
  ])
  if (models) tellers.set(modelsPath, (receive) => models.watch(receive))

  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => stream.destroy())
    const { host, origin } = request.headers
    const { pathname } = requestUrl(request)
    const live = isViteSocket(request) ? liveWindow : undefined
    const told = tellers.get(pathname)
    if (live === undefined && pathname !== socketPath && told === undefined)
      return refuseUpgrade(stream, '404 Not Found')
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim())
    const admission = admissions.of(cookieOf(request))
    if (
      !isOwnHost(host, port) ||
      saysTwice(request.rawHeaders, 'host') ||
      !isOwnOrigin(origin, host) ||
      admission === undefined ||
      // Vite's own script knows no pass. Its socket tells which files changed, and nothing else.
      (live === undefined && !sameSecret(passOf(offered), admission.pass))
    )
      return refuseUpgrade(stream, '403 Forbidden')
    if (live !== undefined) return live.tellChanges(request, stream, head)
    if (sockets.clients.size >= limits.sockets) return refuseUpgrade(stream, '503 Service Unavailable')
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (told === undefined) lines.open(socket, admission)
      else streamNewest(told, socket)
    })
  }
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    try {
      upgrade(request, stream, head)
    } catch {
      stream.destroy()
    }
  })

  return {
    port,
    invite: (lifetimeMs, used) =>
      `http://127.0.0.1:${port}${startPath}#${admissions.invite(lifetimeMs, used)}`,
    get waitingBytes() {
      return lines.waitingBytes
    },
    close: async () => {
      lines.close()
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: Server, [port, ...others]: readonly number[]): Promise<number> {
  if (others.length > 0) return listen(server, [port]).catch(() => listen(server, others))
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const inUse = cause.code === 'EADDRINUSE'
      reject(
        new AppError(
          inUse ? 'usage' : 'internal',
          inUse ? { kind: 'port-in-use', port } : toAppError(cause).notice,
          { cause },
        ),
      )
    })
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function requestUrl(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://127.0.0.1')
  } catch {
    return new URL('http://127.0.0.1/%')
  }
}

async function sendFile(
  response: ServerResponse,
  dir: string,
  urlPath: string,
  headOnly: boolean,
): Promise<void> {
  const found = await findFile(dir, urlPath)
  if (found === undefined) return refuse(response, 404, 'noFile')
  response.writeHead(200, {
    'Content-Type': found.contentType,
    'Content-Length': found.size,
    'Cache-Control': found.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  if (headOnly) response.end()
  else await pipeline(createReadStream(found.file), response)
}

/** The page itself. What its user chose stands in it, and is kept by no cache. */
async function sendPage(
  response: ServerResponse,
  { rendererDir, liveWindow, settings }: WebHostOptions,
): Promise<void> {
  const page = await (liveWindow?.page(response) ??
    readFile(path.join(rendererDir, 'index.html'), 'utf8').catch(() => undefined))
  if (page === undefined) return refuse(response, 404, 'noFile')
  send(response, 200, 'text/html; charset=utf-8', pageWithSettings(page, settings))
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, why: keyof TerminalWords['web']): void {
  send(response, status, 'text/plain; charset=utf-8', `${terminal().words.web[why]}\n`)
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(body)
}

/** Closed from both sides: one that the other side keeps half open would count among the connections for ever. */
function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy())
}
