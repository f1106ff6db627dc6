import { AppError, type ErrorCode, type Notice } from '@contract'
import type { LineTrouble } from './lineTrouble'

/** What can be wrong with a server that is asked for answers or for speech. */
export type ServerFault =
  /** It could not be reached, or the line broke before anything came. */
  | { readonly kind: 'line'; readonly trouble: LineTrouble }
  /** The line broke while it answered. */
  | { readonly kind: 'cut' }
  /** Nothing came for so long: from the beginning on, or in the middle. */
  | { readonly kind: 'silent' | 'stalled'; readonly afterMs: number }
  | { readonly kind: 'denied'; readonly hasKey: boolean }
  | { readonly kind: 'no-model'; readonly model: string }
  /** It has nothing at that path. */
  | { readonly kind: 'no-path'; readonly path: string }
  | { readonly kind: 'busy'; readonly waitMs: number | undefined }
  /** It does not take what was asked, or failed. `said`: in its own words. */
  | { readonly kind: 'rejected' | 'failing'; readonly status: number | undefined; readonly said: string }
  | { readonly kind: 'leads-away'; readonly to: string }
  /** What it says is no answer. */
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'too-much' }
  /** It answered with nothing. */
  | { readonly kind: 'empty' }
  /** What was said could not be written down here, and it does not hear. */
  | { readonly kind: 'takes-no-sound' }

/** The fault of a server, for its user. `fault` is for who can do something about it. */
export class ServerError extends AppError {
  readonly fault: ServerFault

  constructor(fault: ServerFault, host: string, cause?: unknown) {
    const { code, isPassing } = kinds[fault.kind]
    super(code, noticeOf(fault, host), { retryable: isPassing, cause })
    this.fault = fault
  }
}

const kinds: Readonly<Record<ServerFault['kind'], { code: ErrorCode; isPassing: boolean }>> = {
  line: { code: 'server-unreachable', isPassing: true },
  cut: { code: 'server-unreachable', isPassing: true },
  silent: { code: 'server-unreachable', isPassing: true },
  stalled: { code: 'server-unreachable', isPassing: true },
  denied: { code: 'server-refused', isPassing: false },
  'no-model': { code: 'server-refused', isPassing: false },
  'no-path': { code: 'server-refused', isPassing: false },
  rejected: { code: 'server-refused', isPassing: false },
  busy: { code: 'server-failed', isPassing: true },
  failing: { code: 'server-failed', isPassing: true },
  'leads-away': { code: 'server-refused', isPassing: false },
  nonsense: { code: 'server-failed', isPassing: false },
  'too-much': { code: 'server-failed', isPassing: false },
  empty: { code: 'server-failed', isPassing: true },
  'takes-no-sound': { code: 'server-refused', isPassing: false },
}

function noticeOf(fault: ServerFault, host: string): Notice {
  switch (fault.kind) {
    case 'line':
      return lineNotice(fault.trouble, host)
    case 'cut':
      return { kind: 'server-cut', host }
    case 'silent':
      return { kind: 'server-silent', host, seconds: seconds(fault.afterMs) }
    case 'stalled':
      return { kind: 'server-stalled', host, seconds: seconds(fault.afterMs) }
    case 'denied':
      return { kind: 'server-denied', host, hasKey: fault.hasKey }
    case 'no-model':
      return fault.model === ''
        ? { kind: 'server-names-no-model', host }
        : { kind: 'server-no-model', host, model: fault.model }
    case 'no-path':
      return { kind: 'server-no-path', host, path: fault.path }
    case 'busy':
      return {
        kind: 'server-busy',
        host,
        ...(fault.waitMs !== undefined &&
          fault.waitMs <= longestToldWaitMs && { seconds: seconds(fault.waitMs) }),
      }
    case 'rejected':
      return { kind: 'server-rejected', host, ...answered(fault) }
    case 'failing':
      return { kind: 'server-failed', host, ...answered(fault) }
    case 'leads-away':
      return { kind: 'server-leads-away', host, to: fault.to }
    case 'nonsense':
      return { kind: 'server-nonsense', host }
    case 'takes-no-sound':
      return { kind: 'server-not-heard', host }
    case 'empty':
      return { kind: 'server-empty', host }
    case 'too-much':
      return { kind: 'server-too-much', host }
  }
}

function lineNotice(trouble: LineTrouble, host: string): Notice {
  switch (trouble.kind) {
    case 'proxy':
      return { kind: 'proxy-failed', proxy: trouble.proxy, host, ...trouble.why }
    case 'proxy-status':
      return { kind: 'proxy-leads-not', host, status: trouble.status }
    case 'distrusted':
      return { kind: 'certificate-unknown', host }
    case 'lost':
      return { kind: 'server-unreached', host, ...trouble.why }
  }
}

/** Beyond it nobody counts seconds, or believes the server. */
const longestToldWaitMs = 600_000

const seconds = (ms: number): number => Math.max(1, Math.round(ms / 1000))

function answered({ status, said }: Extract<ServerFault, { kind: 'rejected' | 'failing' }>): {
  readonly status?: number
  readonly said?: string
} {
  return { ...(status !== undefined && { status }), ...(said !== '' && { said }) }
}
