import { describe, expect, it } from 'vitest'
import { AppError, notice, noticeCatalogue, toAppError, type Notice, type NoticeKind } from '@contract'
import { inWords, speakIn, troubleInWords } from '../../src-renderer/words'
import { catalogueFaults } from '../rigs/catalogueFaults'
import { markedFormats } from '../rigs/markedFormats'

/** What stands in a notice, each marked by its name. */
const marked = new Proxy<Record<string, string>>({}, { get: (_, name) => `⟨${String(name)}⟩` })
/** Of those that take more than texts. */
const calls: Partial<Record<NoticeKind, readonly object[]>> = {
  file: [
    { place: '⟨place⟩', attempt: 'opened', obstacle: 'not-there' },
    { attempt: 'made', obstacle: 'unknown', code: '⟨code⟩' },
  ],
  ...Object.fromEntries(
    (['engine-stopped', 'line-cut'] as const).map((kind) => [
      kind,
      ['question', 'answer', 'store'].map((during) => ({ during })),
    ]),
  ),
}

describe.each(['de', 'fr', 'es', 'hi'] as const)('what engine and host tell in %s', (tag) => {
  it('says all that is said in English, and leaves nothing in it', () => {
    const { en, [tag]: other } = noticeCatalogue
    const english = en(markedFormats)
    const each = Object.keys(english).map((kind) => [
      kind,
      (calls[kind as NoticeKind] ?? [marked]).map((params) => [params]),
    ])
    expect(
      catalogueFaults(english, other(markedFormats), {
        calls: Object.fromEntries(each) as Record<string, unknown[][]>,
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
    expect(troubleInWords(thrown)).toMatch(/^\/there konnte nicht geöffnet werden: /)
    expect(troubleInWords(new AppError('engine-lost', { kind: 'host-gone' }))).toMatch(/^Parley antwortet/)
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
