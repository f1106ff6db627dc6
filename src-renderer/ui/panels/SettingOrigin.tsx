import { settingEntry, type SettingKey } from '@contract'
import { useSyncExternalStore, type ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'

/** Whence a setting comes where it is not as usual, and the way back. @param name of the setting, for those who hear the button */
export function SettingOrigin({ setting, name }: { setting: SettingKey; name: string }): ReactElement | null {
  const { settings } = useParts()
  // As one text: what is the same counts as unchanged.
  const [source, said] = useSyncExternalStore(settings.watch, () => {
    const origin = settings.originOf(setting)
    return `${origin.source} ${origin.name ?? ''}`
  }).split(' ')
  if (source === 'usual') return null
  const { file, from, chosen, usual } = words.settings.origins
  const isOutside = source === 'environment' || source === 'option'
  const reset = (): void =>
    // What stands outside of Parley is not taken back here, but something else is chosen.
    settings.choose(setting, isOutside ? (settingEntry(setting)?.usual as never) : undefined)
  return (
    <p className="setting-origin">
      {isOutside ? from(said) : source === 'file' ? file : chosen}
      <button type="button" className="text-button" aria-label={`${usual}: ${name}`} onClick={reset}>
        {usual}
      </button>
    </p>
  )
}
