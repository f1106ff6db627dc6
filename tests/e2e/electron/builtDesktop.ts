import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { eventually } from '../../rigs/eventually'
import { fakeElectron, type FakeWorld } from './fakeElectron'
import type { FakeBrowserWindow } from './fakeWindow'

const worlds: FakeWorld[] = []

/** Starts the built app in a world of its own. */
export async function start(
  args: string[],
  prepare: (world: FakeWorld) => void = () => undefined,
): Promise<FakeWorld> {
  const { electron, world } = fakeElectron(await mkdtemp(path.join(tmpdir(), 'parley-desktop-')))
  worlds.push(world)
  prepare(world)
  vi.resetModules()
  vi.doMock('electron', () => electron)
  process.argv = ['electron', 'out/main/index.js', ...args]
  // Each world has settings of its own; where none is named, they lie among the data.
  if (process.env.PARLEY_CONFIG !== '') process.env.PARLEY_CONFIG = path.join(world.userData, 'settings.yaml')
  await import(/* @vite-ignore */ path.join(projectRoot, 'out/main/index.js'))
  return world
}

/** The same, with both windows and an engine that is ready. */
export async function startWhole(
  args: string[] = [],
  prepare?: (world: FakeWorld) => void,
): Promise<{ world: FakeWorld; main: FakeBrowserWindow; quick: FakeBrowserWindow }> {
  const world = await start(args, prepare)
  await eventually(() => world.app.listeners('will-quit')[0], 'the app to be up')
  const [main, quick] = world.windows
  await eventually(() => main.webContents.page.messages.find((m) => m.type === 'ready'), 'an engine')
  return { world, main, quick }
}

/** What the app around a window wanted of it, but for showing itself. */
export const withoutShown = (commands: readonly string[]): string[] =>
  commands.filter((command) => command !== 'shown' && command !== 'hidden')

/** Ends every engine that was started, and forgets what the apps have written. */
export async function closeWorlds(): Promise<void> {
  for (const world of worlds.splice(0)) {
    await Promise.all(world.engines.map((engine) => engine.terminate()))
    await rm(world.userData, { recursive: true, force: true })
  }
}
