import type { LineFault } from '@contract'
import { ProxyTrouble } from './webDispatcher'

/** Why a connection failed or broke, by Node's and undici's codes. */
const lineFaults: Readonly<Partial<Record<string, LineFault>>> = {
  ENOTFOUND: 'unknown-address',
  EAI_AGAIN: 'no-lookup',
  ENETUNREACH: 'no-network',
  EHOSTUNREACH: 'no-way',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'hung-up',
  EPIPE: 'hung-up',
  UND_ERR_SOCKET: 'hung-up',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
}

/** That a certificate is not to be trusted, as OpenSSL says it (verify(1)) and Node. */
const distrust = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_)/

/** That the other side speaks something else, in OpenSSL's words and Node's. */
const noHttps = /^(EPROTO$|ERR_SSL_)/

/** What a connection that failed or broke means. */
export type LineTrouble =
  /** The proxy itself was not reached. */
  | { readonly kind: 'proxy'; readonly proxy: string; readonly why: WhyLost }
  /** The proxy lets nobody through, or not this one. */
  | { readonly kind: 'proxy-status'; readonly status: string }
  /** The other side cannot show who it is. */
  | { readonly kind: 'distrusted' }
  | { readonly kind: 'lost'; readonly why: WhyLost }

/** Of the usual causes; else what the system says. */
export interface WhyLost {
  readonly fault?: LineFault
  readonly detail?: string
}

/** Reads what undici's `fetch` threw. */
export function lineTrouble(cause: unknown): LineTrouble {
  const chain = causesOf(cause)
  const inner = chain.at(-1)
  const proxy = chain.find((each) => each instanceof ProxyTrouble)
  if (proxy !== undefined) return { kind: 'proxy', proxy: proxy.host, why: whyLost(inner) }
  // In undici's words; it has no code of its own for this.
  const status = /^Proxy response \((\d+)\)/.exec(inner?.message ?? '')?.[1]
  if (status !== undefined) return { kind: 'proxy-status', status }
  if (distrust.test(codeOf(inner))) return { kind: 'distrusted' }
  return { kind: 'lost', why: whyLost(inner) }
}

/** An error and what lies behind it, the last of which says most. */
function causesOf(thrown: unknown): Error[] {
  return thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : []
}

function whyLost(thrown: Error | undefined): WhyLost {
  const code = codeOf(thrown)
  const fault = noHttps.test(code) ? 'no-https' : lineFaults[code]
  if (fault !== undefined) return { fault }
  return thrown === undefined ? {} : { detail: thrown.message }
}

/** Node's and undici's codes are words; those of the DOM are numbers. */
function codeOf(thrown: Error | undefined): string {
  const { code } = (thrown ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : ''
}
