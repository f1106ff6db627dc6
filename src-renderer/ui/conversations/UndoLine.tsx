import type { ReactElement } from 'react'
import { useActions, useApp } from '../appContext'
import { keyName } from '../keys'
import { words } from '../../words'
import './conversations.css'

/** What was deleted, and the button that brings it back as long as that can be. Read out when it comes. */
export function UndoLine(): ReactElement {
  const actions = useActions()
  const what = useApp((app) => app.removed?.what)
  const { removed, undo } = words.conversations
  const kind =
    what === undefined || what === 'everything' ? what : 'exchange' in what ? 'exchange' : 'conversation'
  return (
    <div role="status" className="undo">
      {kind !== undefined && (
        <p className="undo-line">
          {removed[kind]}
          <button
            type="button"
            className="text-button"
            title={`${undo} (${keyName.undo})`}
            onClick={() => actions.undoRemoval()}
          >
            {undo}
          </button>
        </p>
      )}
    </div>
  )
}
