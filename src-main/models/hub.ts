import { fetch as fetchThrough } from 'undici'
import { AppError, hostReach, isAbort } from '@contract'
import type { HostContact } from '../engine/network/contactTally'
import { retryAfterMs } from '../engine/network/retryAfterMs'
import { trustedCertificates } from '../engine/network/trustedCertificates'
import { webAddress } from '../engine/network/webAddress'
import { webDispatcher } from '../engine/network/webDispatcher'
import { hubToken } from './hubToken'
import { lostLine } from './lostLine'
import { nextAddress } from './nextAddress'
import { PassingTrouble, type RetryLimits } from './retries'
import { isWebPage, webPageInstead } from './webPage'

export interface HubLimits extends RetryLimits {
  readonly connectMs: number
  /** Silence after which a line counts as dead. */
  readonly stallMs: number
}

export const defaultHubLimits: HubLimits = {
  tries: 6,
  firstWaitMs: 1000,
  // The hub counts requests over windows of five minutes.
  longestWaitMs: 300_000,
  connectMs: 10_000,
  stallMs: 30_000,
}

/** A model hub and how to talk to it. */
export interface Hub {
  /** Without a slash at the end. */
  readonly endpoint: string
  readonly limits: HubLimits
  /** There is a token, which is not sent: it would go over the network in plain text. */
  readonly withholdsToken: boolean
  /**
   * Asks by way of the environment's proxy, following redirects, but never from https to http. The token goes to the
   * endpoint's own host alone, and by https or to this very computer.
   */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>
}

export interface HubOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The variable that may name the endpoint, and the endpoint where it does not. */
  readonly endpoint?: { readonly variable: string; readonly usual: string }
  readonly token?: string
  /** Where the environment names none. */
  readonly proxy?: string
  readonly limits?: Partial<HubLimits>
  /** The certificate authorities to trust, as PEM; absent: those of this computer. */
  readonly certificates?: readonly string[]
  /** Told of every host that is asked, before it is, and of what it sends. */
  readonly onContact?: (contact: HostContact) => void
}

/** As many as browsers follow. */
const mostRedirects = 20

/**
 * The hub that the environment names: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
 * @throws config-invalid, before anything is asked, when one of them cannot be what it should
 */
export function openHub({
  env = process.env,
  endpoint: { variable, usual } = { variable: 'HF_ENDPOINT', usual: 'https://huggingface.co' },
  token,
  proxy,
  limits,
  certificates = trustedCertificates(),
  onContact,
}: HubOptions = {}): Hub {
  const endpoint = (env[variable] === '' ? undefined : env[variable]) ?? usual
  const { origin, protocol, hostname } = webAddress(variable, endpoint)
  const all = { ...defaultHubLimits, ...limits }
  const bearer = hubToken(token ?? env.HF_TOKEN)
  const isPrivate = protocol === 'https:' || hostReach(hostname) === 'this-computer'
  const dispatcher = webDispatcher({ env, proxy, certificates, onContact, ...all })
  const askOnce = async (url: URL, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('User-Agent', 'parley')
    if (bearer !== undefined && isPrivate && url.origin === origin)
      headers.set('Authorization', `Bearer ${bearer}`)
    try {
      const options = { ...init, headers: Object.fromEntries(headers), dispatcher, redirect: 'manual' }
      return await fetchThrough(url, options as Parameters<typeof fetchThrough>[1])
    } catch (thrown) {
      if (isAbort(thrown)) throw thrown
      throw lostLine(url.host, thrown)
    }
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    limits: all,
    withholdsToken: bearer !== undefined && !isPrivate,
    fetch: async (address, init = {}) => {
      let url = new URL(address)
      for (let redirects = 0; redirects <= mostRedirects; redirects++) {
        const response = await askOnce(url, init)
        const location = response.headers.get('Location')
        if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response
        await response.body?.cancel()
        url = nextAddress(url, location)
      }
      throw new AppError('download-failed', { kind: 'hub-leads-on', host: url.host }, { retryable: true })
    },
  }
}

/**
 * What a status means that is not a success.
 * @param what was asked for, such as `model.onnx of owner/name`
 */
export function refusal(hub: Hub, response: Response, what: string): PassingTrouble | AppError {
  const { status } = response
  const { host, origin } = new URL(response.url)
  const fromHub = origin === new URL(hub.endpoint).origin
  if (status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 511)) {
    const waitMs = askedWaitMs(response.headers)
    return new PassingTrouble({ kind: 'hub-sent-not', host, what, status }, { waitMs })
  }
  // The links to the storage hold for a short time: the next attempt gets a new one.
  if (!fromHub && (status === 401 || status === 403 || status === 404))
    return new PassingTrouble({ kind: 'hub-sent-not', host, what, status })
  // 511: who runs the network wants to know who uses it (RFC 6585).
  if (status === 511 || isWebPage(response.headers)) return webPageInstead(host, what)
  if (hub.withholdsToken && (status === 401 || status === 403))
    return new AppError('access-denied', { kind: 'hub-token-by-https', host, what })
  if (status === 401 || status === 403) {
    const gated = response.headers.get('X-Error-Code') === 'GatedRepo'
    return new AppError('access-denied', { kind: gated ? 'hub-terms' : 'hub-closed', host, what })
  }
  if (status === 404) return new AppError('model-missing', { kind: 'hub-nothing', host, what })
  return new AppError(
    'download-failed',
    { kind: 'hub-refused', host, what, status },
    {
      retryable: true,
    },
  )
}

/** Retry-After, or the reset time of the hub's RateLimit header (`"api";r=0;t=55`). */
function askedWaitMs(headers: Headers): number | undefined {
  const afterMs = retryAfterMs(headers)
  if (afterMs !== undefined) return afterMs
  const reset = /r\s*=\s*0\s*;\s*t\s*=\s*(\d+)/.exec(headers.get('RateLimit') ?? '')
  return reset ? Number(reset[1]) * 1000 : undefined
}
