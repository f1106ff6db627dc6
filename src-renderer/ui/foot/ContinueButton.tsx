import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions } from '../appContext'
import { keyName } from '../keys'

/** Takes the question up again that was taken for complete. */
export function ContinueButton(): ReactElement {
  const actions = useActions()
  return (
    <button type="button" className="button continue" onClick={() => actions.continueSpeaking()}>
      {words.row.continue}
      <kbd aria-hidden="true">{keyName.continue}</kbd>
    </button>
  )
}
