import type { Conversation } from '@contract'
import { useApp, useParts } from '../appContext'
import { usePages, type Pages } from './usePages'

/** The conversations, newest first. @param named only those whose user gave them a name with all of these words */
export function useConversations(named?: string): Pages<Conversation> {
  const { askStore } = useParts()
  const listVersion = useApp((app) => app.listVersion)
  return usePages<Conversation>(async (limit, last) => {
    const after = last && { after: { updatedAt: last.updatedAt, id: last.id } }
    return (await askStore({ kind: 'conversations', limit, ...after, ...(named !== undefined && { named }) }))
      .conversations
  }, `${listVersion} ${named}`)
}
