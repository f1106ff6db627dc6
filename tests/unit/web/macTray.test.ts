import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TrayActions } from '../../../src-main/app/tray'

const { platform } = process
let icon: EventEmitter
const popUpContextMenu = vi.fn()
const setContextMenu = vi.fn()
const setToolTip = vi.fn()
const setApplicationMenu = vi.fn<(items: { submenu: { role?: string }[] }[]) => void>()

vi.mock('electron', () => ({
  app: { setAboutPanelOptions: () => undefined, getVersion: () => '0.1.0' },
  Menu: { buildFromTemplate: (items: { label: string }[]) => items, setApplicationMenu: setApplicationMenu },
  nativeImage: { createFromPath: (file: string) => file },
  Tray: class extends EventEmitter {
    constructor() {
      super()
      // oxlint-disable-next-line typescript/no-this-alias
      icon = this
    }
    popUpContextMenu = popUpContextMenu
    setContextMenu = setContextMenu
    setToolTip = setToolTip
    isDestroyed = (): boolean => false
    setImage = (): void => undefined
  },
}))

beforeEach(() => {
  Object.defineProperty(process, 'platform', { value: 'darwin' })
})
afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform })
})

it('the tray of macOS tells of clicks, which one with a menu of its own does not, and has its menu on the right', async () => {
  const { AppTray } = await import('../../../src-main/app/tray')
  const nothing = (): void => undefined
  const toggleQuickConversation = vi.fn()
  const actions: TrayActions = {
    toggleQuickConversation,
    quickConversation: nothing,
    ...{ toggleMute: nothing, openWindow: nothing, openSettings: nothing, quit: nothing },
  }
  const tray = new AppTray(actions)
  icon.emit('click')
  expect(toggleQuickConversation).toHaveBeenCalledOnce()
  expect(setContextMenu).not.toHaveBeenCalled()
  tray.show({ phase: 'speaking', isMuted: true })
  icon.emit('right-click')
  expect(popUpContextMenu).toHaveBeenCalledOnce()
  expect(popUpContextMenu.mock.calls[0][0]).toContainEqual(
    expect.objectContaining({ label: 'Mute', checked: true }),
  )
  tray.showFetches([{ doneBytes: 1_200_000, sizeBytes: 4_000_000 }])
  expect(setToolTip).toHaveBeenLastCalledWith('Parley is speaking\nFetching models: 30 %')
  icon.emit('right-click')
  expect(popUpContextMenu.mock.calls[1][0]).toContainEqual(
    expect.objectContaining({ label: 'Fetching models: 30 %', enabled: false }),
  )
  tray.showFetches([])
  expect(setToolTip).toHaveBeenLastCalledWith('Parley is speaking')
})

it('the menu of macOS hides the app, as every menu there does', async () => {
  const { setAppMenu } = await import('../../../src-main/app/appMenu')
  setAppMenu(() => undefined)
  const roles = setApplicationMenu.mock.calls[0][0][0].submenu.map(({ role }) => role)
  expect(roles).toEqual(expect.arrayContaining(['hide', 'hideOthers', 'unhide']))
})
