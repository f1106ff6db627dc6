import { AppError } from '@contract'
import { ProxyTrouble } from './hubDispatcher'
import { PassingTrouble } from './retries'

/** What Node calls the usual troubles of a connection (its own and undici's error codes), in plain words. */
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

/**
 * What a connection that failed or broke means.
 * @param host that was to be reached
 */
export function lostLine(host: string, cause: unknown): PassingTrouble | AppError {
  const chain = causesOf(cause)
  const inner = chain.at(-1)
  const proxy = chain.find((each) => each instanceof ProxyTrouble)
  if (proxy !== undefined) {
    const message = `The proxy ${proxy.host} could not be reached (${reasonOf(inner)}), so nothing was asked of ${host}. Check HTTPS_PROXY and HTTP_PROXY.`
    return new PassingTrouble(message, { cause })
  }
  // In undici's words; it has no code of its own for this.
  const status = /^Proxy response \((\d+)\)/.exec(inner?.message ?? '')?.[1]
  if (status === '407') {
    const message = `The proxy on the way to ${host} wants a user name and a password. Write them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.`
    return new AppError('download-failed', message, { cause })
  }
  if (status !== undefined)
    return new PassingTrouble(`The proxy on the way to ${host} does not lead there (status ${status}).`, {
      cause,
    })
  if (distrust.test(codeOf(inner))) {
    const message = `${host} cannot show that it is ${host}: its certificate is not one that this computer trusts. A network that wants you to sign in may stand between, or a company's proxy. Sign in with a browser; or have Parley trust the company's certificate, as a file that NODE_EXTRA_CA_CERTS names.`
    return new AppError('download-failed', message, { cause })
  }
  return new PassingTrouble(`The connection to ${host} failed (${reasonOf(inner)}).`, { cause })
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
