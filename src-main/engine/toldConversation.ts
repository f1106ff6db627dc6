import type { Config, Exchange } from '@contract'
import type { ConversationStore } from './conversations/conversationStore'
import type { ListenerConversation, PastExchange } from './listeners/listener'
import type { ToolDescription } from './tools/tool'

/** A conversation of the store, as its listener is told of it. */
export function toldConversation(
  store: ConversationStore,
  conversation: number,
  settings: Config,
  tools: () => readonly ToolDescription[],
): ListenerConversation {
  return {
    settings,
    get tools() {
      return tools()
    },
    get exchanges() {
      return store.heardExchanges(conversation).map(pastExchange)
    },
    audioOf: (exchange) => store.questionAudio(exchange),
  }
}

function pastExchange({ id, question, answer, heardEnd, outcome, toolSteps }: Exchange): PastExchange {
  const heard = answer.slice(0, heardEnd)
  return {
    id,
    question,
    answer: heard,
    isCut: outcome === 'interrupted' || heard.trimEnd() !== answer.trimEnd(),
    toolSteps: toolSteps.filter(({ place }) => place <= heardEnd),
  }
}
