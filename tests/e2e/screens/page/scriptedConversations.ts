import type { Conversation, EngineFigures, FoundExchange, StoreRequest } from '@contract'
import type { AskStore } from '../../../../src-renderer/engineClient'

const today = new Date().setHours(0, 0, 0, 0)
const hourMs = 60 * 60 * 1000
const at = (daysAgo: number, hour: number): number => today - daysAgo * 24 * hourMs + hour * hourMs
const longAgo = new Date(2024, 2, 12, 9).getTime()

const said = (
  id: number,
  name: string,
  updatedAt: number,
  more: Partial<Conversation> = {},
): Conversation => ({
  ...{ id, name, updatedAt, createdAt: updatedAt, exchanges: 3, isRenamed: false },
  ...{ isPrivate: false, keeping: 'yes' },
  ...more,
})

/** What was said before, newest first. */
export const conversations: readonly Conversation[] = [
  said(1, 'Why are some tides much higher than others?', at(0, 14)),
  said(2, '', at(0, 11)),
  said(3, 'Present for Ada', at(0, 9), { isPrivate: true, keeping: 'never' }),
  said(4, 'How long does a soft egg take, from cold water and on a small flame?', at(1, 20)),
  said(5, 'Wie groß ist der Mond?', at(1, 8)),
  said(6, 'Trip to Lisbon', longAgo, { isRenamed: true }),
]

const found: readonly FoundExchange[] = [
  {
    ...{ exchange: 12, conversation: 1, name: conversations[0].name, askedAt: at(0, 14) },
    question: { text: 'And why are some tides much higher than others?', marks: [[17, 22]] },
    answer: {
      text: '…along with it. Those are spring tides. When the two pull at right angles, the difference is small, and that is called a neap tide.',
      marks: [
        [33, 38],
        [126, 130],
      ],
    },
  },
  {
    ...{ exchange: 40, conversation: 6, name: 'Trip to Lisbon', askedAt: longAgo },
    question: { text: '', marks: [] },
    answer: { text: '…low tide at noon, so take the ferry before…', marks: [[5, 9]] },
  },
]

/** A text in two pieces, and the sound of a question, which comes first. */
function exported({ file, from, format }: Extract<StoreRequest, { kind: 'export' }>): object {
  const texts = ['RIFF and so on', `# Tides in ${format}\n`]
  if (texts[file] === undefined) return { base64: '', isWhole: true }
  const name = ['audio/2026-03-12 11.wav', `2026-03-12 Tides.${format === 'json' ? 'json' : 'md'}`][file]
  return { name, base64: btoa(texts[file].slice(from, from + 9)), isWhole: from + 9 >= texts[file].length }
}

const figures: EngineFigures = {
  usedTokens: 2310,
  contextTokens: 8192,
  memory: [
    { place: 'card', part: 'listener', bytes: 2.9e9 },
    { place: 'card', part: 'conversation', bytes: 1.01e9 },
    { place: 'card', part: 'voice', bytes: 0.46e9 },
    { place: 'card', part: 'free', bytes: 6.8e9 },
    { place: 'memory', part: 'listener', bytes: 0.25e9 },
    { place: 'memory', part: 'free', bytes: 11.4e9 },
  ],
  computing: [
    {
      part: 'listener',
      operators: [
        { device: 'cuda', count: 1012 },
        { device: 'cpu', count: 3 },
      ],
    },
    { part: 'voice', operators: [{ device: 'cuda', count: 1946 }] },
  ],
}

/** A store that has said these, and writes down what it is asked to change. */
export function scriptedConversations(asked: string[]): AskStore {
  let searches = 0
  const answer = (request: StoreRequest): unknown => {
    if (request.kind === 'conversations') {
      const { after, named } = request
      const isSo = ({ name, isRenamed }: Conversation): boolean =>
        named === undefined || (isRenamed && name.toLowerCase().includes(named.toLowerCase()))
      return { conversations: after ? [] : conversations.filter(isSo) }
    }
    if (request.kind === 'search') {
      // What is old is looked at behind the first answer.
      const isLate = /^old/i.test(request.text) && ++searches < 2
      const isFound = /^(tide|old)/i.test(request.text) && !request.before && !isLate
      return { found: isFound ? found : [], unsearched: isLate ? 2310 : 0 }
    }
    if (request.kind === 'figures') return figures
    if (request.kind === 'export') return exported(request)
    if (request.kind === 'exchanges') return { exchanges: [] }
    asked.push(JSON.stringify(request))
    return {}
  }
  return (request) => Promise.resolve(answer(request) as never)
}
