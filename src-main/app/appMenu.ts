import { app, Menu } from 'electron'

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
