import path from 'node:path'
import { Menu, nativeImage, Tray, type NativeImage, type Rectangle } from 'electron'
import { fetchShare, type ModelCard, type TrayPhase } from '@contract'
import { projectRoot } from '../engineProcess/projectRoot'
import type { WindowPhase } from './shownPhase'
import { words } from './words'

/** What a click on the tray's icon and its menu do. */
export interface TrayActions {
  toggleQuickConversation(): void
  quickConversation(): void
  toggleMute(): void
  openWindow(): void
  openSettings(): void
  quit(): void
}

/** The icon in the tray: shows what goes on, opens the quick window, has the menu. */
export class AppTray {
  readonly #tray: Tray
  readonly #actions: TrayActions
  #shown: WindowPhase = { phase: 'idle', isMuted: false }
  #pushToTalkKey = ''
  /** What is said of models that are on their way. */
  #fetching: string | undefined

  constructor(actions: TrayActions) {
    this.#actions = actions
    this.#tray = new Tray(icon('idle'))
    this.#tray.on('click', () => actions.toggleQuickConversation())
    if (process.platform === 'darwin')
      this.#tray.on('right-click', () => this.#tray.popUpContextMenu(this.#menu()))
    this.#update()
  }

  /** Where the icon is; some desktops do not say. */
  get place(): Rectangle {
    return this.#tray.getBounds()
  }

  show(shown: WindowPhase): void {
    if (this.#tray.isDestroyed()) return
    const { phase, isMuted } = this.#shown
    if (shown.phase === phase && shown.isMuted === isMuted) return
    this.#shown = shown
    this.#tray.setImage(icon(shown.phase))
    this.#update()
  }

  showKey(pushToTalkKey: string): void {
    this.#pushToTalkKey = pushToTalkKey
    this.#update()
  }

  /** @param coming models that are on their way */
  showFetches(coming: readonly Pick<ModelCard, 'doneBytes' | 'sizeBytes'>[]): void {
    const fetching = coming.length === 0 ? undefined : words.tray.fetching(fetchShare(coming))
    if (this.#tray.isDestroyed() || fetching === this.#fetching) return
    this.#fetching = fetching
    this.#update()
  }

  /** Draws it again, in another language. */
  redraw(): void {
    if (!this.#tray.isDestroyed()) this.#update()
  }

  close(): void {
    if (!this.#tray.isDestroyed()) this.#tray.destroy()
  }

  #update(): void {
    const lines = [words.tray.phases[this.#shown.phase], ...(this.#fetching ? [this.#fetching] : [])]
    this.#tray.setToolTip(lines.join('\n'))
    // On macOS a tray with a menu tells of no clicks.
    if (process.platform !== 'darwin') this.#tray.setContextMenu(this.#menu())
  }

  #menu(): Menu {
    const actions = this.#actions
    return Menu.buildFromTemplate([
      ...(this.#fetching ? [{ label: this.#fetching, enabled: false }] : []),
      { label: words.tray.quick, click: () => actions.quickConversation() },
      {
        label: words.tray.mute,
        type: 'checkbox',
        checked: this.#shown.isMuted,
        click: () => actions.toggleMute(),
      },
      { label: words.tray.key(keysOf(this.#pushToTalkKey)), click: () => actions.openSettings() },
      { type: 'separator' },
      { label: words.tray.open, click: () => actions.openWindow() },
      { label: words.tray.quit, click: () => actions.quit() },
    ])
  }
}

/** The drawing of a state; the sizes for denser screens lie beside it. macOS colours its own by itself. */
function icon(phase: TrayPhase): NativeImage {
  const name = process.platform === 'darwin' ? `${phase}Template.png` : `${phase}.png`
  return nativeImage.createFromPath(path.join(projectRoot, 'resources/tray', name))
}

/** An accelerator as its keys are written on keyboards. */
function keysOf(accelerator: string): string {
  return accelerator
    .split('+')
    .map((key) => words.keys[key] ?? key)
    .join('+')
}
