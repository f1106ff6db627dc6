import type { SettingKey } from '@contract'
import { conversationsDir } from '../engine/files/conversationsDir'
import { settingsFile, userPlaces } from '../models/places'
import { adoptFormerFiles, formerFilesOf } from './adoptFormerFiles'
import { HostSettings } from './hostSettings'

/**
 * This user's settings.
 * @param options what the command line says
 * @param userData the desktop app's own folder, where that runs
 */
export function openSettings(
  options: ReadonlyMap<SettingKey, unknown> = new Map<SettingKey, unknown>(),
  userData?: string,
): HostSettings {
  const file = settingsFile()
  const settings = new HostSettings({ file, env: process.env, options })
  adoptFormerFiles(settings, formerFilesOf(file, userPlaces().modelsDir, conversationsDir(), userData))
  return settings
}
