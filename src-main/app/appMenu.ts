import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** What every app of macOS has in its first menu, with the keys that people press without looking. */
const hiding: readonly MenuItemConstructorOptions[] = [
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  { type: 'separator' },
]

/** The menu of the app: what editing, zooming and quitting need their keys for. */
export function setAppMenu(quit: () => void): void {
  app.setAboutPanelOptions({
    applicationName: 'Parley',
    applicationVersion: app.getVersion(),
    copyright: 'GPL-3.0-or-later. Nothing you say leaves this computer.',
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Parley',
        submenu: [
          { label: 'About Parley', click: () => app.showAboutPanel() },
          { type: 'separator' },
          ...(process.platform === 'darwin' ? hiding : []),
          { label: 'Quit', accelerator: 'CommandOrControl+Q', click: quit },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'resetZoom' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  )
}
