import type { BrowserWindow } from 'electron'
import type { DesktopCommand } from '@contract'
import { channels } from '../../src-preload/channels'

/** Tells a window's page whether it is shown: its own view of that says nothing, as it is never throttled. */
export function tellShown(window: BrowserWindow): void {
  const tell = (): void => {
    const command: DesktopCommand = window.isVisible() ? 'shown' : 'hidden'
    window.webContents.send(channels.command, command)
  }
  window.on('show', tell)
  window.on('hide', tell)
  window.webContents.on('did-finish-load', tell)
}
