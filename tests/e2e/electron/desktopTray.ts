import { expect, it } from 'vitest'
import { eventually } from '../../rigs/eventually'
import type { DesktopUnderTest } from './desktopUnderTest'

/** What stands in the tray, in the menus and in the notices of the system. */
export function desktopTray(app: DesktopUnderTest): void {
  it('does from the tray what its menu says', async () => {
    const { world, main, quick } = app
    const [tray] = world.trays
    const choose = (label: string): void => tray.menu.find((item) => item.label === label)!.click!()
    expect(tray.menu.map(({ label, type }) => label ?? type)).toEqual([
      'Quick conversation',
      'Mute',
      'Push-to-talk key: Ctrl+Alt+Space',
      'separator',
      'Open Parley',
      'Quit',
    ])
    world.focus(undefined)
    main.hide()
    choose('Quick conversation')
    expect([quick.isShown, quick.isFocused()]).toEqual([true, true])
    quick.hide()
    choose('Mute')
    await eventually(() => quick.webContents.page.commands.includes('toggle-mute'), 'the muting')
    const { bridge } = quick.webContents.page
    bridge.showPhase('muted', true)
    await eventually(() => tray.menu.find(({ label, checked }) => label === 'Mute' && checked), 'the tick')
    // Who is muted can type, and is answered.
    bridge.showPhase('speaking', true)
    await eventually(() => tray.toolTip === 'Parley is speaking', 'the answer')
    expect(tray.menu.find(({ label }) => label === 'Mute')).toMatchObject({ checked: true })
    bridge.showPhase('speaking', false)
    await eventually(() => tray.menu.find(({ label, checked }) => label === 'Mute' && !checked), 'no tick')
    bridge.showPhase('idle', false)
    await eventually(() => tray.toolTip === 'Parley', 'the tray to be idle')
    choose('Open Parley')
    expect(main.isFocused()).toBe(true)
    quick.webContents.page.commands.length = 0
  })

  it('tells by the system what rings while nobody looks at its window, until that is silent', async () => {
    const { world, main } = app
    const { bridge } = main.webContents.page
    const timer = { ring: 1, kind: 'timer', dueAt: 0, label: 'Tea', isSilent: false } as const
    const alarm = { ring: 2, kind: 'alarm', dueAt: 0, isSilent: false } as const
    const before = world.notifications.length
    const told = (): string[] => world.notifications.slice(before)
    main.hide()
    bridge.showRinging([alarm])
    await eventually(() => told().length > 0, 'the notice')
    expect(told()).toEqual(['An alarm rings'])
    world.clickNotification()
    expect(main.isFocused()).toBe(true)
    // What rings when somebody looks is seen.
    bridge.showRinging([timer, { ...alarm, isSilent: true }])
    await eventually(() => told().length === 0, 'the notice to go')
    main.hide()
    bridge.showRinging([{ ...timer, ring: 3 }])
    await eventually(() => told().length > 0, 'the next one')
    expect(told()).toEqual(['Timer: Tea'])
    bridge.showRinging([])
    await eventually(() => told().length === 0, 'that to go, too')
    main.show()
  })

  it('has a menu for editing, zooming, and telling what it is', () => {
    const { world } = app
    const items = world.menu.flatMap((item) => [item, ...(item.submenu ?? [])])
    const roles = items.map(({ role }) => role)
    for (const role of ['editMenu', 'zoomIn', 'zoomOut', 'resetZoom']) expect(roles).toContain(role)
    items.find(({ label }) => label === 'About Parley')!.click!()
    expect(world.isAboutShown).toBe(true)
    expect(items.find(({ label }) => label === 'Quit')?.accelerator).toBe('CommandOrControl+Q')
  })

  it('shows in the tray what goes on, each state in a shape of its own', async () => {
    const { world, main } = app
    const [tray] = world.trays
    const pictures = new Set([tray.image.pixels[0].toString('hex')])
    for (const phase of ['listening', 'thinking', 'speaking', 'muted', 'trouble'] as const) {
      main.webContents.page.bridge.showPhase(phase, phase === 'muted')
      await eventually(() => !pictures.has(tray.image.pixels[0].toString('hex')), phase)
      pictures.add(tray.image.pixels[0].toString('hex'))
    }
    expect(tray.toolTip).toBe('Parley needs you')
    main.webContents.page.bridge.showPhase('idle', false)
    await eventually(() => tray.toolTip === 'Parley', 'the tray to be idle')
  })
}
