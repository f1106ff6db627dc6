import { isBlendable, leadingVoice } from '@contract'
import type { ReactElement } from 'react'
import { formats, words } from '../../../words'
import { useActions, useApp } from '../../appContext'
import { Icon } from '../../Icon'
import { usePanels } from '../panelStore'
import { SettingOrigin } from '../SettingOrigin'
import { languageName, namedVoice } from './voiceNames'
import './voices.css'

/** Who speaks, how that sounds, and the way to all the voices that the loaded model has. */
export function VoicePart(): ReactElement | null {
  const actions = useActions()
  const voices = useApp((app) => app.voices)
  const chosen = useApp((app) => app.voice ?? '')
  const isThere = useApp((app) => app.connection === 'ready')
  const show = usePanels((panels) => panels.show)
  if (voices.length < 2) return null
  const voice = namedVoice(chosen, voices)
  const about = [voice?.accent, voice?.about].filter((part) => part && part !== voice?.name).join(', ')
  const languages = new Set(voices.map(({ language }) => languageName(language.split('-')[0])))
  // Of the built-in voice nobody can name all languages.
  const isOfModel = isBlendable(leadingVoice(chosen))
  return (
    <section className="panel-part">
      <h3>{words.voice.name}</h3>
      <p>
        {voice?.name ?? chosen}
        {about !== '' && <span className="panel-note voice-about">{about}</span>}
      </p>
      <SettingOrigin setting="voice" name={words.voice.name} />
      <p className="panel-note">
        {isOfModel ? words.voice.follows(formats.list([...languages])) : words.voice.followsBuiltIn}
      </p>
      <div className="question-group">
        <button type="button" className="button" onClick={() => show('voices')}>
          {words.voice.choose}
        </button>
        <button type="button" className="button" disabled={!isThere} onClick={() => actions.listenToVoice()}>
          <Icon name="speaker" />
          {words.voice.listen}
        </button>
      </div>
    </section>
  )
}
