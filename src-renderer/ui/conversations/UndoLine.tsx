import type { ReactElement } from 'react'
import { useActions, useApp } from '../appContext'
import { keyName } from '../keys'
import { words } from '../../words'
import './conversations.css'

/**
 * What was deleted last, how much more before it, and the button that brings back the last as long as that can be. Read out
 * when it comes.
 */
export function UndoLine(): ReactElement {
  const actions = useActions()
  const what = useApp((app) => app.removals.at(-1)?.what)
  const more = useApp((app) => app.removals.length - 1)
  const { removed, andMore, undo } = words.conversations
  const kind =
    what === undefined || what === 'everything' ? what : 'exchange' in what ? 'exchange' : 'conversation'
  return (
    <div role="status" className="undo">
      {kind !== undefined && (
        <p className="undo-line">
          {more > 0 ? `${removed[kind]} ${andMore(more)}` : removed[kind]}
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
