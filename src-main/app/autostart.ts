import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { autostartEntry, hiddenFlag } from './autostartEntry'

/** Makes the app start with the session, hidden, or no more. */
export function setAutostart(isOn: boolean): void {
  if (process.platform === 'linux') {
    const file = path.join(app.getPath('appData'), 'autostart', 'parley.desktop')
    if (!isOn) return rmSync(file, { force: true })
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, autostartEntry([process.execPath, ...process.argv.slice(1, app.isPackaged ? 1 : 2)]))
  } else app.setLoginItemSettings({ openAtLogin: isOn, args: [hiddenFlag] })
}
