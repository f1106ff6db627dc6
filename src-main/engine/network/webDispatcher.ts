import { buildConnector, DecoratorHandler, EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici'
import type { HostContact } from './contactTally'
import { proxyAddress } from './webAddress'

/** The proxy itself could not be reached, or does not let a connection through. */
export class ProxyTrouble extends Error {
  readonly host: string

  constructor(host: string, cause: unknown) {
    super('The proxy failed', { cause })
    this.host = host
  }
}

export interface DispatcherOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where the environment names none. */
  readonly proxy: string | undefined
  readonly connectMs: number
  readonly stallMs: number
  /** The certificate authorities to trust, as PEM; undefined: Node's own. */
  readonly certificates: readonly string[] | undefined
  /** Told of every host that is asked, before it is, and of what it sends. */
  readonly onContact?: ((contact: HostContact) => void) | undefined
}

/**
 * Makes connections to hosts of the web, by way of the proxy that the environment names: HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
 * @throws config-invalid when one of them is no address of a proxy
 */
export function webDispatcher(options: DispatcherOptions): Dispatcher {
  const { env, proxy, connectMs, stallMs, certificates, onContact = () => undefined } = options
  const tls = { timeout: connectMs, ...(certificates && { ca: [...certificates] }) }
  const named = (lower: string, upper: string): string => {
    const variable = env[lower] === undefined ? upper : lower
    const text = env[variable]
    if (text === undefined) return proxy === undefined ? '' : proxyAddress(undefined, proxy).href
    return text === '' ? '' : proxyAddress(variable, text).href
  }
  const agent = new EnvHttpProxyAgent({
    httpProxy: named('http_proxy', 'HTTP_PROXY'),
    httpsProxy: named('https_proxy', 'HTTPS_PROXY'),
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
    connect: tls,
    requestTls: tls,
    clientFactory: (origin) => new Pool(origin, { connect: toProxy(origin, tls, onContact) }),
    headersTimeout: stallMs,
    bodyTimeout: stallMs,
  })
  return agent.compose((dispatch) => (request, handler) => {
    const host = new URL(request.origin ?? '').host
    onContact({ host, isProxy: false, requests: 1, receivedBytes: 0 })
    return dispatch(request, new CountedAnswer(handler, host, onContact))
  })
}

/** Hands an answer on, and tells how much of it has come. */
class CountedAnswer extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandler
  readonly #host: string
  readonly #onContact: (contact: HostContact) => void

  constructor(handler: Dispatcher.DispatchHandler, host: string, onContact: (contact: HostContact) => void) {
    super(handler)
    this.#handler = handler
    this.#host = host
    this.#onContact = onContact
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#onContact({ host: this.#host, isProxy: false, requests: 0, receivedBytes: chunk.length })
    this.#handler.onResponseData?.(controller, chunk)
  }
}

/** A connection to a proxy, whose failing is told from that of the hub. */
function toProxy(
  { host }: URL,
  options: buildConnector.BuildOptions,
  onContact: (contact: HostContact) => void,
): buildConnector.connector {
  const connect = buildConnector(options)
  return (target, answer) => {
    onContact({ host, isProxy: true, requests: 1, receivedBytes: 0 })
    connect(target, (...[error, socket]: Parameters<typeof answer>) =>
      error === null ? answer(null, socket) : answer(new ProxyTrouble(host, error), null),
    )
  }
}
