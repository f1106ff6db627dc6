import { EnvHttpProxyAgent, fetch as fetchThrough } from 'undici'
import { AppError, isAbort } from '@contract'
import { PassingTrouble, type RetryLimits } from './retries'

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
  /** Asks by way of the environment's proxy, following redirects. The token goes to the endpoint's own host alone. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>
}

export interface HubOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly token?: string
  /** Where the environment names none. */
  readonly proxy?: string
  readonly limits?: Partial<HubLimits>
}

/**
 * The hub that the environment names: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
 * @throws config-invalid when the endpoint is no web address
 */
export function openHub({ env = process.env, token, proxy, limits }: HubOptions = {}): Hub {
  const named = env.HF_ENDPOINT === '' ? undefined : env.HF_ENDPOINT
  const endpoint = (named ?? 'https://huggingface.co').replace(/\/+$/, '')
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new AppError(
      'config-invalid',
      `HF_ENDPOINT is not a web address: ${endpoint}. Correct or remove it.`,
    )
  const all = { ...defaultHubLimits, ...limits }
  const bearer = token ?? env.HF_TOKEN
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? proxy ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? proxy ?? '',
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
    connect: { timeout: all.connectMs },
    headersTimeout: all.stallMs,
    bodyTimeout: all.stallMs,
  })
  const fetchFromHub = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('User-Agent', 'parley')
    // Redirects to another host lose this header (the Fetch standard says so).
    if (bearer && new URL(url).origin === new URL(endpoint).origin)
      headers.set('Authorization', `Bearer ${bearer}`)
    try {
      const options = { ...init, headers: Object.fromEntries(headers), dispatcher }
      return await fetchThrough(url, options as Parameters<typeof fetchThrough>[1])
    } catch (thrown) {
      if (isAbort(thrown)) throw thrown
      throw lostLine(new URL(url).host, thrown)
    }
  }
  return { endpoint, limits: all, fetch: fetchFromHub }
}

/** What Node calls the usual troubles of a connection (its own and undici's error codes), in plain words. */
const plainReasons: Readonly<Partial<Record<string, string>>> = {
  ENOTFOUND: 'no such address is known here; is this computer online?',
  EAI_AGAIN: 'no address could be asked for; is this computer online?',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ECONNREFUSED: 'nobody answers there',
  ECONNRESET: 'the other side hung up',
  UND_ERR_SOCKET: 'the other side hung up',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
}

/** What a connection that failed or broke means. */
export function lostLine(host: string, cause: unknown): PassingTrouble {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const said = inner instanceof Error ? inner.message : String(inner)
  const reason = plainReasons[(inner as NodeJS.ErrnoException).code ?? ''] ?? said
  return new PassingTrouble(`The connection to ${host} failed (${reason}).`, { cause })
}

/**
 * What an answer that is none means.
 * @param what was asked for, such as `model.onnx of owner/name`
 */
export function refusal(hub: Hub, response: Response, what: string): PassingTrouble | AppError {
  const { status } = response
  const { host, origin } = new URL(response.url)
  const fromHub = origin === new URL(hub.endpoint).origin
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const waitMs = askedWaitMs(response.headers)
    return new PassingTrouble(`${host} did not send ${what} (status ${status}).`, { waitMs })
  }
  // The links to the storage hold for a short time: the next attempt gets a new one.
  if (!fromHub && (status === 401 || status === 403 || status === 404))
    return new PassingTrouble(`${host} did not send ${what} (status ${status}).`)
  if (status === 401 || status === 403) {
    const gated = response.headers.get('X-Error-Code') === 'GatedRepo'
    const message = gated
      ? `${host} gives ${what} only to users who accepted its terms. Accept them on its page there, and give Parley a token of yours (HF_TOKEN).`
      : `${host} does not give ${what}: there is none, or it needs another token. Check the name, and set HF_TOKEN to a token that may read it.`
    return new AppError('access-denied', message)
  }
  if (status === 404) return new AppError('model-missing', `${host} has no ${what}. Check the name.`)
  return new AppError(
    'download-failed',
    `${host} did not send ${what} (status ${status}). Try again later.`,
    {
      retryable: true,
    },
  )
}

/** Retry-After as seconds or as a date, or the reset time of the hub's RateLimit header (`"api";r=0;t=55`). */
function askedWaitMs(headers: Headers): number | undefined {
  const after = headers.get('Retry-After')?.trim()
  if (after && /^\d+$/.test(after)) return Number(after) * 1000
  if (after && !Number.isNaN(Date.parse(after))) return Math.max(0, Date.parse(after) - Date.now())
  const reset = /r\s*=\s*0\s*;\s*t\s*=\s*(\d+)/.exec(headers.get('RateLimit') ?? '')
  return reset ? Number(reset[1]) * 1000 : undefined
}
