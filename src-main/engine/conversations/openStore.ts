import type { AppError, ConversationPlaces } from '@contract'
import path from 'node:path'
import { ConversationStore } from './conversationStore'
import { forgetfulStore } from './forgetfulStore'
import { KeepingChoice } from './keepingChoice'

/** In which the choice how conversations are kept lies, beside them. */
const choiceFile = 'keeping.json'

/**
 * Opens the conversations of this computer, kept as their user has chosen; without places, such that are in memory alone.
 * @param tell is told of trouble with files
 */
export function openStore(
  places: ConversationPlaces | undefined,
  tell: (trouble: AppError) => void,
): { readonly store: ConversationStore; readonly choice?: KeepingChoice } {
  if (places === undefined) return { store: forgetfulStore() }
  const { folder, untilQuitFolder = null, run } = places
  const choice = new KeepingChoice(path.join(folder, choiceFile))
  const store = new ConversationStore({ folder, untilQuitFolder, run, keeping: choice.keeping, tell })
  return { store, choice }
}
