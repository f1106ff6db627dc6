import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { fakeElectron } from './fakeElectron'

afterEach(() => vi.resetModules())

it.each([
  ['as it is', []],
  // As the AppImage starts it where it gets no user namespaces.
  ['without a sandbox', ['--no-sandbox']],
])('the installed program, started %s, runs a command of the command line alone', async (_, before) => {
  await freshBuild('desktop', () => undefined)
  const { electron, world } = fakeElectron(await mkdtemp(path.join(tmpdir(), 'parley-command-')))
  world.app.isPackaged = true
  vi.doMock('electron', () => electron)
  process.argv = ['parley', ...before, 'talk', '--help']
  const said: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  await import(/* @vite-ignore */ path.join(projectRoot, 'out/main/index.js'))
  await eventually(() => world.hasQuit, 'the command to end')
  write.mockRestore()
  expect(said.join('')).toContain('Asks the spoken questions')
  expect([world.windows, world.trays, world.engines]).toEqual([[], [], []])
  await rm(world.userData, { recursive: true })
})
