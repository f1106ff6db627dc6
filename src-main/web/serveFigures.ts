import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError, toAppError, type Notice } from '@contract'
import type { Figures } from '../log/figures'
import { terminal, type TerminalWords } from '../terminalWords'
import { isOwnHost, saysTwice } from './guard'
import { securityHeaders } from './securityHeaders'

/** Whoever reads figures asks seldom, and for little. */
const mostConnections = 16
const longestRequestMs = 5000

export interface FiguresHost {
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves the figures on the loopback for programs of this computer: `/health`, `/ready`, `/status` as JSON and `/metrics` for Prometheus.
 * It has a port of its own, since whoever reads figures comes by no link; there is nothing on it but numbers and states. A page
 * of any origin is refused.
 * @param port 0 takes a free one
 * @throws config-invalid where the port cannot be had
 */
export async function serveFigures(figures: Figures, port: number): Promise<FiguresHost> {
  const server = createServer({ headersTimeout: longestRequestMs, requestTimeout: longestRequestMs })
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why: Notice =
        cause.code === 'EADDRINUSE' ? { kind: 'port-in-use', port } : toAppError(cause).notice
      reject(new AppError('config-invalid', { kind: 'setting-wrong', name: 'metricsPort', why }, { cause }))
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  // Who reads figures does not keep Parley from ending.
  server.unref()
  const { port: own } = server.address() as AddressInfo
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(figures, own, request, response).catch(() => response.destroy())
  })
  return {
    port: own,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  figures: Figures,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers, method, rawHeaders } = request
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const say = (status: number, type: string, body: string): void => {
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' })
    response.end(method === 'HEAD' ? undefined : body)
  }
  const sayJson = (status: number, body: object): void =>
    say(status, 'application/json', JSON.stringify(body))
  const refuse = (status: number, why: keyof TerminalWords['web']): void =>
    say(status, 'text/plain; charset=utf-8', `${terminal().words.web[why]}\n`)
  if (!isOwnHost(headers.host, port) || saysTwice(rawHeaders, 'host')) return refuse(403, 'otherHost')
  // Browsers say for whom they ask, also where they leave out the origin.
  const site = headers['sec-fetch-site'] ?? 'none'
  if (headers.origin !== undefined || site !== 'none') return refuse(403, 'noPages')
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'onlyGet')
  const place = request.url ?? ''
  switch (place) {
    case '/health':
      return sayJson(200, { status: 'ok' })
    case '/ready':
      return sayJson(figures.engine === 'ready' ? 200 : 503, { engine: figures.engine })
    case '/status':
      return sayJson(200, await figures.told())
    case '/metrics':
      return say(200, 'text/plain; version=0.0.4; charset=utf-8', await figures.text())
    default:
      return refuse(404, 'noFigures')
  }
}
