/** How the built desktop app starts, in a faithful fake of the Electron calls that it uses. */
import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tapMs } from '../../../src-main/app/pressToTalk'
import { builtScript } from '../../rigs/builtScript'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { closeWorlds, start, startWhole, withoutShown } from './builtDesktop'
import type { FakeWorld } from './fakeElectron'

beforeAll(async () => {
  await freshBuild(() => undefined)
  engineScript = await builtScript('tests/e2e/web/scriptedEngine.ts')
})
beforeAll(() => void (process.env.WAYLAND_DISPLAY = 'no-native-keys'))
afterAll(closeWorlds)

let engineScript: string
/** Prepares a world in which no models are loaded: how the app starts is not told by them. */
const withScript =
  (prepare: (world: FakeWorld) => void = () => undefined) =>
  (world: FakeWorld): void => {
    world.engineScript = engineScript
    prepare(world)
  }

const quit = (world: FakeWorld): void => {
  world.app.emit('before-quit')
  world.app.emit('will-quit', { preventDefault: () => undefined })
}

describe('the next start', () => {
  const remember = (world: FakeWorld, x: number): void =>
    writeFileSync(
      path.join(world.userData, 'desktop.json'),
      JSON.stringify({
        settings: { pushToTalkKey: 'F9' },
        isToldOfTray: true,
        mainWindow: { place: { x, y: 80, width: 900, height: 700 }, isMaximized: true, zoomLevel: 2 },
      }),
    )
  it('finds everything where it was left, and talks while a key is held that can be listened to', async () => {
    delete process.env.WAYLAND_DISPLAY
    const hook = new EventEmitter()
    const uIOhook = Object.assign(hook, { start: () => undefined, stop: () => undefined })
    vi.doMock('uiohook-napi', () => ({ uIOhook, UiohookKey: { F9: 67 } }))
    const { world, main, quick } = await startWhole(
      [],
      withScript((fresh) => remember(fresh, 100)),
    )
    expect([main.place, main.maximized, main.webContents.zoomLevel]).toEqual([
      { x: 100, y: 80, width: 900, height: 700 },
      true,
      2,
    ])
    main.close()
    expect(world.notifications).toEqual([])
    const { bridge } = main.webContents.page
    expect(await bridge.settings.ask({ type: 'export' })).toMatchObject({
      text: expect.stringContaining('pushToTalkKey: F9') as string,
    })
    expect(await bridge.pushToTalk()).toBe('hold')
    world.focus(undefined)
    const key = { keycode: 67, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
    hook.emit('keydown', key)
    await new Promise((resolve) => setTimeout(resolve, tapMs + 20))
    hook.emit('keyup', key)
    const { commands } = quick.webContents.page
    await eventually(() => commands.includes('release'), 'the release')
    expect(withoutShown(commands)).toEqual(['press', 'release'])
    quit(world)
    vi.doUnmock('uiohook-napi')
    process.env.WAYLAND_DISPLAY = 'no-native-keys'
  })

  it('brings a window back that was left on a screen that is gone, and begins to listen when told to', async () => {
    const { world, main, quick } = await startWhole(
      ['--toggle'],
      withScript((fresh) => remember(fresh, 9000)),
    )
    expect(main.place).toMatchObject({ width: 1000, height: 760 })
    expect([main.isShown, main.maximized]).toEqual([false, false])
    const { commands } = quick.webContents.page
    await eventually(() => commands.includes('press'), 'the press')
    // A busy machine may take so long to get here that it is put away again.
    expect([quick.timesShown, quick.isFocused()]).toEqual([1, false])
    // Never shown, it is remembered as it was; shown, it is so again.
    main.close()
    const saved = (): string => readFileSync(path.join(world.userData, 'desktop.json'), 'utf8')
    expect(JSON.parse(saved())).toMatchObject({ mainWindow: { isMaximized: true } })
    world.app.emit('activate')
    expect([main.isShown, main.maximized]).toEqual([true, true])
    main.unmaximize()
    main.close()
    expect(JSON.parse(saved())).toMatchObject({ mainWindow: { isMaximized: false } })
    quit(world)
  })
})

describe('a start without a sandbox', () => {
  const unsandboxed = async (prepare?: (world: FakeWorld) => void): Promise<FakeWorld> => {
    const world = await start(['--no-sandbox'], withScript(prepare))
    await eventually(() => world.questions[0], 'the question')
    return world
  }

  it('opens nothing until the user has said yes, who may rather quit', async () => {
    const world = await unsandboxed()
    expect(world.questions[0].message).toBe('Parley’s windows have no sandbox here.')
    expect([world.windows, world.engines]).toEqual([[], []])
    world.questions[0].answer('Quit Parley')
    await eventually(() => world.hasQuit || undefined, 'the end')
    expect([world.windows, world.engines]).toEqual([[], []])
  })

  it('is asked for in the language of the system', async () => {
    const world = await unsandboxed((fresh) => (fresh.languages = ['de-CH', 'en-US']))
    expect(world.questions[0].message).toBe('Die Fenster von Parley haben hier keine Sandbox.')
    world.questions[0].answer('Parley beenden')
    await eventually(() => world.hasQuit || undefined, 'the end')
  })

  it('asks once, and says so in the settings ever after', async () => {
    const asked = await unsandboxed()
    asked.questions[0].answer('Go on without it')
    const main = await eventually(() => asked.windows[0]?.webContents.page, 'the window')
    await eventually(() => main.isLoaded || undefined, 'the page')
    expect(await main.bridge.hasSandbox()).toBe(false)
    quit(asked)
    const saved = readFileSync(path.join(asked.userData, 'desktop.json'), 'utf8')
    const { world } = await startWhole(
      ['--no-sandbox'],
      withScript((fresh) => writeFileSync(path.join(fresh.userData, 'desktop.json'), saved)),
    )
    expect(world.questions).toEqual([])
    quit(world)
  })
})

describe('a second start', () => {
  it('leaves everything to the first', async () => {
    const world = await start([], (fresh) => (fresh.isFirstInstance = false))
    expect(world.hasQuit).toBe(true)
    expect(world.windows).toHaveLength(0)
    expect(world.engines).toHaveLength(0)
  })
})

describe('a further start while the first is under way', () => {
  it.each([
    ['shows the window of a hidden one', 'second-instance', ['parley']],
    ['shows it by a click in the dock, too', 'activate', []],
  ])('%s', async (_, event, argv) => {
    const { world, main } = await startWhole(
      ['--hidden'],
      withScript(({ app }) => app.once('ready', () => app.emit(event, {}, argv))),
    )
    await eventually(() => main.isShown || undefined, 'the window')
    quit(world)
  })

  it('begins to listen once the page is there', async () => {
    const { world, quick } = await startWhole(
      ['--hidden'],
      withScript(({ app }) =>
        app.once('ready', () => app.emit('second-instance', {}, ['parley', '--toggle'])),
      ),
    )
    const { commands } = quick.webContents.page
    await eventually(() => commands.includes('press'), 'the press')
    quit(world)
  })
})

describe('a hidden start', () => {
  it('shows no window until it is asked for, and lets each know, so that none answers a voice', async () => {
    // The tests' own guard is among what an installed app forgets.
    const before = { ...process.env }
    const { world, main, quick } = await startWhole(
      ['--hidden'],
      withScript((fresh) => {
        fresh.app.isPackaged = true
        // As a start with the session: the entry is of an AppImage that has been moved since.
        process.env.APPIMAGE = '/home/me/Apps/Parley 2.AppImage'
        process.env.APPDIR = path.dirname(process.execPath)
        mkdirSync(path.join(fresh.userData, 'autostart'))
        writeFileSync(path.join(fresh.userData, 'autostart/parley.desktop'), 'Exec="/old/Parley 1.AppImage"')
      }),
    )
    for (const name of ['APPIMAGE', 'APPDIR']) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, before)
    if (process.platform === 'linux')
      expect(await readFile(path.join(world.userData, 'autostart/parley.desktop'), 'utf8')).toMatch(
        /^Exec="\/home\/me\/Apps\/Parley 2\.AppImage" "--hidden"$/m,
      )
    expect([main.isShown, quick.isShown]).toEqual([false, false])
    const told = [main, quick].map(({ webContents }) => webContents.page.commands)
    expect(told).toEqual([['hidden'], ['hidden']])
    world.app.emit('activate')
    expect(main.isShown).toBe(true)
    await eventually(() => told[0].includes('shown'), 'the page to know')
    main.close()
    await eventually(() => told[0].at(-1) === 'hidden', 'the page to know')
    world.app.emit('before-quit')
    world.app.emit('will-quit', { preventDefault: () => undefined })
  })
})
