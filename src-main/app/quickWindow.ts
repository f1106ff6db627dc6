import { BrowserWindow, screen, type Rectangle } from 'electron'
import { channels } from '../../src-preload/channels'
import type { DesktopCommand } from '@contract'
import { quickPage } from './appOrigin'
import { quickPlace } from './placement'
import { securePage } from './securePage'

const size = { width: 360, height: 480 }

/**
 * The small window at the tray. As a panel it has the focus, and goes when it loses it. As an overlay, while somebody
 * dictates into another program, it only shows what is heard and never takes the focus; a click makes it a panel.
 */
export class QuickWindow {
  readonly #window: BrowserWindow
  readonly #trayPlace: () => Rectangle | undefined

  constructor(preload: string, trayPlace: () => Rectangle | undefined) {
    this.#trayPlace = trayPlace
    this.#window = new BrowserWindow({
      ...size,
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Parley',
      // A panel of macOS takes keys without making its app the active one.
      ...(process.platform === 'darwin' && { type: 'panel' }),
      webPreferences: securePage(preload),
    })
    this.#window.setAlwaysOnTop(true, 'pop-up-menu')
    this.#window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
    this.#window.on('blur', () => this.hide())
    void this.#window.loadURL(quickPage)
  }

  get page(): BrowserWindow {
    return this.#window
  }

  get isShown(): boolean {
    return this.#window.isVisible()
  }

  /** Shows it with the focus, to be typed into. */
  showPanel(): void {
    this.#place()
    this.#window.setFocusable(true)
    this.#window.show()
    this.#window.focus()
    this.send('shown')
  }

  /** Shows it without taking the focus from the program that has it. */
  showOverlay(): void {
    if (this.isShown) return
    this.#place()
    this.#window.setFocusable(false)
    this.#window.showInactive()
    // From here on a click takes the focus; being shown has not.
    this.#window.setFocusable(true)
    this.send('shown')
  }

  togglePanel(): void {
    if (this.isShown) this.hide()
    else this.showPanel()
  }

  hide(): void {
    if (!this.isShown) return
    this.#window.hide()
    this.send('hidden')
  }

  send(command: DesktopCommand): void {
    this.#window.webContents.send(channels.command, command)
  }

  #place(): void {
    const tray = this.#trayPlace()
    const display =
      tray === undefined || tray.width === 0
        ? screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
        : screen.getDisplayMatching(tray)
    this.#window.setBounds(quickPlace(size, tray, display.workArea))
  }
}
