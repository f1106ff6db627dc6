import { existsSync } from 'node:fs'
import { settingEntry, type SettingFault } from '@contract'
import type { HostSettings } from '../settings/hostSettings'
import type { Terminal } from '../terminalWords'
import type { Finding } from './report'

/**
 * Of the settings there is something to say only where there is a file, or something is wrong.
 * @param isForOthers what is wrong is told by its kind: a sentence would quote what the user wrote there
 */
export function settingsFindings(
  { file, faults }: Pick<HostSettings, 'file' | 'faults'>,
  { words, ofFault }: Terminal,
  isForOthers: boolean,
): Finding[] {
  const name = words.doctor.names.settings
  if (faults.length === 0) return existsSync(file) ? [{ name, state: 'ok', found: file }] : []
  const found = isForOthers ? kindOf : ofFault
  return faults.map((fault) => ({ name, state: 'trouble', found: found(fault) }))
}

function kindOf({ where, line, key, why }: SettingFault): string {
  // A name that is none is a text of the user's, too.
  const known = key !== undefined && settingEntry(key) !== undefined ? [key] : []
  const place = [where, ...(line === undefined ? [] : [`line ${line}`]), ...known].join(', ')
  return `${place}: ${why.kind}`
}
