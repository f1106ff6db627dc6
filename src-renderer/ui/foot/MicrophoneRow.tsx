import type { ReactElement } from 'react'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import { isBusy } from '../../isBusy'
import { keyName } from '../keys'
import { words } from '../../words'
import { QuestionField } from './QuestionField'

/** Mute, the text field, stop: always in this order and in this place. */
export function MicrophoneRow(): ReactElement {
  const muted = useApp((app) => app.muted)
  const actions = useActions()
  const busy = useApp((app) => isBusy(app.phase))
  return (
    <div className="microphone-row">
      <button
        type="button"
        className="icon-button"
        aria-label={words.row.mute}
        aria-pressed={muted}
        title={`${words.row.mute} (${keyName.mute})`}
        onClick={() => actions.toggleMute()}
      >
        <Icon name={muted ? 'microphoneOff' : 'microphone'} />
      </button>
      <QuestionField />
      <button
        type="button"
        className="icon-button"
        aria-label={words.row.stop}
        title={`${words.row.stop} (${keyName.stop})`}
        disabled={!busy}
        onClick={() => actions.stop()}
      >
        <Icon name="stop" />
      </button>
    </div>
  )
}
