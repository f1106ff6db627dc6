import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface ScriptedServer {
  readonly origin: string
  /** The paths of all requests so far. */
  readonly asked: string[]
  close(): Promise<void>
}

/**
 * A server on the loopback that answers as a test wants.
 * @param secret speaks https with this certificate and key
 */
export async function startScriptedServer(
  answer: RequestListener,
  secret?: { readonly cert: string; readonly key: string },
): Promise<ScriptedServer> {
  const asked: string[] = []
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '')
    return answer(request, response)
  }
  const server = secret ? createSecureServer(secret, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `${secret ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
