import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'
import { fetch, type RequestInit, type Response as Answer } from 'undici'
import type { HostContact } from '../../network/contactTally'
import { trustedCertificates } from '../../network/trustedCertificates'
import { webDispatcher } from '../../network/webDispatcher'
import { leadsTo, tooLong } from './tooLong'

const connectMs = 10_000
const mostRedirections = 3

export interface FetchedFrom {
  /** It is beyond this computer and its owner's network, to which a proxy may lead. */
  readonly isAnywhere: boolean
  /** Told of every host that is asked, before it is. */
  readonly onContact?: ((contact: HostContact) => void) | undefined
}

/**
 * `fetch` of whose answers nobody reads more than this: what goes on beyond it fails. What is asked, and the key, go to the host that its
 * user named and to no other.
 * @param longestBytes of one event, or of an answer that has none
 */
export function boundedFetch(longestBytes: number, { isAnywhere, onContact }: FetchedFrom): FetchLike {
  const dispatcher = webDispatcher({
    env: isAnywhere ? process.env : {},
    ...{ proxy: undefined, certificates: trustedCertificates(), connectMs, onContact },
    // Whoever calls waits by its own clock, and news may be long in coming.
    stallMs: 0,
  })
  return async (url, init) => {
    const response = await sameHost(new URL(url), { ...(init as RequestInit), dispatcher })
    if (response.body === null) return response
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    let bytes = 0
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        // An event ends with an empty line; those that were read take no room any more.
        const isEnd = isStream && endsEvent(chunk)
        bytes = isEnd ? 0 : bytes + chunk.length
        if (bytes > longestBytes) controller.error(new Error(tooLong))
        else controller.enqueue(chunk)
      },
    })
    const { status, statusText } = response
    const headers = [...response.headers]
    const body = (response.body as ReadableStream<Uint8Array>).pipeThrough(count)
    return new Response(body, { status, statusText, headers })
  }
}

/**
 * Follows where an address leads on within its own host, as one that lacks its last slash does.
 * @throws Error where it leads to another one
 */
async function sameHost(url: URL, init: RequestInit): Promise<Answer> {
  let at = url
  for (let left = mostRedirections; ; left--) {
    const response = await fetch(at, { ...init, redirect: 'manual' })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return response
    await response.body?.cancel()
    const to = URL.canParse(location, at.href) ? new URL(location, at) : undefined
    if (to?.origin !== url.origin || left === 0)
      throw new Error(`${leadsTo} ${to?.host ?? location.slice(0, 100)}, where Parley does not follow.`)
    at = to
  }
}

const newline = 0x0a

function endsEvent(chunk: Uint8Array): boolean {
  for (let i = 1; i < chunk.length; i++) if (chunk[i] === newline && chunk[i - 1] === newline) return true
  return false
}
