import { useSyncExternalStore, type ReactElement } from 'react'
import { useParts } from '../appContext'
import { PushToTalkKey } from '../desktop/PushToTalkKey'
import { SandboxNote } from '../desktop/SandboxNote'
import { ListeningChoice } from '../listening/ListeningChoice'
import { keyName, type KeyName } from '../keys'
import { inWords, words } from '../../words'
import { MicrophoneChoice, SpeakerChoice } from './DeviceChoice'
import { SettingsFile } from './SettingsFile'
import { ServerPart } from './ServerPart'
import { SoundChecks } from './SoundChecks'
import { LevelMeter } from './LevelMeter'
import { Panel } from './Panel'
import { usePanels, type PanelName } from './panelStore'
import { PlainSettings } from './PlainSettings'
import { DuplexChoice, PatienceChoice } from './TurnTakingChoice'
import { MoodSamples } from './voices/MoodSamples'
import { VoicePart } from './voices/VoicePart'

export function SettingsPanel(): ReactElement {
  const { desktop, models, privacy, loadWorks } = useParts()
  return (
    <Panel name={words.settings.name}>
      <ChangeTrouble />
      <section className="panel-part">
        <h3>{words.settings.sound}</h3>
        <MicrophoneChoice />
        <LevelMeter />
        <SpeakerChoice />
        <SoundChecks />
      </section>
      <VoicePart />
      <PlainSettings group="voice" />
      <MoodSamples />
      <section className="panel-part">
        <h3>{words.settings.groups.listening}</h3>
        <ListeningChoice withOrigin />
        <PatienceChoice />
        <DuplexChoice />
        <PlainSettings group="listening" />
      </section>
      <section className="panel-part">
        <h3>{words.settings.groups.answers}</h3>
        <PlainSettings group="answers" />
      </section>
      {models && (
        <>
          <WayTo panel="models" words={words.models} />
          <PlainSettings group="models" />
        </>
      )}
      <WayTo panel="tools" words={words.tools} />
      <ServerPart />
      {desktop && (
        <section className="panel-part">
          <h3>{words.desktop.name}</h3>
          <PushToTalkKey desktop={desktop} />
          <PlainSettings group="desktop" />
        </section>
      )}
      {desktop && <SandboxNote desktop={desktop} />}
      <WayTo panel="keeping" words={words.keeping} />
      {privacy && <WayTo panel="privacy" words={words.privacy} />}
      <section className="panel-part">
        <h3>{words.settings.groups.look}</h3>
        <PlainSettings group="look" />
      </section>
      <SettingsFile />
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

/** Why what was chosen last is not so, or not for good. */
function ChangeTrouble(): ReactElement | null {
  const { settings } = useParts()
  const trouble = useSyncExternalStore(settings.watch, () => settings.trouble)
  return trouble === undefined ? null : <p role="alert">{inWords(trouble)}</p>
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
