import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The window as its sources are now, in place of the built one. It changes in open pages as they are written. */
export interface LiveWindow {
  /** The page, and under which policy it may run. */
  page(response: ServerResponse): Promise<string>
  /** Answers any other request that was let in. */
  serve(request: IncomingMessage, response: ServerResponse): void
  /** Takes a socket that was let in, by which Vite tells a page of changes. */
  tellChanges(request: IncomingMessage, stream: Duplex, head: Buffer): void
  close(): Promise<void>
}

/** Whether a page asks for a socket of Vite's, by its sub-protocol: to be told of changes, or whether Vite is back. */
export function isViteSocket(request: IncomingMessage): boolean {
  return ['vite-hmr', 'vite-ping'].includes(request.headers['sec-websocket-protocol'] ?? '')
}
