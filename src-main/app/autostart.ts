import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { autostartEntry, hiddenFlag } from './autostartEntry'

/** Makes the app start with the session, hidden, or no more. */
export function setAutostart(isOn: boolean): void {
  if (process.platform !== 'linux')
    return app.setLoginItemSettings({ openAtLogin: isOn, args: [hiddenFlag], name: 'Parley' })
  const file = linuxEntry()
  if (!isOn) return rmSync(file, { force: true })
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, autostartEntry(ownProgram()))
}

/** Whether it does, as the system has it: users may change that there as well. */
export function isAutostart(): boolean {
  return process.platform === 'linux'
    ? existsSync(linuxEntry())
    : app.getLoginItemSettings({ args: [hiddenFlag] }).openAtLogin
}

/** The program may lie elsewhere than when it was told to start with the session: it is told again. */
export function renewAutostart(): void {
  if (app.isPackaged && isAutostart()) setAutostart(true)
}

/** Whether the session started this app. macOS says so by itself; elsewhere the command line does. */
export function isStartedWithSession(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

function linuxEntry(): string {
  return path.join(app.getPath('appData'), 'autostart', 'parley.desktop')
}

function ownProgram(): string[] {
  if (!app.isPackaged) return [process.execPath, ...process.argv.slice(1, 2)]
  // What runs of an AppImage lies in a folder that is gone when it ends.
  return [process.env.APPIMAGE ?? process.execPath]
}
