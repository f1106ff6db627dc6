import { expect, it, vi } from 'vitest'
import { overlayStaysMs } from '../../../src-main/app/overlayStaysMs'
import { eventually } from '../../rigs/eventually'
import { withoutShown } from './builtDesktop'
import type { DesktopUnderTest } from './desktopUnderTest'

/** Which window is shown, and which one the push-to-talk key talks to. */
export function desktopWindows(app: DesktopUnderTest): void {
  it('opens the quick window at the tray with the focus, and hides it on blur and when its page asks', async () => {
    const { world, main, quick } = app
    expect(quick.options).toMatchObject({ frame: false, alwaysOnTop: true, skipTaskbar: true })
    world.trays[0].click()
    expect([quick.isShown, quick.isFocused()]).toEqual([true, true])
    expect(quick.place).toEqual({ x: 1532, y: 562, width: 360, height: 480 })
    main.focus()
    expect(quick.isShown).toBe(false)
    // On Windows a click on the icon takes the focus first: it is what puts the window away, not what shows it again.
    world.trays[0].click()
    expect(quick.isShown).toBe(false)
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000)
    world.trays[0].click()
    now.mockRestore()
    expect(quick.isShown).toBe(true)
    // The page does on Escape, when there is nothing to stop.
    quick.webContents.page.bridge.hide()
    await eventually(() => !quick.isShown, 'the quick window to hide')
    world.trays[0].click()
    // A desktop's own key for closing windows, such as Alt+F4.
    quick.close()
    expect([quick.isShown, quick.isDestroyed]).toEqual([false, false])
  })

  it('shows the settings in the main window, from the quick one and from the tray', async () => {
    const { world, main, quick } = app
    const { commands } = main.webContents.page
    const keyItem = world.trays[0].menu.find(({ label }) => label?.startsWith('Push-to-talk key'))!
    for (const ask of [() => quick.webContents.page.bridge.openSettings(), () => keyItem.click!()]) {
      commands.length = 0
      main.hide()
      ask()
      await eventually(() => commands.includes('settings'), 'the settings')
      expect(main.isFocused()).toBe(true)
    }
    commands.length = 0
  })

  it('shows the main window from the quick one', async () => {
    const { main, quick } = app
    main.hide()
    quick.webContents.page.bridge.openMain()
    await eventually(() => main.isFocused(), 'the main window')
  })

  it('shows the quick window without the focus while the key talks from another program', async () => {
    const { world, quick, press } = app
    world.focus(undefined)
    press()
    // A click would make it a panel.
    expect([quick.isShown, quick.isFocused(), quick.isFocusable]).toEqual([true, false, true])
    press()
    await eventually(() => quick.webContents.page.commands.includes('release'), 'the release')
    expect(withoutShown(quick.webContents.page.commands)).toEqual(['press', 'release'])
    quick.hide()
  })

  it('puts the quick window away some time after the answer when nobody clicked it', async () => {
    const { world, quick, press } = app
    const { bridge } = quick.webContents.page
    const told = (phase: 'speaking' | 'idle', toolTip: string): Promise<true> => {
      bridge.showPhase(phase, false)
      return eventually(() => world.trays[0].toolTip === toolTip, toolTip)
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      world.focus(undefined)
      press()
      press()
      await told('speaking', 'Parley is speaking')
      vi.advanceTimersByTime(2 * overlayStaysMs)
      expect(quick.isShown).toBe(true)
      await told('idle', 'Parley')
      vi.advanceTimersByTime(overlayStaysMs / 2)
      expect(quick.isShown).toBe(true)
      vi.advanceTimersByTime(overlayStaysMs / 2)
      expect(quick.isShown).toBe(false)
      press()
      press()
      quick.focus()
      vi.advanceTimersByTime(2 * overlayStaysMs)
      expect(quick.isShown).toBe(true)
      quick.hide()
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['stopped listening by itself', [], ['listening', 'idle']],
    ['was muted and refused it', ['muted'], ['muted', 'idle']],
  ] as const)('begins anew with the next press when the window %s', async (_, before, after) => {
    const { world, quick, press } = app
    const { page } = quick.webContents
    world.focus(undefined)
    page.commands.length = 0
    for (const phase of before) page.bridge.showPhase(phase, phase === 'muted')
    press()
    for (const phase of after) page.bridge.showPhase(phase, phase === 'muted')
    await eventually(() => world.trays[0].toolTip === 'Parley', 'the tray to be idle')
    press()
    press()
    await eventually(() => page.commands.includes('release'), 'the release')
    expect(withoutShown(page.commands)).toEqual(['press', 'press', 'release'])
    quick.hide()
  })

  it('talks to the main window when that is looked at, and from the command line as well', async () => {
    const { world, main } = app
    main.focus()
    world.app.emit('second-instance', {}, ['parley', '--toggle'])
    world.app.emit('second-instance', {}, ['parley', '--toggle'])
    await eventually(() => main.webContents.page.commands.includes('release'), 'the release')
    expect(withoutShown(main.webContents.page.commands)).toEqual(['press', 'release'])
    main.hide()
    world.app.emit('second-instance', {}, ['parley', '--hidden'])
    expect(main.isShown).toBe(false)
    world.app.emit('second-instance', {}, ['parley'])
    expect(main.isFocused()).toBe(true)
  })
}
