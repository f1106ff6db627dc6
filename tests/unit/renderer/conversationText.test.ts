import { expect, it } from 'vitest'
import type { Exchange } from '../../../src-renderer/state'
import { conversationText } from '../../../src-renderer/ui/panels/conversationText'

const exchange = (part: Partial<Exchange>): Exchange => ({
  ...{ turn: 1, question: undefined, answer: '', heardEnd: 0, outcome: 'done' },
  ...part,
})

it('is saved as plain text, with what was stopped and what failed', () => {
  const text = conversationText([
    exchange({ question: 'Count', answer: 'One, two, three.', heardEnd: 16 }),
    exchange({ questionSeconds: 1.5, answer: 'One, two, three.', heardEnd: 8, outcome: 'interrupted' }),
    exchange({ outcome: 'failed', answer: 'On' }),
  ])
  expect(text).toBe(`You: Count
Parley: One, two, three.

You: (You spoke for 1.5 s)
Parley: One, two, [stopped here] three.

You: (You spoke)
Parley: On (This question was not answered.)
`)
})
