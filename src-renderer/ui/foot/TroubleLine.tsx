import type { ReactElement } from 'react'
import type { Trouble } from '../../state'
import { useActions } from '../appContext'
import { useOpenSettings } from '../useOpenSettings'
import { words } from '../../words'

/** As when it names a file: in a small window that is more than three lines. */
const longChars = 120

interface TroubleLineProps {
  readonly message: string
  readonly action?: Trouble['action']
}

/** What went wrong, in one sentence under the ring, with the button that does something about it. */
export function TroubleLine({ message, action }: TroubleLineProps): ReactElement {
  const actions = useActions()
  const openSettings = useOpenSettings()
  const isLong = message.length > longChars
  const act = (): void => {
    if (action === 'choose-microphone') openSettings()
    actions.resolveTrouble()
  }
  return (
    <div className={isLong ? 'trouble-line trouble-line-long' : 'trouble-line'} role="alert">
      <p>{message}</p>
      {action && (
        <button type="button" className="button" onClick={act}>
          {words.actions[action]}
        </button>
      )}
    </div>
  )
}
