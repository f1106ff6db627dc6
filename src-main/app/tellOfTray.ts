import { Notification } from 'electron'
import type { SavedStateFile } from './savedState'

const place = process.platform === 'darwin' ? 'menu bar' : 'tray'
const quitKey = process.platform === 'darwin' ? '⌘Q' : 'Ctrl+Q'

/** Says that closing the window has not ended the app: once, ever. */
export function tellOfTray(saved: SavedStateFile): void {
  if (saved.state.isToldOfTray || !Notification.isSupported()) return
  saved.change({ isToldOfTray: true })
  new Notification({
    title: `Parley goes on in the ${place}`,
    body: `Quit it from the menu of its icon there, or with ${quitKey} in its window.`,
  }).show()
}
