import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import { AppError, modelsPath, resumeProtocol, socketPath } from '@contract'
import type { EngineProcess } from '../engineProcess/engineProcess'
import { RelayedWindows } from '../engineProcess/relayedWindows'
import type { ModelShelf } from '../models/modelShelf'
import { findFile } from './findFile'
import { cookieValue, isOwnHost, isOwnOrigin, sameSecret } from './guard'
import { answerModelRequest, streamModels } from './modelsRoute'
import { securityHeaders } from './securityHeaders'
import { WebSessions } from './webSessions'
import { defaultWebLimits, type WebLimits } from './webLimits'

export interface WebHostOptions {
  readonly engine: EngineProcess
  /** The models that a window can fetch and choose. */
  readonly models?: ModelShelf
  /** The built window. */
  readonly rendererDir: string
  /** The first of these that can be had; 0 takes a free one. Absent: a free one. */
  readonly ports?: readonly number[]
  readonly limits?: Partial<WebLimits>
}

/**
 * The port where Parley is unless told otherwise. A browser keeps what was chosen, and who may use the microphone, for
 * each port by itself. Systems do not hand this one out, and nobody has it at IANA.
 */
export const usualPort = 27_275

export interface WebHost {
  /** Where a browser is let in. */
  readonly startAddress: string
  readonly port: number
  /** Closes every socket and stops listening. The engine is left to whoever started it. */
  close(): Promise<void>
}

/**
 * Serves the window and its line to the engine on the loopback, for browsers on this machine alone. Whoever opens the
 * start address gets a cookie; without it there is nothing to be had.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const token = randomBytes(24).toString('base64url')
  const secret = randomBytes(24).toString('base64url')
  const limits = { ...defaultWebLimits, ...options.limits }
  const server = createServer()
  const port = await listen(server, options.ports ?? [0])
  // Cookies do not know ports: another Parley on this machine must not take this one's place.
  const cookie = `parley-${port}`
  const isLetIn = (request: IncomingMessage): boolean =>
    sameSecret(cookieValue(request.headers.cookie, cookie), secret)

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = requestUrl(request)
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (!isOwnHost(request.headers.host, port)) return refuse(response, 403, 'This host is not known here.')
    const isModelRequest = request.method === 'POST' && url.pathname === modelsPath
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isModelRequest)
      return refuse(response, 405, 'Only GET is served here.')
    if (request.headers.origin !== undefined && !isOwnOrigin(request.headers.origin, request.headers.host))
      return refuse(response, 403, 'Only pages of Parley itself are served.')
    const { state } = options.engine.status
    if (url.pathname === '/health') return sendJson(response, 200, { status: 'ok' })
    if (url.pathname === '/ready') return sendJson(response, state === 'ready' ? 200 : 503, { engine: state })
    if (url.pathname === '/start' && sameSecret(url.searchParams.get('token') ?? undefined, token)) {
      response.setHeader('Set-Cookie', `${cookie}=${secret}; HttpOnly; SameSite=Strict; Path=/`)
      return sendEntrance(response)
    }
    if (!isLetIn(request))
      return refuse(response, 403, 'Open the address that Parley printed when it started.')
    if (options.models !== undefined && url.pathname === modelsPath) {
      if (!isModelRequest) return streamModels(options.models, response)
      if (!isOwnOrigin(request.headers.origin, request.headers.host))
        return refuse(response, 403, 'Only pages of Parley itself are served.')
      return void answerModelRequest(options.models, request, response).catch(() => response.destroy())
    }
    sendFile(response, options.rendererDir, url.pathname, request.method === 'HEAD').catch(() =>
      response.destroy(),
    )
  })

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    autoPong: false,
    // A browser drops the line when none of the protocols that it offered is chosen.
    handleProtocols: (offered) => (offered.has(resumeProtocol) ? resumeProtocol : [...offered][0]),
  })
  const sessions = new WebSessions(new RelayedWindows(options.engine), limits)
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const { host, origin } = request.headers
    const url = requestUrl(request)
    if (url.pathname !== socketPath) return refuseUpgrade(stream, '404 Not Found')
    if (!isOwnHost(host, port) || !isOwnOrigin(origin, host) || !isLetIn(request))
      return refuseUpgrade(stream, '403 Forbidden')
    sockets.handleUpgrade(request, stream, head, (socket) => sessions.open(socket, url.searchParams))
  })

  return {
    startAddress: `http://127.0.0.1:${port}/start?token=${token}`,
    port,
    close: async () => {
      sessions.close()
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
      const message = inUse ? `Port ${port} is in use. Choose another one with --port.` : cause.message
      reject(new AppError(inUse ? 'usage' : 'internal', message, { cause }))
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

/**
 * Goes on to the window by itself: the browser then counts it as a visit from Parley's own page and sends the strict
 * cookie, wherever the start address was clicked. The token leaves the address bar.
 */
function sendEntrance(response: ServerResponse): void {
  send(
    response,
    200,
    'text/html; charset=utf-8',
    // The empty icon keeps the browser from asking for one that is not there.
    '<!doctype html><title>Parley</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=/">',
  )
}

async function sendFile(
  response: ServerResponse,
  dir: string,
  urlPath: string,
  headOnly: boolean,
): Promise<void> {
  const found = await findFile(dir, urlPath)
  if (found === undefined) return refuse(response, 404, 'There is no such file.')
  response.writeHead(200, {
    'Content-Type': found.contentType,
    'Content-Length': found.size,
    'Cache-Control': found.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  if (headOnly) response.end()
  else await pipeline(createReadStream(found.file), response)
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, status, 'text/plain; charset=utf-8', `${message}\n`)
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(body)
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
