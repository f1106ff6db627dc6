import { rmSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { toAppError } from '@contract'
import { ownAppImage } from '../engine/files/ownAppImage'
import { readSmallFile } from '../engine/files/readSmallFile'
import { replaceFile } from '../engine/files/replaceFile'
import { autostartEntry, hiddenFlag } from './autostartEntry'
import { inWords } from './words'

/** Makes the app start with the session, hidden, or no more. */
export function setAutostart(isOn: boolean): void {
  if (process.platform !== 'linux')
    return app.setLoginItemSettings({ openAtLogin: isOn, args: [hiddenFlag], name: 'Parley' })
  const file = linuxEntry()
  if (!isOn) return rmSync(file, { force: true })
  replaceFile(file, autostartEntry(ownProgram()))
}

/** Whether it does, as the system has it: users may change that there as well. */
export function isAutostart(): boolean {
  return process.platform === 'linux'
    ? isEntryOn()
    : app.getLoginItemSettings({ args: [hiddenFlag] }).openAtLogin
}

/** The program may lie elsewhere than when it was told to start with the session: it is told again, where that can be written. */
export function renewAutostart(): void {
  if (!app.isPackaged || !isAutostart()) return
  try {
    setAutostart(true)
  } catch (thrown) {
    console.error(`parley: ${inWords(toAppError(thrown).notice)}`)
  }
}

/** Whether the session started this app. macOS says so by itself; elsewhere the command line does. */
export function isStartedWithSession(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

/** Desktops do not delete an entry that their user has turned off: they mark it. */
function isEntryOn(): boolean {
  try {
    const entry = readSmallFile(linuxEntry()).toString()
    return !/^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(entry)
  } catch {
    return false
  }
}

/** The file that starts it on Linux. */
export function linuxEntry(): string {
  return path.join(app.getPath('appData'), 'autostart', 'parley.desktop')
}

function ownProgram(): string[] {
  if (!app.isPackaged) return [process.execPath, ...process.argv.slice(1, 2)]
  // What runs of an AppImage lies in a folder that is gone when it ends.
  return [ownAppImage() ?? process.execPath]
}
