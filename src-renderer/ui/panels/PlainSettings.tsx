import { plainSettings, type SettingEntry, type SettingGroup } from '@contract'
import { useId, type ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'
import { Icon } from '../Icon'
import { useSetting } from '../useSetting'
import { NumberField } from './NumberField'
import { Segments } from './Segments'
import { ServerModelField } from './ServerModelField'
import { SettingOrigin } from './SettingOrigin'
import { TextField } from './TextField'
import './settings.css'

/** Choices of so few are all in sight. */
const mostSegments = 3

/** The plain settings of a group, as their schema draws them. */
export function PlainSettings({ group }: { group: SettingGroup }): ReactElement {
  return (
    <>
      {plainSettings
        .filter((entry) => entry.group === group)
        .map((entry) => (
          <PlainSetting key={entry.key} entry={entry} />
        ))}
    </>
  )
}

function PlainSetting({ entry }: { entry: SettingEntry }): ReactElement {
  const id = useId()
  const { settings } = useParts()
  const value: unknown = useSetting(entry.key)
  const { label, help, choices = {} } = words.settingNames[entry.key]
  const { enum: names, type } = entry.range
  const choose = (next: unknown): void => settings.choose(entry.key, next as never)
  const origin = <SettingOrigin setting={entry.key} name={label} />

  if (names && names.length <= mostSegments)
    return (
      <div className="setting">
        <Segments legend={label} names={names} labels={choices} chosen={String(value)} choose={choose} />
        {origin}
      </div>
    )
  if (type === 'boolean')
    return (
      <div className="setting">
        <label className="check">
          <input
            type="checkbox"
            checked={value === true}
            aria-describedby={id}
            onChange={(event) => choose(event.target.checked)}
          />
          {label}
        </label>
        <p id={`${id}`} className="panel-note">
          {help}
        </p>
        {origin}
      </div>
    )
  return (
    <div className="setting">
      <label htmlFor={`${id}field`}>{label}</label>
      {names ? (
        <span className="select">
          <select
            id={`${id}field`}
            aria-describedby={id}
            value={String(value)}
            onChange={(event) => choose(event.target.value)}
          >
            {names.map((name) => (
              <option key={name} value={name} lang={name in choices ? undefined : name}>
                {choices[name] ?? ownName(name)}
              </option>
            ))}
          </select>
          <Icon name="choose" />
        </span>
      ) : isModelOfServer(entry) ? (
        <ServerModelField
          id={`${id}field`}
          describedBy={id}
          chosen={String(value)}
          entry={entry}
          choose={choose}
        />
      ) : type === 'string' ? (
        <TextField id={`${id}field`} describedBy={id} text={String(value)} entry={entry} choose={choose} />
      ) : (
        <NumberField id={`${id}field`} describedBy={id} value={Number(value)} entry={entry} choose={choose} />
      )}
      <p id={id} className="panel-note">
        {help}
      </p>
      {origin}
    </div>
  )
}

function isModelOfServer(
  entry: SettingEntry,
): entry is SettingEntry & { readonly modelOf: NonNullable<SettingEntry['modelOf']> } {
  return entry.modelOf !== undefined
}

/** A language as it calls itself: who does not read the one that is shown finds it. */
function ownName(language: string): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language
}
