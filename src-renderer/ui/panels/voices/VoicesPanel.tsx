import { useEffect, useRef, type ReactElement } from 'react'
import { words } from '../../../words'
import { useApp } from '../../appContext'
import { useSetting } from '../../useSetting'
import { Panel } from '../Panel'
import { voiceGrades } from './voiceGrades'
import { voiceGroups } from './voiceGroups'
import { namedVoices } from './voiceNames'
import { VoiceRow } from './VoiceRow'
import './voices.css'

/** All voices of the loaded model, by what they speak. A press on one chooses it, and its button lets it speak. */
export function VoicesPanel(): ReactElement {
  const voices = useApp((app) => app.voices)
  const listRef = useRef<HTMLDivElement>(null)
  // The list is long: it opens where the voice is that speaks.
  useEffect(() => {
    void listRef.current?.querySelector(':checked')?.scrollIntoView({ block: 'center' })
  }, [])
  const groups = voiceGroups(namedVoices(voices), useSetting('favouriteVoices'))
  return (
    <Panel name={words.voice.name}>
      <div className="voices" ref={listRef}>
        {groups.map((group) => (
          <fieldset key={group.name} className="panel-part">
            <legend>{group.name}</legend>
            <ul>
              {group.voices.map((voice) => (
                <VoiceRow key={voice.id} voice={voice} />
              ))}
            </ul>
          </fieldset>
        ))}
      </div>
      {voices.some(({ id }) => id in voiceGrades) && <p className="panel-note">{words.voice.aboutGrades}</p>}
    </Panel>
  )
}
