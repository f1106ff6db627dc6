import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { menuItem } from './menuItem'
import { words } from './words'

const line: MenuItemConstructorOptions = { type: 'separator' }

/** The menu of the app: what editing, zooming and quitting need their keys for. */
export function setAppMenu(quit: () => void): void {
  const { about, licence, edit, view, window } = words.menu
  const isMac = process.platform === 'darwin'
  app.setAboutPanelOptions({
    applicationName: words.name,
    applicationVersion: app.getVersion(),
    copyright: licence,
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: words.name,
        submenu: [
          { label: about, click: () => app.showAboutPanel() },
          line,
          // What every app of macOS has in its first menu, with the keys that people press without looking.
          ...(isMac ? [menuItem('hide'), menuItem('hideOthers'), menuItem('unhide'), line] : []),
          { label: words.menu.quit, accelerator: 'CommandOrControl+Q', click: quit },
        ],
      },
      {
        role: 'editMenu',
        label: edit,
        submenu: [
          ...[menuItem('undo'), menuItem('redo'), line],
          ...[menuItem('cut'), menuItem('copy'), menuItem('paste')],
          ...(isMac ? [menuItem('pasteAndMatchStyle')] : []),
          ...[menuItem('delete'), line, menuItem('selectAll')],
        ],
      },
      {
        label: view,
        submenu: [
          ...[menuItem('zoomIn'), menuItem('zoomOut'), menuItem('resetZoom'), line],
          menuItem('togglefullscreen'),
        ],
      },
      {
        role: 'windowMenu',
        label: window,
        submenu: [
          ...[menuItem('minimize'), menuItem('zoom')],
          ...(isMac ? [line, menuItem('front')] : [menuItem('close')]),
        ],
      },
    ]),
  )
}
