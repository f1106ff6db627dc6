import { expect, it } from 'vitest'
import { shownExchanges } from '../../../src-renderer/shownExchanges'
import type { ShownExchange } from '../../../src-renderer/state'
import { toldExchange } from './fakeWorld'

const own = (turn: number, part: Partial<ShownExchange> = {}): ShownExchange => ({
  ...{ key: `turn-${turn}`, turn, question: { text: 'Well?' }, answer: '', heardEnd: 0, outcome: 'running' },
  ...part,
})
const conversation = (...exchanges: ReturnType<typeof toldExchange>[]) =>
  ({ type: 'conversation', conversation: 1, isPrivate: false, exchanges }) as const

it('shows what the engine tells, each under a key of its own that stays', () => {
  const error = {
    code: 'out-of-memory',
    notice: { kind: 'as-told', text: 'Too much.' },
    retryable: true,
  } as const
  const shown = shownExchanges(
    [],
    conversation(
      toldExchange({ id: 3, answer: 'So it is.', heardEnd: 9, outcome: 'done' }),
      toldExchange({ id: 5, question: { seconds: 2 }, outcome: 'failed', error }),
      toldExchange({ id: 6 }),
    ),
  )
  expect(shown).toEqual([
    { key: 'id-3', id: 3, question: { text: 'Well?' }, answer: 'So it is.', heardEnd: 9, outcome: 'done' },
    { key: 'id-5', id: 5, question: { seconds: 2 }, answer: '', heardEnd: 0, outcome: 'failed', error },
    { key: 'id-6', id: 6, question: { text: 'Well?' }, answer: '', heardEnd: 0, outcome: 'running' },
  ])
  expect(new Set(shown.map(({ key }) => key)).size).toBe(3)
})

it('takes over what changes in an exchange of another window, and drops what is forgotten', () => {
  const before = shownExchanges([], conversation(toldExchange({ id: 3 }), toldExchange({ id: 4 })))
  const changed = shownExchanges(before, {
    type: 'exchange',
    exchange: toldExchange({ id: 3, answer: 'So it is.', heardEnd: 2, outcome: 'interrupted' }),
  })
  expect(changed).toMatchObject([
    { key: 'id-3', answer: 'So it is.', heardEnd: 2, outcome: 'interrupted' },
    { key: 'id-4', outcome: 'running' },
  ])
  const added = shownExchanges(changed, { type: 'exchange', exchange: toldExchange({ id: 7 }) })
  expect(added.map(({ id }) => id)).toEqual([3, 4, 7])
  const left = shownExchanges(added, { type: 'forgotten', exchange: 3 })
  expect(left.map(({ id }) => id)).toEqual([4, 7])
})

it('follows the answer of another window as it is written and heard there, also when it is written to its end', () => {
  const heard = { type: 'exchange-heard', exchange: 3, isAgain: false } as const
  let shown = shownExchanges([], conversation(toldExchange({ id: 3 }), toldExchange({ id: 4 })))
  for (const text of ['So ', 'it is.'])
    shown = shownExchanges(shown, { type: 'exchange-written', exchange: 3, text })
  shown = shownExchanges(shown, { ...heard, place: 2 })
  expect(shown[0]).toMatchObject({ answer: 'So it is.', heardEnd: 2, outcome: 'running' })
  const done = toldExchange({ id: 3, answer: 'So it is.', heardEnd: 9, outcome: 'done' })
  shown = shownExchanges(shown, { type: 'exchange', exchange: done })
  expect(shown[0]).toMatchObject({ heardEnd: 2, outcome: 'done' })
  shown = shownExchanges(shown, { ...heard, place: 9 })
  expect(shown[0].heardEnd).toBe(9)
  shown = shownExchanges(shown, { ...heard, isAgain: true, place: 5 })
  expect(shown[0]).toMatchObject({ heardEnd: 9, readEnd: 5 })
  shown = shownExchanges(shown, { ...heard, isAgain: true })
  expect(shown[0]).not.toHaveProperty('readEnd')
  expect(shown[1]).toMatchObject({ id: 4, answer: '', heardEnd: 0 })
})

it('learns the number and the transcript of its own question, and keeps what it knows better', () => {
  const error = { code: 'engine-lost', notice: { kind: 'as-told', text: 'Gone.' }, retryable: true } as const
  const stages = { firstAudibleAt: 5 }
  const better = { answer: 'So it', heardEnd: 2, outcome: 'failed', error, stages } as const
  const before = [own(1, { question: { seconds: 2 }, ...better })]
  const question = { seconds: 2.1, transcript: 'And so on?' }
  const told = toldExchange({ id: 8, question, answer: 'So it is.', heardEnd: 9 })
  const linked = shownExchanges(before, { type: 'exchange', exchange: told, turn: 1 })
  expect(linked).toEqual([{ key: 'turn-1', id: 8, turn: 1, question, ...better }])
  expect(shownExchanges(linked, conversation(told))).toEqual(linked)
})

it('replaces what is shown by what is told, but for the questions that no engine has taken yet', () => {
  const before = [own(1, { id: 8 }), own(2), { ...own(3), key: 'id-9', id: 9, turn: undefined }]
  const after = shownExchanges(before, conversation(toldExchange({ id: 20, conversation: 2 })))
  expect(after.map(({ key }) => key)).toEqual(['id-20', 'turn-2'])
})

it('shows no question again that was taken back while the engine told of it', () => {
  expect(shownExchanges([], { type: 'exchange', exchange: toldExchange({ id: 8 }), turn: 1 })).toEqual([])
})
