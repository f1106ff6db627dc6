import path from 'node:path'
import type { Environment } from '../../src-main/engine/files/dataDir'
import { HostSettings } from '../../src-main/settings/hostSettings'

/** Settings of nobody: their file lies in this folder. @param env what variables say; absent: nothing */
export function scratchSettings(folder: string, env: Environment = {}): HostSettings {
  return new HostSettings({ file: path.join(folder, 'settings.yaml'), env })
}
