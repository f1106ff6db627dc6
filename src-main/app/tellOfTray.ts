import { Notification } from 'electron'
import type { SavedStateFile } from './savedState'
import { words } from './words'

/** Says that closing the window has not ended the app: once, ever. */
export function tellOfTray(saved: SavedStateFile): void {
  if (saved.state.isToldOfTray || !Notification.isSupported()) return
  saved.change({ isToldOfTray: true })
  new Notification(words.goesOn[process.platform === 'darwin' ? 'menuBar' : 'tray']).show()
}
