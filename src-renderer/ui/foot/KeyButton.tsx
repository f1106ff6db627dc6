import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions } from '../appContext'
import { keyName } from '../keys'

const doings = {
  /** Takes the question up again that was taken for complete. */
  continue: { act: 'continueSpeaking', key: 'continue' },
  /** Stands beside the sentence that says why nobody is heard. */
  unmute: { act: 'toggleMute', key: 'mute' },
} as const

/** A button under the ring, with the key that does the same. */
export function KeyButton({ to }: { to: keyof typeof doings }): ReactElement {
  const actions = useActions()
  const { act, key } = doings[to]
  return (
    <button type="button" className="button key-button" onClick={() => actions[act]()}>
      {words.row[to]}
      <kbd aria-hidden="true">{keyName[key]}</kbd>
    </button>
  )
}
