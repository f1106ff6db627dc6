import { useId, type ReactElement } from 'react'
import { words } from '../../words'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import { languageName, voiceGroups } from './voiceNames'

/** Who speaks, of the voices that the loaded model has, and how that sounds. */
export function VoicePart(): ReactElement | null {
  const id = useId()
  const actions = useActions()
  const voices = useApp((app) => app.voices)
  const chosen = useApp((app) => app.voice)
  const isThere = useApp((app) => app.connection === 'ready')
  if (voices.length < 2) return null
  const language = voices.find((voice) => voice.id === chosen)?.language ?? ''
  const isForeign = language !== '' && !language.startsWith(words.language)
  return (
    <section className="panel-part">
      <h3 id={id}>{words.voice.name}</h3>
      <span className="select">
        <select
          aria-labelledby={id}
          value={chosen}
          onChange={(event) => actions.chooseVoice(event.target.value)}
        >
          {voiceGroups(voices).map((group) => (
            <optgroup key={group.language} label={group.language}>
              {group.voices.map((voice) => (
                <option key={voice.id} value={voice.id}>
                  {voice.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <Icon name="choose" />
      </span>
      {isForeign && (
        <p className="panel-note" role="status">
          {words.voice.foreign(languageName(language))}
        </p>
      )}
      <button type="button" className="button" disabled={!isThere} onClick={() => actions.listenToVoice()}>
        <Icon name="speaker" />
        {words.voice.listen}
      </button>
    </section>
  )
}
