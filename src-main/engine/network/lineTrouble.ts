import { ProxyTrouble } from './webDispatcher'

/** Why a connection failed or broke, by Node's and undici's codes, in plain words. */
const plainReasons: Readonly<Partial<Record<string, string>>> = {
  ENOTFOUND: 'no such address is known here; is this computer online?',
  EAI_AGAIN: 'no address could be asked for; is this computer online?',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ECONNREFUSED: 'nobody answers there',
  ECONNRESET: 'the other side hung up',
  EPIPE: 'the other side hung up',
  UND_ERR_SOCKET: 'the other side hung up',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no answer in time',
}

/** That a certificate is not to be trusted, as OpenSSL says it (verify(1)) and Node. */
const distrust = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_)/

/** What a connection that failed or broke means. */
export type LineTrouble =
  /** The proxy itself was not reached. */
  | { readonly kind: 'proxy'; readonly proxy: string; readonly reason: string }
  /** The proxy lets nobody through, or not this one. */
  | { readonly kind: 'proxy-status'; readonly status: string }
  /** The other side cannot show who it is. */
  | { readonly kind: 'distrusted' }
  | { readonly kind: 'lost'; readonly reason: string }

/** Reads what undici's `fetch` threw. */
export function lineTrouble(cause: unknown): LineTrouble {
  const chain = causesOf(cause)
  const inner = chain.at(-1)
  const proxy = chain.find((each) => each instanceof ProxyTrouble)
  if (proxy !== undefined) return { kind: 'proxy', proxy: proxy.host, reason: reasonOf(inner) }
  // In undici's words; it has no code of its own for this.
  const status = /^Proxy response \((\d+)\)/.exec(inner?.message ?? '')?.[1]
  if (status !== undefined) return { kind: 'proxy-status', status }
  if (distrust.test(codeOf(inner))) return { kind: 'distrusted' }
  return { kind: 'lost', reason: reasonOf(inner) }
}

/** An error and what lies behind it, the last of which says most. */
function causesOf(thrown: unknown): Error[] {
  return thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : []
}

function reasonOf(thrown: Error | undefined): string {
  return plainReasons[codeOf(thrown)] ?? thrown?.message ?? 'nobody knows why'
}

/** Node's and undici's codes are words; those of the DOM are numbers. */
function codeOf(thrown: Error | undefined): string {
  const { code } = (thrown ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : ''
}
