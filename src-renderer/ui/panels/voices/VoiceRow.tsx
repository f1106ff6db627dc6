import type { ReactElement } from 'react'
import { words } from '../../../words'
import { useActions, useApp } from '../../appContext'
import { Icon } from '../../Icon'
import type { NamedVoice } from './voiceNames'

/** One voice of the list. */
export function VoiceRow({ voice: { id, name, about } }: { readonly voice: NamedVoice }): ReactElement {
  const actions = useActions()
  const isChosen = useApp((app) => app.voice === id)
  const isThere = useApp((app) => app.connection === 'ready')
  const listenTo = words.voice.listenTo(name)
  return (
    <li className="voice">
      <label>
        <input type="radio" name="voice" checked={isChosen} onChange={() => actions.chooseVoice(id)} />
        <span>
          {name}
          <span className="panel-note">{about}</span>
        </span>
      </label>
      <button
        type="button"
        className="icon-button"
        aria-label={listenTo}
        title={listenTo}
        disabled={!isThere}
        // The arrows go from voice to voice, and Tab to what can be done with the chosen one: it is no way of dozens of buttons.
        tabIndex={isChosen ? 0 : -1}
        onClick={() => actions.listenToVoice(id)}
      >
        <Icon name="speaker" />
      </button>
    </li>
  )
}
