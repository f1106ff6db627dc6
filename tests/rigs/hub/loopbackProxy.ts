import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

export interface LoopbackProxy {
  readonly address: string
  /** Where tunnels led to so far: `host:port`. */
  readonly tunnels: string[]
  close(): void
}

/**
 * A proxy on the loopback that opens tunnels, as those of companies do.
 * @param options all tunnels lead to this port of the loopback, whatever host they name; all are refused with this status
 */
export async function startLoopbackProxy(
  options: { readonly port?: number; readonly status?: number } = {},
): Promise<LoopbackProxy> {
  const tunnels: string[] = []
  const proxy = createServer().on('connect', (request, client, head) => {
    tunnels.push(request.url!)
    if (options.status !== undefined) return void client.end(`HTTP/1.1 ${options.status} No\r\n\r\n`)
    const [host, port] = options.port === undefined ? request.url!.split(':') : ['127.0.0.1', options.port]
    const server = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      server.write(head)
      server.pipe(client).pipe(server)
    })
    for (const end of [server, client]) end.on('error', () => server.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return { address, tunnels, close: () => proxy.close().closeAllConnections() }
}
