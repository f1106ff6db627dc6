import { themes } from '@contract'
import type { ReactElement } from 'react'
import { useParts } from '../appContext'
import { Autostart } from '../desktop/Autostart'
import { PushToTalkKey } from '../desktop/PushToTalkKey'
import { SandboxNote } from '../desktop/SandboxNote'
import { keyName, type KeyName } from '../keys'
import { useSetting } from '../useSetting'
import { words } from '../../words'
import { MicrophoneChoice, SpeakerChoice } from './DeviceChoice'
import { SoundChecks } from './SoundChecks'
import { LevelMeter } from './LevelMeter'
import { Panel } from './Panel'
import { usePanels, type PanelName } from './panelStore'
import { Segments } from './Segments'
import { SpeedChoice } from './SpeedChoice'
import { DuplexChoice, PatienceChoice } from './TurnTakingChoice'
import { VoicePart } from './voices/VoicePart'

export function SettingsPanel(): ReactElement {
  const { desktop, models, privacy, loadWorks } = useParts()
  return (
    <Panel name={words.settings.name}>
      <section className="panel-part">
        <h3>{words.settings.sound}</h3>
        <MicrophoneChoice />
        <LevelMeter />
        <SpeakerChoice />
        <SoundChecks />
      </section>
      <VoicePart />
      <SpeedChoice />
      {models && <WayTo panel="models" words={words.models} />}
      <PatienceChoice />
      <DuplexChoice />
      {desktop && (
        <section className="panel-part">
          <h3>{words.desktop.name}</h3>
          <PushToTalkKey desktop={desktop} />
          <Autostart />
        </section>
      )}
      {desktop && <SandboxNote desktop={desktop} />}
      <WayTo panel="keeping" words={words.keeping} />
      {privacy && <WayTo panel="privacy" words={words.privacy} />}
      <ThemeChoice />
      <section className="panel-part">
        <h3>{words.settings.keys}</h3>
        <Keys />
      </section>
      {loadWorks && <WayTo panel="licences" words={words.licences} />}
    </Panel>
  )
}

interface WayToProps {
  readonly panel: PanelName
  readonly words: { readonly name: string; readonly about: string; readonly open: string }
}

/** Leads to a panel of its own. */
function WayTo({ panel, words: { name, about, open } }: WayToProps): ReactElement {
  const show = usePanels((panels) => panels.show)
  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <p className="panel-note">{about}</p>
      <button type="button" className="button" onClick={() => show(panel)}>
        {open}
      </button>
    </section>
  )
}

function ThemeChoice(): ReactElement {
  const { settings } = useParts()
  const { look, themes: labels } = words.settings
  return (
    <Segments
      legend={look}
      names={themes}
      labels={labels}
      chosen={useSetting('theme')}
      choose={(theme) => settings.choose('theme', theme)}
    />
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
