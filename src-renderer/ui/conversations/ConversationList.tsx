import { type ReactElement } from 'react'
import { inWords, words } from '../../words'
import { byDay } from './byDay'
import { ConversationRow } from './ConversationRow'
import { MoreWhenSeen } from './MoreWhenSeen'
import { useConversations } from './useConversations'

interface ConversationListProps {
  readonly onOpen: () => void
  readonly onRemove: () => void
}

/** All conversations, newest first, by days. */
export function ConversationList({ onOpen, onRemove }: ConversationListProps): ReactElement {
  const { entries, isWhole, trouble, more } = useConversations()
  return (
    <>
      {trouble !== undefined && <p role="alert">{inWords(trouble)}</p>}
      {entries?.length === 0 && <p className="panel-empty">{words.conversations.none}</p>}
      {byDay(entries ?? [], Date.now()).map(({ name, conversations }) => (
        <section key={name} className="list-day">
          <h3>{name}</h3>
          <ul className="list">
            {conversations.map((each) => (
              <li key={each.id}>
                <ConversationRow conversation={each} onOpen={onOpen} onRemove={onRemove} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {!isWhole && <MoreWhenSeen more={more} />}
    </>
  )
}
