/** What a window of the built desktop app sees of its traces, and how they go. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { removalReport, type DesktopBridge, type PlaceKind } from '@contract'
import { filesBelow } from '../../../packaging/stageApp'
import { eventually } from '../../rigs/eventually'
import { freshBuild } from '../../rigs/freshBuild'
import { closeWorlds, startWhole } from './builtDesktop'
import type { FakeWorld } from './fakeElectron'
import type { FakeBrowserWindow } from './fakeWindow'

const data = mkdtempSync(path.join(tmpdir(), 'parley-data-'))
let world: FakeWorld
let main: FakeBrowserWindow
let quick: FakeBrowserWindow
let bridge: DesktopBridge

beforeAll(async () => {
  await freshBuild(() => undefined)
  for (const name of ['XDG_DATA_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, data)
  vi.stubEnv('PARLEY_CONFIG', '')
  vi.stubEnv('WAYLAND_DISPLAY', 'no-native-keys')
  ;({ world, main, quick } = await startWhole())
  bridge = main.webContents.page.bridge
})
afterAll(async () => {
  await closeWorlds()
  vi.unstubAllEnvs()
  rmSync(data, { recursive: true, force: true })
})

const kinds = async (): Promise<PlaceKind[]> =>
  (await bridge.privacy.report()).places.map(({ kind }) => kind).sort()

const change = (changes: Record<string, unknown>): Promise<unknown> =>
  bridge.settings.ask({ type: 'change', changes })

it('tells of the settings, the sealed token, the start with the session and what Chromium keeps', async () => {
  await change({ pushToTalkKey: 'F8', autostart: true })
  await bridge.models.token.keep('hf_token')
  writeFileSync(path.join(world.userData, 'Cookies'), 'crumbs')
  const places: PlaceKind[] = ['config', 'conversations', 'logs', 'note', 'token', 'window']
  if (process.platform === 'linux') places.push('autostart')
  expect(await kinds()).toEqual(places.sort())
})

it('quits at no page’s word before everything was removed', async () => {
  bridge.privacy.quit?.()
  await bridge.privacy.report()
  expect([world.hasQuit, main.isDestroyed]).toEqual([false, false])
})

it('removes it all, with the engine gone first, and what Chromium has open when it quits', async () => {
  expect([world.trays.length, world.shortcuts.size]).toEqual([1, 1])
  const { removed, stayed } = removalReport.parse(await bridge.privacy.removeAll({ keepModels: false }))
  expect(world.engines.map(({ threadId }) => threadId)).toEqual([-1])
  expect(removed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['config', 'note', 'token']))
  expect(stayed).toContainEqual({ kind: 'window', path: world.userData, why: 'open' })
  expect(world.cleared.sort()).toEqual(['clearCache', 'clearCodeCaches', 'clearStorageData'])
  expect(filesBelow(world.userData)).toEqual(['Cookies'])
  expect(existsSync(path.join(data, 'parley'))).toBe(false)
  expect(await bridge.models.ask({ type: 'fetch', id: 'kokoro-82m-fp32' })).toMatchObject({ code: 'busy' })

  // Nobody is there any more who would answer.
  expect([world.trays.length, world.shortcuts.size]).toEqual([0, 0])
  await change({ pushToTalkKey: 'F9' })
  world.app.emit('second-instance', {}, ['parley', '--toggle'])
  expect([world.shortcuts.size, quick.isShown]).toEqual([0, false])
  // It would note where it was.
  main.emit('session-end')
  bridge.privacy.quit?.()
  await eventually(() => world.hasQuit, 'the end')
  expect(main.isDestroyed).toBe(true)
  expect(existsSync(world.userData)).toBe(false)
})

it('quits when its window is closed after that, instead of going on unseen', async () => {
  const other = await startWhole()
  await other.main.webContents.page.bridge.privacy.removeAll({ keepModels: false })
  expect(other.world.hasQuit).toBe(false)
  other.main.close()
  await eventually(() => other.world.hasQuit, 'the end')
  expect([other.quick.isDestroyed, existsSync(other.world.userData)]).toEqual([true, false])
})
