import { AppError, type ErrorCode } from '@contract'
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
  /** What was said could not be written down here, and it does not hear. */
  | { readonly kind: 'takes-no-sound' }

/** The fault of a server, for its user. `fault` is for who can do something about it. */
export class ServerError extends AppError {
  readonly fault: ServerFault

  constructor(fault: ServerFault, host: string, cause?: unknown) {
    const { code, isPassing } = kinds[fault.kind]
    super(code, sentence(fault, host), { retryable: isPassing, cause })
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
  'takes-no-sound': { code: 'server-refused', isPassing: false },
}

function sentence(fault: ServerFault, host: string): string {
  switch (fault.kind) {
    case 'line':
      return lineSentence(fault.trouble, host)
    case 'cut':
      return `The connection to ${host} was cut in the middle. Ask again.`
    case 'silent':
      return `${host} sent nothing for ${seconds(fault.afterMs)} s. It may be loading its model: ask again, or choose a smaller one.`
    case 'stalled':
      return `${host} stopped in the middle and sent nothing for ${seconds(fault.afterMs)} s. Ask again.`
    case 'denied':
      return fault.hasKey
        ? `${host} does not take your key. Check it in the settings.`
        : `${host} wants a key. Enter yours in the settings.`
    case 'no-model':
      return `${host} has no model ${fault.model}. Choose another one in the settings.`
    case 'no-path':
      return `${host} has nothing at ${fault.path}. Check its address in the settings: it often ends with /v1.`
    case 'busy':
      return fault.waitMs === undefined
        ? `${host} has too much to do. Ask again later.`
        : `${host} has too much to do. Ask again in ${seconds(fault.waitMs)} s.`
    case 'rejected':
      return `${host} does not take what was asked${status(fault.status)}. ${quoted(fault.said, 'Choose another model in the settings.')}`
    case 'failing':
      return `${host} failed${status(fault.status)}. ${quoted(fault.said, 'Ask again later.')}`
    case 'leads-away':
      return `${host} leads on to ${fault.to}, where Parley did not follow. If you trust that, write its address into the settings.`
    case 'nonsense':
      return `What ${host} says is no answer. Check its address in the settings: it must speak as OpenAI's chat completions do.`
    case 'takes-no-sound':
      return `What you said could not be written down on this computer, and ${host} takes no sound. Ask in other words, or choose another model.`
    case 'too-much':
      return `${host} sent far more than an answer, so it was not listened to any longer. Choose another model or server.`
  }
}

function lineSentence(trouble: LineTrouble, host: string): string {
  switch (trouble.kind) {
    case 'proxy':
      return `The proxy ${trouble.proxy} could not be reached (${trouble.reason}), so nothing was asked of ${host}. Check HTTPS_PROXY and HTTP_PROXY.`
    case 'proxy-status':
      return `The proxy on the way to ${host} does not lead there (status ${trouble.status}). Check HTTPS_PROXY and HTTP_PROXY.`
    case 'distrusted':
      return `${host} cannot show that it is ${host}: this computer does not trust its certificate. Have it trusted, as a file that NODE_EXTRA_CA_CERTS names, or choose another server.`
    case 'lost':
      return `${host} could not be reached (${trouble.reason}). Check that it runs, and its address in the settings.`
  }
}

const seconds = (ms: number): number => Math.max(1, Math.round(ms / 1000))
const status = (code: number | undefined): string => (code === undefined ? '' : ` (status ${code})`)
const quoted = (said: string, instead: string): string => (said === '' ? instead : `It says: “${said}”`)
