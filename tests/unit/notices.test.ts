import { describe, expect, it } from 'vitest'
import { notice, noticeCatalogue, toAppError, type Notice, type NoticeKind } from '@contract'
import { inWords, speakIn } from '../../src-renderer/words'
import { catalogueFaults } from '../rigs/catalogueFaults'
import { markedFormats } from '../rigs/markedFormats'

/** What stands in a notice, each marked by its name. */
const marked = new Proxy<Record<string, string>>({}, { get: (_, name) => `⟨${String(name)}⟩` })
/** Calls with each of these for one of the things, and marks for the others. */
const each = (name: string, ...values: readonly unknown[]): readonly Record<string, unknown>[] =>
  values.map(
    (value) =>
      new Proxy<Record<string, unknown>>(
        {},
        { get: (_, key) => (key === name ? value : `⟨${String(key)}⟩`) },
      ),
  )
const lineFaults = [
  ...each(
    'fault',
    'unknown-address',
    'no-lookup',
    'no-network',
    'no-way',
    'refused',
    'no-https',
    'hung-up',
    'timeout',
  ),
  { host: '⟨host⟩', detail: '⟨detail⟩' },
  { host: '⟨host⟩' },
]
/** Of those that take more than texts. */
const calls: Partial<Record<NoticeKind, readonly object[]>> = {
  file: [
    { place: '⟨place⟩', attempt: 'opened', obstacle: 'not-there' },
    { attempt: 'made', obstacle: 'unknown', code: '⟨code⟩' },
  ],
  'engine-stopped': each('during', 'question', 'answer', 'store'),
  'line-cut': each('during', 'question', 'answer', 'store'),
  'wav-damaged': each('fault', 'format-cut', 'no-format', 'no-data', 'data-cut', 'no-channels'),
  'wav-none': [marked, { name: '⟨name⟩' }],
  'model-files-missing': [{ directory: '⟨directory⟩', files: ['⟨one⟩', '⟨two⟩'] }],
  'model-file-damaged': [marked, { file: '⟨file⟩' }],
  'model-file-other': [marked, { file: '⟨file⟩', family: '⟨family⟩' }],
  'weights-outside': [marked, { file: '⟨file⟩' }],
  'listener-smaller': [marked, { dtype: '⟨dtype⟩', insteadOf: '⟨insteadOf⟩' }],
  'on-processor': each('parts', 'both', 'voice'),
  'ran-out-context': each('on', 'card', 'processor'),
  'ran-out-smaller': each('on', 'card', 'processor'),
  'ran-out-moved': [
    { part: 'listener', on: 'card' },
    { part: 'voice', on: 'processor' },
  ],
  'device-instead': [{ device: 'webgpu', insteadOf: 'cuda', why: '⟨why⟩' }],
  'card-instead': each('part', 'listener', 'voice'),
  'device-missed': [
    { device: 'cuda', used: 'cpu', why: '⟨why⟩' },
    { device: 'cuda', used: 'webgpu', why: '⟨why⟩' },
  ],
  'device-elsewhere': each('device', 'directml', 'coreml'),
  'library-missing': [marked, { file: '⟨file⟩' }],
  fix: [
    ...[
      'nothing',
      'choose-auto',
      'restart-parley',
      'restart-computer',
      'install-parley',
      'update-card-driver',
    ],
    ...['install-vulkan', 'update-windows', 'update-macos', 'fetch-cuda', 'fetch-cuda-anew'],
    ...['repeat-cuda', 'install-nvidia', 'update-nvidia'],
  ].map((what) => ({ what, command: '⟨command⟩', commands: ['⟨one⟩', '⟨two⟩'], version: '⟨version⟩' })),
  'disk-no-room': [marked, { folder: '⟨folder⟩', neededBytes: 12 }],
  'about-model': [
    ...['eight-languages', 'for-card', 'for-processor', 'half-precision', 'natural-voice', 'smallest'],
    ...['learnt-from-people', 'used-at-once', 'comes-along', 'own-folder', 'own-repository'],
  ].map((says) => ({ says: [says] })),
  'setting-fault': [
    { where: '⟨where⟩', why: '⟨why⟩' },
    { where: '⟨where⟩', line: 12, key: '⟨key⟩', why: '⟨why⟩' },
  ],
  'setting-takes': (
    [
      [{ type: 'number', above: 12, most: 34 }, { type: 'number' }],
      [{ type: 'number', above: 12 }],
      [{ type: 'whole-number', least: 12, most: 34 }],
      [{ type: 'number', least: 12 }],
      [{ type: 'text' }],
      [{ type: 'text', least: 12 }],
      [{ type: 'text', most: 12 }],
      [{ type: 'text', least: 12, most: 34 }],
      [{ type: 'one-of', values: ['⟨a⟩', '⟨b⟩'] }],
      [{ type: 'one-of', values: ['⟨a⟩'] }],
      [{ type: 'true-or-false' }],
      [{ type: 'list' }],
      [{ type: 'names' }],
    ] as const
  ).map((takes) => ({ takes, given: '⟨given⟩' })),
  'setting-stays': each('because', 'files', 'leaves', 'erases'),
  'address-unusable': each('fault', 'no-address', 'has-login', 'has-query', 'plain-beyond'),
  'no-model': [marked, { name: '⟨name⟩' }],
  'model-other-kind': ['listener', 'voice', 'turn-end'].map((is) => ({ name: '⟨name⟩', wanted: is, is })),
  'weights-linked': [marked, { directory: '⟨directory⟩' }],
  'layout-lacks': [{ source: '⟨source⟩', files: ['⟨one⟩', '⟨two⟩'] }],
  'import-failed': each('isSlow', true, false),
  'line-failed': lineFaults,
  'proxy-failed': each('fault', 'refused'),
  'address-wrong': [
    ...each('fault', 'no-address', 'has-login', 'no-proxy', 'other-proxy', 'loose-percent'),
    { fault: 'no-proxy' },
  ],
  'server-unreached': lineFaults.slice(-1),
  'goes-to': [
    { host: '⟨host⟩', what: 'questions', isPlain: true },
    { host: '⟨host⟩', what: 'answers', isPlain: false },
  ],
  'stepped-in': each('to', 'answer', 'speak'),
  'server-denied': each('hasKey', true, false),
  'server-busy': [marked, { host: '⟨host⟩' }],
  'server-rejected': [marked, { host: '⟨host⟩' }],
  'server-failed': [marked, { host: '⟨host⟩' }],
  'no-numbers': each('part', 'encoder', 'decoder'),
  'runtime-not-loaded': each('needsRedistributable', true, false),
  'language-unspoken': [marked, {}],
  'voice-slow': each('isBuiltIn', true, false),
  'usage-option-value': each('needsValue', true, false),
  'saved-spoken': [{ seconds: 12.3 }],
  'saved-tool': [
    ...each('outcome', 'done', 'failed', 'refused', 'interrupted'),
    { tool: '⟨tool⟩', outcome: 'done' },
  ],
  'saved-stopped': [marked, {}],
  'saved-failed': [marked, {}],
  'store-elsewhere': each('not', 'yours', 'file'),
}

describe.each(['de', 'fr', 'es', 'hi'] as const)('what engine and host tell in %s', (tag) => {
  it('says all that is said in English, and leaves nothing in it', () => {
    const { en, [tag]: other } = noticeCatalogue
    const english = en(markedFormats)
    const called = Object.keys(english).map((kind) => [
      kind,
      (calls[kind as NoticeKind] ?? [marked]).map((params) => [params]),
    ])
    expect(
      catalogueFaults(english, other(markedFormats), {
        calls: Object.fromEntries(called) as Record<string, unknown[][]>,
        same: [],
      }),
    ).toEqual([])
  })
})

it('is told in the language that is in use where it is shown, whatever went wrong', () => {
  const thrown = Object.assign(new Error('no'), { code: 'ENOENT', syscall: 'open', path: '/there' })
  expect(toAppError(thrown).message).toMatch(/^\/there could not be opened: /)
  speakIn(['de'])
  try {
    expect(inWords(toAppError(thrown).notice)).toMatch(/^\/there konnte nicht geöffnet werden: /)
    expect(inWords({ kind: 'host-gone' })).toMatch(/^Parley antwortet/)
    expect(inWords({ kind: 'unexpected', detail: 'odd' })).toBe('Etwas Unerwartetes ging schief: odd')
  } finally {
    speakIn([])
  }
})

it.each<[unknown, boolean]>([
  [{ kind: 'host-gone' } satisfies Notice, true],
  [{ kind: 'line-cut', during: 'answer' } satisfies Notice, true],
  [{ kind: 'file', place: '/there', attempt: 'read', obstacle: 'newer' }, false],
  [{ kind: 'newer' }, false],
  [{ kind: 'toString' }, false],
  ['text', false],
  [null, false],
])('a notice that can be told in words is one, and nothing else is: %j', (value, isOne) => {
  expect(notice.safeParse(value).success).toBe(isOne)
})
