import {
  AppError,
  settingEntries,
  settingEntry,
  toAppError,
  type SettingFault,
  type SettingKey,
  type SettingsAnswer,
  type SettingsRequest,
} from '@contract'
import type { HostSettings } from './hostSettings'
import { readSettingsText } from './readSettingsText'
import { writeSettingsText } from './writeSettingsText'

/** What a window may want of the settings alone. */
type OfSettings = Exclude<SettingsRequest, { readonly type: 'server-models' }>

/**
 * Does what a window wants of the settings. What leads to files of this computer is neither changed nor given out by it: a
 * page may be told what to do by others, and a file may come from elsewhere.
 */
export function askSettings(settings: HostSettings, request: OfSettings): SettingsAnswer {
  try {
    const done = answer(settings, request)
    return { ...done, told: settings.told }
  } catch (thrown) {
    return { error: toAppError(thrown).toBody(), told: settings.told }
  }
}

function answer(settings: HostSettings, request: OfSettings): Pick<SettingsAnswer, 'text' | 'faults'> {
  switch (request.type) {
    case 'change':
      settings.change(checkedChanges(request.changes))
      return {}
    case 'reset':
      settings.change(new Map(movable.map((key) => [key, undefined])))
      return {}
    case 'export': {
      const { said } = settings.told
      const chosen = movable.filter((key) => Object.hasOwn(said, key))
      return { text: writeSettingsText('', new Map(chosen.map((key) => [key, said[key].value]))) }
    }
    case 'import': {
      const { said, faults } = readSettingsText(request.text, request.name)
      const isTaken = (key: SettingKey): boolean =>
        movable.includes(key) && !settingEntry(key)!.leavesComputer && !settingEntry(key)!.erases
      settings.change(new Map([...said].filter(([key]) => isTaken(key))))
      const left = [...said.keys()].filter((key) => !isTaken(key))
      return { faults: [...faults, ...left.map((key) => stays(request.name, key))] }
    }
  }
}

const movable = settingEntries.filter(({ namesFiles }) => !namesFiles).map(({ key }) => key)

function stays(where: string, key: SettingKey): SettingFault {
  const { namesFiles, erases } = settingEntry(key)!
  const because = namesFiles ? 'files' : erases ? 'erases' : 'leaves'
  return { where, key, why: { kind: 'setting-stays', because } }
}

function checkedChanges(changes: Readonly<Record<string, unknown>>): Map<SettingKey, unknown> {
  const checked = new Map<SettingKey, unknown>()
  for (const [name, value] of Object.entries(changes)) {
    const entry = settingEntry(name)
    if (entry === undefined || entry.namesFiles)
      throw new AppError('config-invalid', { kind: 'setting-fixed', name })
    checked.set(entry.key, value ?? undefined)
  }
  return checked
}
