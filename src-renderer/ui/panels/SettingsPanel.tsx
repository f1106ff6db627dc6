import { useId, type ReactElement } from 'react'
import { useActions, useParts } from '../appContext'
import { Autostart } from '../desktop/Autostart'
import { PushToTalkKey } from '../desktop/PushToTalkKey'
import { Icon } from '../Icon'
import { keyName, type KeyName } from '../keys'
import { themes, useTheme } from '../theme'
import { words } from '../../words'
import { MicrophoneChoice, SpeakerChoice } from './DeviceChoice'
import { LevelMeter } from './LevelMeter'
import { Panel } from './Panel'

export function SettingsPanel(): ReactElement {
  const actions = useActions()
  const { desktop } = useParts()
  return (
    <Panel name={words.settings.name}>
      <section className="panel-part">
        <h3>{words.settings.sound}</h3>
        <MicrophoneChoice />
        <LevelMeter />
        <SpeakerChoice />
        <button type="button" className="button" onClick={() => actions.checkSound()}>
          <Icon name="speaker" />
          {words.settings.tone}
        </button>
      </section>
      {desktop && (
        <section className="panel-part">
          <h3>{words.desktop.name}</h3>
          <PushToTalkKey desktop={desktop} />
          <Autostart desktop={desktop} />
        </section>
      )}
      <ThemeChoice />
      <section className="panel-part">
        <h3>{words.settings.keys}</h3>
        <Keys />
      </section>
    </Panel>
  )
}

function ThemeChoice(): ReactElement {
  const { theme, choose } = useTheme()
  const name = useId()
  return (
    <fieldset className="panel-part segments">
      <legend>{words.settings.look}</legend>
      <div className="segments-row">
        {themes.map((each) => (
          <label key={each}>
            <input type="radio" name={name} checked={theme === each} onChange={() => choose(each)} />
            <span>{words.settings.themes[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Keys(): ReactElement {
  const names = Object.keys(keyName) as KeyName[]
  return (
    <dl className="keys">
      {names.map((name) => (
        <div key={name}>
          <dt>{words.settings.keyNames[name]}</dt>
          <dd>
            <kbd>{keyName[name]}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  )
}
