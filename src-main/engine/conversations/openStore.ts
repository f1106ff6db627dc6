import type { AppError, Config } from '@contract'
import { ConversationStore } from './conversationStore'
import { forgetfulStore } from './forgetfulStore'

/**
 * Opens the conversations of this computer, kept as their user has chosen; without places, such that are in memory alone.
 * @param tell is told of trouble with files
 */
export function openStore(
  { conversations, keeping }: Pick<Config, 'conversations' | 'keeping'>,
  tell: (trouble: AppError) => void,
): ConversationStore {
  if (conversations === undefined) return forgetfulStore()
  const { folder, untilQuitFolder = null, run } = conversations
  return new ConversationStore({ folder, untilQuitFolder, run, keeping, tell })
}
