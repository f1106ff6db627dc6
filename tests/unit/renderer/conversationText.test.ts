import { expect, it } from 'vitest'
import type { ShownExchange } from '../../../src-renderer/state'
import { conversationText } from '../../../src-renderer/ui/panels/conversationText'

const exchange = (part: Partial<ShownExchange>): ShownExchange => ({
  ...{ key: 'turn-1', question: { seconds: 0 }, answer: '', heardEnd: 0, outcome: 'done' },
  ...part,
})

it('is saved as plain text, with what was stopped and what failed', () => {
  const text = conversationText([
    exchange({ question: { text: 'Count' }, answer: 'One, two, three.', heardEnd: 16 }),
    exchange({
      question: { seconds: 1.5 },
      answer: 'One, two, three.',
      heardEnd: 8,
      outcome: 'interrupted',
    }),
    exchange({ question: { seconds: 1.5, transcript: 'And on?' }, answer: 'Four.', heardEnd: 5 }),
    exchange({ outcome: 'failed', answer: 'On' }),
  ])
  expect(text).toBe(`You: Count
Parley: One, two, three.

You: (You spoke for 1.5 s)
Parley: One, two, [stopped here] three.

You: And on?
Parley: Four.

You: (You spoke)
Parley: On (This question was not answered.)
`)
})
