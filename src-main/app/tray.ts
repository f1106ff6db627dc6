import { Menu, nativeImage, nativeTheme, Tray, type NativeImage, type Rectangle } from 'electron'
import type { TrayPhase } from '@contract'
import { trayPicture, type Ink } from './trayPicture'

/** What the tray's menu does. */
export interface TrayActions {
  quickConversation(): void
  toggleMute(): void
  openWindow(): void
  openSettings(): void
  quit(): void
}

const sizePixels = 16
const labels: Readonly<Record<TrayPhase, string>> = {
  idle: 'Parley',
  listening: 'Parley is listening',
  thinking: 'Parley is thinking',
  speaking: 'Parley is speaking',
  muted: 'Parley is muted',
  trouble: 'Parley needs you',
}

/** The icon in the tray: shows what goes on, opens the quick window, has the menu. */
export class AppTray {
  readonly #tray: Tray
  readonly #actions: TrayActions
  #phase: TrayPhase = 'idle'
  #pushToTalkKey = ''

  constructor(actions: TrayActions) {
    this.#actions = actions
    this.#tray = new Tray(icon('idle'))
    this.#tray.on('click', () => actions.quickConversation())
    nativeTheme.on('updated', () => this.#tray.setImage(icon(this.#phase)))
    this.#update()
  }

  /** Where the icon is; some desktops do not say. */
  get place(): Rectangle {
    return this.#tray.getBounds()
  }

  show(phase: TrayPhase): void {
    if (phase === this.#phase) return
    this.#phase = phase
    this.#tray.setImage(icon(phase))
    this.#update()
  }

  showKey(pushToTalkKey: string): void {
    this.#pushToTalkKey = pushToTalkKey
    this.#update()
  }

  close(): void {
    this.#tray.destroy()
  }

  #update(): void {
    const actions = this.#actions
    this.#tray.setToolTip(labels[this.#phase])
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Quick conversation', click: () => actions.quickConversation() },
        {
          label: 'Mute',
          type: 'checkbox',
          checked: this.#phase === 'muted',
          click: () => actions.toggleMute(),
        },
        { label: `Push-to-talk key: ${this.#pushToTalkKey}`, click: () => actions.openSettings() },
        { type: 'separator' },
        { label: 'Open Parley', click: () => actions.openWindow() },
        { label: 'Quit', click: () => actions.quit() },
      ]),
    )
  }
}

function icon(phase: TrayPhase): NativeImage {
  const isMac = process.platform === 'darwin'
  const ink: Ink = isMac || !nativeTheme.shouldUseDarkColors ? 'black' : 'white'
  const image = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2, 3]) {
    const size = sizePixels * scaleFactor
    const buffer = Buffer.from(trayPicture(phase, size, ink))
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer })
  }
  if (isMac) image.setTemplateImage(true)
  return image
}
