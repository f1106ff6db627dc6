import { BrowserWindow, screen, type Point, type Rectangle } from 'electron'
import type { DesktopCommand, TrayPhase } from '@contract'
import { channels } from '../../src-preload/channels'
import { quickPage } from './appOrigin'
import { overlayStaysMs } from './overlayStaysMs'
import { onPage } from './pages'
import { quickPlace } from './placement'
import { securePage } from './securePage'
import { tellShown } from './tellShown'

const size = { width: 360, height: 480 }
/** The click on the tray's icon takes the focus from the panel before it is told: it comes this soon after. */
const clickMs = 500
const busy: readonly TrayPhase[] = ['listening', 'thinking', 'speaking']

/**
 * The small window at the tray. As a panel it has the focus, and goes when it loses it. As an overlay, while somebody
 * dictates into another program, it only shows what is heard and never takes the focus; a click makes it a panel, and
 * left alone it goes some time after the answer.
 */
export class QuickWindow {
  readonly #window: BrowserWindow
  readonly #trayPlace: () => Rectangle | undefined
  #leaving: NodeJS.Timeout | undefined
  /** When it last went with the focus. */
  #leftAt = -Infinity

  /** @param isQuitting whether the app is about to end, so that the window may really close */
  constructor(preload: string, trayPlace: () => Rectangle | undefined, isQuitting: () => boolean) {
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
    this.#window.on('blur', () => {
      if (this.isShown) this.#leftAt = performance.now()
      this.hide()
    })
    this.#window.on('close', (event) => {
      if (isQuitting()) return
      event.preventDefault()
      this.hide()
    })
    this.#window.on('closed', () => clearTimeout(this.#leaving))
    tellShown(this.#window)
    onPage(channels.phase, (page, phase) => {
      if (page === this.#window.webContents) this.#staysFor(phase)
    })
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
  }

  /** Shows it without taking the focus from the program that has it. */
  showOverlay(): void {
    if (this.isShown) return
    this.#place()
    this.#window.setFocusable(false)
    this.#window.showInactive()
    // From here on a click takes the focus; being shown has not.
    this.#window.setFocusable(true)
    this.#staysFor('idle')
  }

  togglePanel(): void {
    if (this.isShown) this.hide()
    else if (performance.now() - this.#leftAt > clickMs) this.showPanel()
  }

  hide(): void {
    if (!this.isShown) return
    clearTimeout(this.#leaving)
    this.#window.hide()
  }

  send(command: DesktopCommand): void {
    this.#window.webContents.send(channels.command, command)
  }

  /** A panel goes with the focus; an overlay when nothing goes on and nobody points at it. */
  #staysFor(phase: TrayPhase): void {
    clearTimeout(this.#leaving)
    if (busy.includes(phase)) return
    this.#leaving = setTimeout(() => {
      if (!this.isShown || this.#window.isFocused()) return
      if (isIn(this.#window.getBounds(), screen.getCursorScreenPoint())) this.#staysFor(phase)
      else this.hide()
    }, overlayStaysMs)
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

function isIn({ x, y, width, height }: Rectangle, at: Point): boolean {
  return at.x >= x && at.x < x + width && at.y >= y && at.y < y + height
}
