import type { ToolStep } from '@contract'
import type { ListenerConversation, PastExchange } from '../listener'
import type { ToolDescription } from '../../tools/tool'
import type { ChatMessage } from './chatMessages'
import { questionContent, sentRateHz, type SentQuestion } from './questionContent'

export interface SentConversation {
  readonly conversation: ListenerConversation
  /** What is told of beside the messages, and takes room. */
  readonly tools: readonly ToolDescription[]
  readonly question: SentQuestion
  /** What was called for this question so far, and the answer up to there. */
  readonly soFar?: { readonly written: string; readonly toolSteps: readonly ToolStep[] } | undefined
  /** A question of earlier; undefined: of that exchange nothing can be sent. */
  readonly questionOf: (exchange: PastExchange) => SentQuestion | undefined
}

/** Nobody knows a server's tokens: English has about four characters a token, other languages fewer. */
const charsPerToken = 3
/** Tools are told of in English, and in marks of which many are one token. */
const charsPerSchemaToken = 4
/** As Voxtral and most others hear it: one token for 80 ms. */
const soundTokensPerSecond = 12.5
/** What stands between two messages. */
const tokensPerMessage = 6
/** So that "go on" means from there. */
const cutMark = ' [interrupted]'

/**
 * The messages of a conversation and a question: of the exchanges the newest that are likely to fit. The persona is the system's
 * message; where sound is sent it stands behind the first question instead, for Voxtral takes none of the system's beside sound.
 */
export function chatMessagesOf({
  conversation,
  tools,
  question,
  soFar,
  questionOf,
}: SentConversation): ChatMessage[] {
  const { persona, contextTokens, sampling } = conversation.settings
  const called = soFar === undefined ? [] : calledSoFar(soFar.written, soFar.toolSteps)
  const past: { readonly question: SentQuestion; readonly answer: string }[] = []
  let room =
    contextTokens -
    Math.min(sampling.maxNewTokens, contextTokens / 4) -
    tokensOf(question) -
    textTokens(persona) -
    sum(tools.map(toolTokens)) -
    sum(called.map((message) => textTokens(JSON.stringify(message))))
  for (const exchange of [...conversation.exchanges].reverse()) {
    const asked = questionOf(exchange)
    if (asked === undefined) continue
    const answer = exchange.isCut ? exchange.answer + cutMark : exchange.answer
    room -= tokensOf(asked) + textTokens(answer)
    if (room < 0) break
    past.unshift({ question: asked, answer })
  }
  const asked = [...past.map((exchange) => exchange.question), question]
  const hasSound = asked.some((each) => 'samples' in each)
  const user = (each: SentQuestion, isFirst: boolean): ChatMessage => ({
    role: 'user',
    content: questionContent(each, hasSound && isFirst ? persona : ''),
  })
  return [
    ...(hasSound || persona === '' ? [] : [{ role: 'system', content: persona } as const]),
    ...past.flatMap((exchange, i): ChatMessage[] => [
      user(exchange.question, i === 0),
      { role: 'assistant', content: exchange.answer },
    ]),
    user(question, past.length === 0),
    ...called,
  ]
}

/** Of what is offered the first that leave the conversation half of the room. */
export function toolsThatFit(
  offered: readonly ToolDescription[],
  contextTokens: number,
): readonly ToolDescription[] {
  let room = contextTokens / 2
  const end = offered.findIndex((tool) => (room -= toolTokens(tool)) < 0)
  return end < 0 ? offered : offered.slice(0, end)
}

/** An answer with its calls at their places, and what came of each. */
function calledSoFar(written: string, toolSteps: readonly ToolStep[]): ChatMessage[] {
  const messages: ChatMessage[] = []
  let from = 0
  for (let i = 0; i < toolSteps.length;) {
    const { place } = toolSteps[i]
    let end = i
    while (end < toolSteps.length && toolSteps[end].place === place) end++
    const together = toolSteps.slice(i, end)
    messages.push({
      role: 'assistant',
      content: written.slice(from, place),
      tool_calls: together.map(({ id, name, args }) => ({
        id,
        type: 'function',
        function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args ?? {}) },
      })),
    })
    for (const { id, result = '' } of together)
      messages.push({ role: 'tool', tool_call_id: id, content: result })
    from = place
    i = end
  }
  return messages
}

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0)

const toolTokens = ({ name, description, parameters }: ToolDescription): number =>
  Math.ceil(JSON.stringify({ name, description, parameters }).length / charsPerSchemaToken)

const textTokens = (text: string): number => Math.ceil(text.length / charsPerToken) + tokensPerMessage

function tokensOf(question: SentQuestion): number {
  if ('text' in question) return textTokens(question.text)
  return Math.ceil((question.samples.length / sentRateHz) * soundTokensPerSecond) + tokensPerMessage
}
