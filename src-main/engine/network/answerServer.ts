import { setTimeout as sleep } from 'node:timers/promises'
import { fetch, type Dispatcher } from 'undici'
import type { ServerAddress } from '@contract'
import type { HostContact } from './contactTally'
import { lineTrouble } from './lineTrouble'
import { retryAfterMs } from './retryAfterMs'
import { saidInRefusal } from './saidInRefusal'
import { ServerError, type ServerFault } from './serverTrouble'
import { trustedCertificates } from './trustedCertificates'
import { webDispatcher } from './webDispatcher'

export interface ServerLimits {
  readonly connectMs: number
  /** Until something of an answer comes: the server may have to load a model first. */
  readonly firstMs: number
  /** Between two pieces of it. */
  readonly stallMs: number
  /** The longest wait that a busy server may ask for: somebody waits for the answer. */
  readonly longestWaitMs: number
}

export const defaultServerLimits: ServerLimits = {
  connectMs: 5000,
  firstMs: 90_000,
  stallMs: 20_000,
  longestWaitMs: 10_000,
}

/** What is told of a server to whom it can be asked. */
export interface ServerOptions {
  readonly address: ServerAddress
  readonly key?: string | undefined
  readonly limits?: Partial<ServerLimits>
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The certificate authorities to trust, as PEM; absent: those of this computer. */
  readonly certificates?: readonly string[]
  /** Told of every host that is asked, before it is, and of what it sends. */
  readonly onContact?: (contact: HostContact) => void
}

/** What is asked of a server, beside much else. */
export interface AskedOfServer {
  readonly model: string
}

/** What a server answered, with a status of success. */
export type ServerAnswer = Awaited<ReturnType<typeof fetch>>

/** A server that speaks as OpenAI's does, and how to talk to it. */
export class AnswerServer {
  readonly host: string
  readonly limits: ServerLimits
  readonly #address: ServerAddress
  readonly #key: string | undefined
  readonly #dispatcher: Dispatcher

  constructor({ address, key, limits, env = process.env, certificates, onContact }: ServerOptions) {
    this.host = address.host
    this.limits = { ...defaultServerLimits, ...limits }
    this.#address = address
    this.#key = key
    this.#dispatcher = webDispatcher({
      // No proxy leads to this computer, or into its own network.
      env: address.reach === 'anywhere' ? env : {},
      proxy: undefined,
      certificates: certificates ?? trustedCertificates(),
      connectMs: this.limits.connectMs,
      // Who asks waits by its own clock.
      stallMs: 0,
      onContact,
    })
  }

  /**
   * Asks once, and once more where the server is busy and says for how long.
   * @param path behind the base address, such as `/chat/completions`
   * @param body of a POST, sent as JSON; undefined: a GET
   * @returns an answer of success, whose body is to be read or cancelled
   * @throws ServerError; the signal's reason when it aborts
   */
  async ask(path: string, body: AskedOfServer | undefined, signal: AbortSignal): Promise<ServerAnswer> {
    const first = await this.#askOnce(path, body, signal)
    if (first.ok) return first
    const waitMs = retryAfterMs(first.headers)
    const isBusy = first.status === 429 || first.status === 503
    if (!isBusy || waitMs === undefined || waitMs > this.limits.longestWaitMs)
      throw await this.#refusal(first, path, body?.model)
    await first.body?.cancel()
    await sleep(waitMs, undefined, { signal })
    const second = await this.#askOnce(path, body, signal)
    if (second.ok) return second
    throw await this.#refusal(second, path, body?.model)
  }

  /** The error that says what is wrong with it. */
  trouble(fault: ServerFault, cause?: unknown): ServerError {
    return new ServerError(fault, this.host, cause)
  }

  close(): void {
    void this.#dispatcher.destroy()
  }

  async #askOnce(path: string, body: AskedOfServer | undefined, signal: AbortSignal): Promise<ServerAnswer> {
    try {
      return await fetch(this.#address.base + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'User-Agent': 'parley',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(this.#key !== undefined && { Authorization: `Bearer ${this.#key}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        dispatcher: this.#dispatcher,
        signal,
      })
    } catch (thrown) {
      signal.throwIfAborted()
      throw this.trouble({ kind: 'line', trouble: lineTrouble(thrown) }, thrown)
    }
  }

  async #refusal(answer: ServerAnswer, path: string, model = ''): Promise<ServerError> {
    const { status, headers } = answer
    const location = headers.get('Location')
    if (status >= 300 && status < 400) {
      await answer.body?.cancel()
      const to = location !== null && URL.canParse(location, this.#address.base)
      return this.trouble(
        to ? { kind: 'leads-away', to: new URL(location, this.#address.base).host } : { kind: 'nonsense' },
      )
    }
    if (status === 401 || status === 403) {
      // What it says may have a part of the key in it.
      await answer.body?.cancel()
      return this.trouble({ kind: 'denied', hasKey: this.#key !== undefined })
    }
    const said = this.#withoutKey(await saidInRefusal(answer.body))
    if (status === 404)
      return this.trouble(
        /model/i.test(said) ? { kind: 'no-model', model } : { kind: 'no-path', path: this.#pathOf(path) },
      )
    if (status === 429 || (status === 503 && headers.has('Retry-After')))
      return this.trouble({ kind: 'busy', waitMs: retryAfterMs(headers) })
    return this.trouble({ kind: status >= 500 || status === 408 ? 'failing' : 'rejected', status, said })
  }

  #pathOf(path: string): string {
    return new URL(this.#address.base + path).pathname
  }

  #withoutKey(said: string): string {
    return this.#key === undefined ? said : said.replaceAll(this.#key, '…')
  }
}
