import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { fakeElectron } from './fakeElectron'

// The tests' own guard is among what an installed app forgets.
const before = { ...process.env }
afterEach(() => {
  vi.resetModules()
  Object.assign(process.env, before)
})

it.each([
  ['as it is', []],
  // As the AppImage starts it where it gets no user namespaces.
  ['without a sandbox', ['--no-sandbox']],
])('the installed program, started %s, runs a command of the command line alone', async (_, first) => {
  await freshBuild(() => undefined)
  const { electron, world } = fakeElectron(await mkdtemp(path.join(tmpdir(), 'parley-command-')))
  world.app.isPackaged = true
  vi.doMock('electron', () => electron)
  process.argv = ['parley', ...first, 'talk', '--help']
  const said: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  await import(/* @vite-ignore */ path.join(projectRoot, 'out/main/index.js'))
  await eventually(() => world.hasQuit, 'the command to end')
  write.mockRestore()
  expect(said.join('')).toContain('Asks the spoken questions')
  expect([world.windows, world.trays, world.engines]).toEqual([[], [], []])
  await rm(world.userData, { recursive: true })
})

it.each(['--remote-debugging-port=9222', '--renderer-cmd-prefix=/evil'])(
  'the installed program does not start with %s',
  async (word) => {
    const { electron, world } = fakeElectron(await mkdtemp(path.join(tmpdir(), 'parley-command-')))
    world.app.isPackaged = true
    vi.doMock('electron', () => electron)
    process.argv = ['parley', word]
    const complain = vi.spyOn(console, 'error').mockReturnValue()
    await import(/* @vite-ignore */ path.join(projectRoot, 'out/main/index.js'))
    expect(world.hasQuit).toBe(true)
    expect(complain).toHaveBeenCalledWith(
      expect.stringContaining(`With ${word.replace(/=.*/, '')} another program`),
    )
    complain.mockRestore()
    expect([world.windows, world.trays, world.engines]).toEqual([[], [], []])
    await rm(world.userData, { recursive: true })
  },
)

it('the installed program starts nothing in an environment that names code', async () => {
  const { electron, world } = fakeElectron(await mkdtemp(path.join(tmpdir(), 'parley-command-')))
  world.app.isPackaged = true
  world.isFirstInstance = false
  vi.doMock('electron', () => electron)
  process.argv = ['parley']
  for (const name of ['UIOHOOK_NAPI_PREBUILD', 'PARLEY_CUDA_DIR']) vi.stubEnv(name, '/evil')
  await import(/* @vite-ignore */ path.join(projectRoot, 'out/main/index.js'))
  expect(world.hasQuit).toBe(true)
  expect([process.env.UIOHOOK_NAPI_PREBUILD, process.env.PARLEY_CUDA_DIR]).toEqual([undefined, undefined])
  vi.unstubAllEnvs()
  await rm(world.userData, { recursive: true })
})
