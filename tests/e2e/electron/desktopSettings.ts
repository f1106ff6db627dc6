import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { DesktopUnderTest } from './desktopUnderTest'

/** What is chosen in a window and acts outside of it. */
export function desktopSettings(app: DesktopUnderTest): void {
  it('takes another key, says what became of it, and checks it by a real press', async () => {
    const { world, main, change } = app
    const { bridge } = main.webContents.page
    world.takenKeys.add('F8')
    await change({ pushToTalkKey: 'F8' })
    expect(await bridge.pushToTalk()).toBe('taken')
    await change({ pushToTalkKey: 'Nonsense' })
    expect(await bridge.pushToTalk()).toBe('taken')
    expect(await change({ pushToTalkKey: 'F9' })).toMatchObject({
      told: { said: { pushToTalkKey: { value: 'F9', source: 'chosen' } } },
    })
    expect(await bridge.pushToTalk()).toBe('toggle')
    const check = bridge.checkPushToTalk()
    await Promise.resolve()
    world.shortcuts.get('F9')!()
    expect(await check).toBe(true)
    expect(world.trays[0].menu[2].label).toBe('Push-to-talk key: F9')
    expect(await change({ pushToTalkKey: '' })).toMatchObject({ error: { code: 'config-invalid' } })
  })

  it('speaks the language that was chosen, in tray and menus, at once', async () => {
    const { world, change } = app
    await change({ language: 'de' })
    expect([world.trays[0].menu.at(-1)?.label, world.menu.map(({ label }) => label)]).toEqual([
      'Beenden',
      expect.arrayContaining(['Bearbeiten']),
    ])
    await change({ language: null })
    expect(world.menu.map(({ label }) => label)).toContain('Edit')
  })

  it('starts with the session, hidden, when told to', async () => {
    const { world, change } = app
    const entry = path.join(world.userData, 'autostart/parley.desktop')
    await change({ autostart: true })
    if (process.platform === 'linux') expect(await readFile(entry, 'utf8')).toMatch(/^Exec=.*"--hidden"$/m)
    else expect(world.loginItem).toMatchObject({ openAtLogin: true })
    await change({ autostart: false })
    if (process.platform === 'linux') await expect(readFile(entry)).rejects.toThrow()
  })

  it.runIf(process.platform === 'linux')(
    'leaves it to the system when it is switched off there',
    async () => {
      const { world, change } = app
      const entry = path.join(world.userData, 'autostart/parley.desktop')
      await change({ autostart: true })
      await rm(entry)
      expect(await change({ pushToTalkKey: 'F9' })).toMatchObject({
        told: { said: { autostart: { value: false } } },
      })
      await expect(readFile(entry)).rejects.toThrow()
    },
  )
}
