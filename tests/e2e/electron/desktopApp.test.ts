/** The built desktop app and its built preload, in a faithful fake of the Electron calls that they use. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { closeWorlds } from './builtDesktop'
import { desktopBoundaries } from './desktopBoundaries'
import { desktopEngine } from './desktopEngine'
import { desktopSettings } from './desktopSettings'
import { desktopTray } from './desktopTray'
import { DesktopUnderTest } from './desktopUnderTest'
import { desktopWindows } from './desktopWindows'

beforeAll(() => freshBuild(() => undefined))
afterAll(closeWorlds)

/** One app for all of it: to start one takes longer than all that is asked of it. */
describe('the desktop app', () => {
  const app = new DesktopUnderTest()
  beforeAll(() => app.start())

  desktopBoundaries(app)
  desktopEngine(app)
  desktopWindows(app)
  desktopTray(app)
  desktopSettings(app)

  it('hides when its window is closed, says so once, remembers the place, and really quits', async () => {
    const { world, main } = app
    main.place = { x: 100, y: 80, width: 900, height: 700 }
    main.webContents.zoomLevel = 1
    for (let times = 1; times <= 2; times++) {
      main.close()
      expect([main.isShown, main.isDestroyed]).toEqual([false, false])
      main.show()
    }
    main.close()
    expect(world.notifications).toEqual([expect.stringMatching(/^Parley goes on in the (tray|menu bar)$/)])
    const saved = JSON.parse(await readFile(path.join(world.userData, 'desktop.json'), 'utf8')) as object
    expect(saved).toMatchObject({
      mainWindow: { place: { x: 100, y: 80, width: 900, height: 700 }, zoomLevel: 1 },
    })
    world.trays[0].menu.find(({ label }) => label === 'Quit')!.click!()
    await eventually(() => world.hasQuit, 'the end')
    expect(world.trays).toHaveLength(0)
    const exited = world.engines.at(-1)!
    await eventually(() => exited.threadId === -1, 'the engine to end')
  })
})
