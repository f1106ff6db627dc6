import type { ReactElement } from 'react'
import { useActions, useApp } from '../appContext'
import { words } from '../../words'

/** Above what is shown of a long conversation: shows what was said before, and keeps the place where you are. */
export function Earlier(): ReactElement | null {
  const actions = useActions()
  const hasEarlier = useApp((app) => app.hasEarlier)
  const conversation = useApp((app) => app.conversation?.id)
  const first = useApp((app) => app.exchanges.find(({ id }) => id !== undefined)?.id)
  if (!hasEarlier || conversation === undefined) return null
  const show = async (): Promise<void> => {
    await actions.showEarlier()
    actions.openConversation(conversation, first)
  }
  return (
    <button type="button" className="button earlier" onClick={() => void show()}>
      {words.conversations.earlier}
    </button>
  )
}
