import { BrowserWindow, screen } from 'electron'
import { mainPage } from './appOrigin'
import { visiblePlace } from './placement'
import type { SavedStateFile } from './savedState'
import { securePage } from './securePage'
import { tellOfTray } from './tellOfTray'
import { tellShown } from './tellShown'

const firstSize = { width: 1000, height: 760 }

/**
 * Opens the main window where it was the last time. Closing it hides it: the app stays in the tray.
 * @param isQuitting whether the app is about to end, so that windows may really close
 */
export function openMainWindow(
  preload: string,
  saved: SavedStateFile,
  isQuitting: () => boolean,
  isHidden: boolean,
): BrowserWindow {
  const remembered = saved.state.mainWindow
  const place = visiblePlace(
    remembered?.place,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...(place ?? firstSize),
    minWidth: 360,
    minHeight: 480,
    show: false,
    title: 'Parley',
    autoHideMenuBar: true,
    webPreferences: securePage(preload),
  })
  // One that is hidden or minimized does not say everywhere how it will be when it is shown again.
  let isMaximized = remembered?.isMaximized ?? false
  window.on('maximize', () => (isMaximized = true))
  window.on('unmaximize', () => (isMaximized = false))
  const remember = (): void => {
    saved.change({
      mainWindow: {
        place: window.getNormalBounds(),
        isMaximized,
        zoomLevel: window.webContents.getZoomLevel(),
      },
    })
  }
  window.once('ready-to-show', () => {
    window.webContents.setZoomLevel(remembered?.zoomLevel ?? 0)
    if (isHidden) return
    if (isMaximized) window.maximize()
    window.show()
  })
  // Maximizing would show it.
  if (isHidden && isMaximized) window.once('show', () => window.maximize())
  // Windows ends a session without closing windows.
  window.on('session-end', remember)
  window.on('close', (event) => {
    remember()
    if (isQuitting()) return
    event.preventDefault()
    window.hide()
    tellOfTray(saved)
  })
  tellShown(window)
  void window.loadURL(mainPage)
  return window
}
