import { addresses } from './addresses'
import type { FuzzPart } from './fuzzPart'
import { messages } from './messages'
import { modelFolders } from './modelFolders'
import { settingsFiles } from './settingsFiles'
import { wavFiles } from './wavFiles'

export const fuzzParts: Readonly<Record<string, FuzzPart>> = {
  messages,
  'wav-files': wavFiles,
  'settings-files': settingsFiles,
  'model-folders': modelFolders,
  addresses,
}
