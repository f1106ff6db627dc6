import { keeping } from '@contract'
import { ConversationStore } from './conversationStore'

/** A store that is in memory alone, and ends with its process. */
export function forgetfulStore(): ConversationStore {
  return new ConversationStore({ keeping: keeping.parse({}), run: '', tell: () => undefined })
}
