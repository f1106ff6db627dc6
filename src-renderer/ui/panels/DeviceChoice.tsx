import { useId, type ReactElement } from 'react'
import type { AudioDevice } from '../../state'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { SettingOrigin } from './SettingOrigin'

export function MicrophoneChoice(): ReactElement {
  const actions = useActions()
  const devices = useApp((app) => app.microphones)
  const chosen = useApp((app) => app.microphoneId)
  const choose = (id: string): void => actions.chooseMicrophone(id)
  return (
    <Choice
      setting="microphone"
      name={words.settings.microphone}
      devices={devices}
      chosen={chosen}
      choose={choose}
    />
  )
}

export function SpeakerChoice(): ReactElement {
  const actions = useActions()
  const devices = useApp((app) => app.speakers)
  const chosen = useApp((app) => app.speakerId)
  const choose = (id: string): void => actions.chooseSpeaker(id)
  return (
    <Choice
      setting="speaker"
      name={words.settings.speaker}
      devices={devices}
      chosen={chosen}
      choose={choose}
    />
  )
}

interface ChoiceProps {
  readonly setting: 'microphone' | 'speaker'
  readonly name: string
  readonly devices: readonly AudioDevice[]
  readonly chosen: string
  readonly choose: (id: string) => void
}

function Choice({ setting, name, devices, chosen, choose }: ChoiceProps): ReactElement {
  const id = useId()
  const has = (wanted: string): boolean => devices.some((device) => device.id === wanted)
  // Chromium lists what the system chooses as a device of its own; other browsers leave it out.
  const system = has('default') ? 'default' : ''
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <span className="select">
        <select
          id={id}
          value={has(chosen) ? chosen : system}
          disabled={devices.length === 0}
          onChange={(event) => choose(event.target.value)}
        >
          {!has(system) && (
            <option value="">
              {devices.length === 0 ? words.settings.noDevice : words.settings.systemDevice}
            </option>
          )}
          {devices.map((device) => (
            <option key={device.id} value={device.id}>
              {device.label}
            </option>
          ))}
        </select>
        <Icon name="choose" />
      </span>
      <SettingOrigin setting={setting} name={name} />
    </div>
  )
}
