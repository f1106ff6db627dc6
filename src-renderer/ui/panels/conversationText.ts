import type { ShownExchange } from '../../state'
import { words } from '../../words'
import { captionParts } from '../conversation/captionParts'
import { questionWords } from '../conversation/questionWords'
import { writtenQuestion } from '../conversation/writtenQuestion'

/** A conversation to be kept elsewhere: plain text, oldest first, with a mark where an answer was stopped. */
export function conversationText(exchanges: readonly ShownExchange[]): string {
  return exchanges
    .map((exchange) => {
      const { question, outcome, error } = exchange
      const asked = writtenQuestion(question) ?? `(${questionWords(question)})`
      const { heard, rest, restIs } = captionParts(exchange, false)
      const answer = restIs === 'never' ? `${heard} [${words.conversations.stopped}]${rest}` : heard + rest
      const failed = outcome === 'failed' ? `(${error?.message ?? words.conversation.failed})` : ''
      const answered = [answer.trim(), failed].filter(Boolean).join(' ')
      return `${words.conversations.you}: ${asked}\n${words.name}: ${answered}\n`
    })
    .join('\n')
}
