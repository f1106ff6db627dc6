import { settingEntries, settingOf, settingsWith, type SettingKey, type Settings } from '@contract'
import type { SettingsOfApp } from '../windowSettings'
import type { Boundary } from './boundary'

/** The settings that a recording has, by their names: none of those that are kept secret, or lead to files. */
export function recordedSettings(values: Settings): Record<string, unknown> {
  const told = settingEntries.filter(({ isSecret, namesFiles }) => !isSecret && !namesFiles)
  return Object.fromEntries(told.map(({ key }) => [key, settingOf(values, key)]))
}

/**
 * The settings of a window behind a boundary.
 * @param first as `recordedSettings` has them
 * @param real absent: there are none, for all is replayed
 */
export function boundedSettings(
  boundary: Boundary,
  first: Readonly<Record<string, unknown>>,
  real: SettingsOfApp | undefined,
): SettingsOfApp {
  let values = valuesOf(first)
  const watchers = new Set<Parameters<SettingsOfApp['watch']>[0]>()
  const change = boundary.inlet(
    'settings',
    (keys: readonly SettingKey[], next: Readonly<Record<string, unknown>>) => {
      values = valuesOf(next)
      for (const watcher of watchers) watcher(new Set(keys))
    },
  )
  real?.watch((keys) => void change([...keys], recordedSettings(real.values)))
  return {
    get values() {
      return values
    },
    of: (key) => settingOf(values, key),
    choose: (key, value) => boundary.tell('settings choose', [key, value], () => real?.choose(key, value)),
    watch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }
}

function valuesOf(said: Readonly<Record<string, unknown>>): Settings {
  return settingsWith(new Map(Object.entries(said)) as ReadonlyMap<SettingKey, unknown>)
}
