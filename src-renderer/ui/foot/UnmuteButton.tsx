import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions } from '../appContext'
import { keyName } from '../keys'

/** Beside the sentence that says why nobody is heard. */
export function UnmuteButton(): ReactElement {
  const actions = useActions()
  return (
    <button type="button" className="button continue" onClick={() => actions.toggleMute()}>
      {words.row.unmute}
      <kbd aria-hidden="true">{keyName.mute}</kbd>
    </button>
  )
}
