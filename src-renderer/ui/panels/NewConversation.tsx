import { useState, type ReactElement } from 'react'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { usePanels } from './panelStore'

/** Begins a new conversation in place of this one. Asks once more, for nothing brings this one back. */
export function NewConversation(): ReactElement {
  const actions = useActions()
  const isEmpty = useApp((app) => app.exchanges.length === 0)
  const close = usePanels((panels) => panels.close)
  // Undefined before it was asked: afterwards the button comes back with the focus.
  const [isAsking, setIsAsking] = useState<boolean>()
  const { begin, sure, forget, keep } = words.history
  if (!isAsking)
    return (
      <button
        type="button"
        className="button"
        disabled={isEmpty}
        autoFocus={isAsking === false}
        onClick={() => setIsAsking(true)}
      >
        <Icon name="add" />
        {begin}
      </button>
    )
  return (
    <div className="question-group" role="group" aria-label={sure}>
      <p>{sure}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          actions.newConversation()
          close()
        }}
      >
        {forget}
      </button>
      <button type="button" className="button" autoFocus onClick={() => setIsAsking(false)}>
        {keep}
      </button>
    </div>
  )
}
