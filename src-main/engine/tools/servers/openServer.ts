import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { hostReach, type ToolServerPlace } from '@contract'
import { homeDir } from '../../files/homeDir'
import type { HostContact } from '../../network/contactTally'

/** A line to a server, over which nothing was said yet. */
export interface ServerLine {
  readonly client: Client
  readonly transport: Transport
  /** What the server's program said beside the protocol, the last of it. */
  lastWords(): string
  /** Ends the server's program at once, where there is one, as this process ends. */
  kill(): void
}

/** Of one message: more would fill this process's memory. */
export const longestMessageBytes = 4 * 1024 * 1024
const lastWordsChars = 300

/**
 * The protocol's library is loaded when there is a server to be talked to, and not before.
 * @param onContact told of every host that is asked, before it is
 */
export async function openServer(
  place: ToolServerPlace,
  onContact?: (contact: HostContact) => void,
): Promise<ServerLine> {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js')
  const client = new Client({ name: 'parley', version: '1' })
  if ('url' in place) {
    const { StreamableHTTPClientTransport } =
      await import('@modelcontextprotocol/sdk/client/streamableHttp.js')
    const { boundedFetch } = await import('./boundedFetch')
    const url = new URL(place.url)
    const isAnywhere = hostReach(url.hostname) === 'anywhere'
    const transport = new StreamableHTTPClientTransport(url, {
      requestInit: { headers: place.headers },
      fetch: boundedFetch(longestMessageBytes, { isAnywhere, onContact }),
    })
    return { client, transport: transport, lastWords: () => '', kill: () => undefined }
  }
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js')
  // No shell, and of the environment only what programs cannot do without (the library's list) and what the user wrote.
  const transport = new StdioClientTransport({
    ...{ command: place.command, args: place.args, env: place.env },
    ...{ cwd: homeDir(), stderr: 'pipe', maxBufferSize: longestMessageBytes },
  })
  let words = ''
  transport.stderr?.on('data', (data: Buffer) => {
    words = (words + data.toString().slice(-lastWordsChars)).slice(-lastWordsChars)
  })
  return {
    client,
    transport,
    lastWords: () => words.trim().split('\n').at(-1)!.trim(),
    kill() {
      const { pid } = transport
      if (pid === null) return
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended already.
      }
    },
  }
}
