import type { SettingKey, SettingValue } from '@contract'
import { useSyncExternalStore } from 'react'
import { useParts } from './appContext'

/** A setting as it is now; the component renders again when it changes. */
export function useSetting<Key extends SettingKey>(key: Key): SettingValue<Key> {
  const { settings } = useParts()
  return useSyncExternalStore(settings.watch, () => settings.of(key))
}
