import type { Conversation } from '@contract'
import { useRef, useState, type ReactElement } from 'react'
import { useActions, useApp, useParts } from '../appContext'
import { Icon } from '../Icon'
import { isSecondClick } from '../isSecondClick'
import { words } from '../../words'
import { conversationName } from './conversationName'
import { RenameField } from './RenameField'

interface ConversationRowProps {
  readonly conversation: Conversation
  readonly onOpen: () => void
  /** It is gone, and with it what had the focus. */
  readonly onRemove: () => void
}

/** A conversation in the list: a press opens it. It is renamed in its place, and deleted. */
export function ConversationRow({ conversation, onOpen, onRemove }: ConversationRowProps): ReactElement {
  const { id, isPrivate } = conversation
  const { askStore } = useParts()
  const actions = useActions()
  const isOpen = useApp((app) => app.conversation?.id === id)
  const [isRenaming, setRenaming] = useState(false)
  const renameRef = useRef<HTMLButtonElement>(null)
  const name = conversationName(conversation)

  const endRenaming = (newName?: string): void => {
    setRenaming(false)
    // The button is there again after this.
    requestAnimationFrame(() => renameRef.current?.focus())
    // What goes wrong shows: it is called as before.
    if (newName !== undefined)
      void askStore({ kind: 'rename', conversation: id, name: newName }).catch(() => undefined)
  }

  if (isRenaming) return <RenameField name={conversation.name} onEnd={endRenaming} />
  return (
    <>
      <button
        type="button"
        className="list-entry"
        aria-current={isOpen || undefined}
        title={name}
        onClick={() => {
          actions.openConversation(id)
          onOpen()
        }}
      >
        {isPrivate && <Icon name="private" />}
        <span>{name}</span>
        {isPrivate && <span className="unseen">, {words.conversations.isPrivate}</span>}
      </button>
      <span className="list-actions">
        <button
          type="button"
          className="icon-button"
          ref={renameRef}
          aria-label={words.conversations.rename(name)}
          title={words.conversations.rename(name)}
          onClick={() => setRenaming(true)}
        >
          <Icon name="edit" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.conversations.remove(name)}
          title={words.conversations.remove(name)}
          onClick={(event) => {
            if (isSecondClick(event)) return
            actions.remove({ conversation: id })
            onRemove()
          }}
        >
          <Icon name="remove" />
        </button>
      </span>
    </>
  )
}
