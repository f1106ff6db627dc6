import path from 'node:path'
import { HostSettings } from '../../src-main/settings/hostSettings'

/** Settings of nobody: their file lies in this folder, and no variable of the environment says anything. */
export function scratchSettings(folder: string): HostSettings {
  return new HostSettings({ file: path.join(folder, 'settings.yaml'), env: {} })
}
