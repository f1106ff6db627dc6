import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { bundledGraph } from '../../../packaging/kokoroGraph'
import type { AppFiles } from '../../../src-main/engine/files/shippedFiles'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import { desktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { OwnTraces } from '../../../src-main/privacy/ownTraces'
import { bundledTones } from '../../rigs/models/bundledVoice'

const { home, resources } = vi.hoisted(() => ({ home: { path: '' }, resources: { path: '' } }))
vi.mock('../../../src-main/engine/files/shippedFiles', async (importActual) => {
  const actual = await importActual<{ readonly ownFiles: AppFiles }>()
  const shipped = (name: string): string => path.join(resources.path, name)
  return { ...actual, ownFiles: { ...actual.ownFiles, isInstalled: true, shipped } }
})

beforeAll(() => {
  home.path = mkdtempSync(path.join(tmpdir(), 'parley-home-'))
  resources.path = path.join(home.path, 'resources')
  for (const name of ['HOME', 'TMPDIR', 'XDG_RUNTIME_DIR']) vi.stubEnv(name, home.path)
  for (const name of [
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'XDG_CACHE_HOME',
    'PARLEY_MODELS_DIR',
    'PARLEY_CONFIG',
  ])
    vi.stubEnv(name, undefined)
  bundledTones(resources.path)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home.path, { recursive: true })
})

it('a model that came with the app is told of with its size, and stays when all is removed', async () => {
  const traces = new OwnTraces({
    ...{ contacts: new ContactLog(), watch: new ConnectionWatch({ processes: () => undefined }) },
    ...{ letGo: () => Promise.resolve(), desktop: desktopPlaces() },
  })
  const { places } = await traces.report()
  expect(places).toEqual([
    {
      kind: 'bundled',
      path: path.dirname(path.join(resources.path, bundledGraph)),
      sizeBytes: expect.any(Number) as number,
      files: 2,
      isUsersOwn: false,
    },
  ])
  expect(await traces.removeAll({ keepModels: false })).toEqual({ removed: [], stayed: [] })
  expect(existsSync(path.join(resources.path, bundledGraph))).toBe(true)
})
