import type { ReactElement } from 'react'
import type { Trouble } from '../../state'
import { useActions } from '../appContext'
import { useOpenSettings } from '../useOpenSettings'
import { words } from '../../words'

/** What went wrong, in one sentence under the ring, with the button that does something about it. */
export function TroubleLine({ trouble }: { trouble: Trouble }): ReactElement {
  const actions = useActions()
  const openSettings = useOpenSettings()
  const { action } = trouble
  const act = (): void => {
    if (action === 'choose-microphone') openSettings()
    actions.resolveTrouble()
  }
  return (
    <div className="trouble-line" role="alert">
      <p>{trouble.message}</p>
      {action && (
        <button type="button" className="button" onClick={act}>
          {words.actions[action]}
        </button>
      )}
    </div>
  )
}
