import { errorCodes, noticeText, type ErrorCode, type Formats, type Notice, type NoticeKind } from '@contract'
import { englishNotices } from '../../src-preload/contract/notices/english'
import { errorCauses } from './errorCauses'

const introduction = `# Errors

This page is made from the catalogue by \`npm run errors:page\`.

Each error has a code, which stands in the log and in the figures, and a sentence that tells it to the user in the user's language.
Here are the English ones; what stands between ‹ and › is put in.
`

/** Of sentences that take more than texts: one of those that they say. */
const samples: { readonly [Kind in NoticeKind]?: Notice & { readonly kind: Kind } } = {
  file: { kind: 'file', place: '‹place›', attempt: 'written', obstacle: 'not-allowed' },
  'wav-damaged': { kind: 'wav-damaged', name: '‹name›', fault: 'data-cut' },
  'model-other-kind': { kind: 'model-other-kind', name: '‹name›', wanted: 'voice', is: 'listener' },
  'line-failed': { kind: 'line-failed', host: '‹host›', fault: 'refused' },
  'proxy-failed': { kind: 'proxy-failed', proxy: '‹proxy›', host: '‹host›', fault: 'refused' },
  'server-unreached': { kind: 'server-unreached', host: '‹host›', fault: 'refused' },
  'address-wrong': { kind: 'address-wrong', variable: '‹variable›', fault: 'no-address' },
  'engine-stopped': { kind: 'engine-stopped', during: 'answer' },
  'line-cut': { kind: 'line-cut', during: 'answer' },
  'ran-out-moved': { kind: 'ran-out-moved', on: 'card', part: 'voice' },
}
/** Where one word of several stands in a sentence. */
const chosen: Readonly<Record<string, string>> = { on: 'card', isUnpacked: '' }

/** Whatever is put into a sentence, by its name. */
const marked = (kind: NoticeKind): Notice =>
  new Proxy({ kind } as Notice, {
    get: (_, name) => (name === 'kind' ? kind : (chosen[String(name)] ?? `‹${String(name)}›`)),
    ownKeys: () => ['kind'],
  })

/** Everything is as it is given. */
const asGiven = new Proxy({} as Formats, {
  get: () => (given: unknown) => (Array.isArray(given) ? given.join(', ') : String(given)),
})

/** The reference of all errors, as Markdown. */
export function errorsPage(): string {
  return [introduction, ...errorCodes.map(described)].join('\n')
}

function described(code: ErrorCode): string {
  const { cause, recovery, told } = errorCauses[code]
  const sentences = told.map((kind) => `- \`${kind}\`: ${sentence(kind)}`)
  return `## \`${code}\`\n\n${cause}\n\n${recovery}\n\n${sentences.join('\n')}\n`
}

function sentence(kind: NoticeKind): string {
  const words = englishNotices(asGiven)
  const sample = samples[kind]
  if (sample !== undefined) return noticeText(sample, words)
  return (words[kind] as (params: object) => string)(marked(kind))
}
