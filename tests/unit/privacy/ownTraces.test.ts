import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  removalReport,
  type DiskPlace,
  type PlaceKind,
  type RemovalReport,
  type RemovalRequest,
} from '@contract'
import { conversationsDir } from '../../../src-main/engine/files/conversationsDir'
import { cudaDir } from '../../../src-main/engine/onnx/cudaDir'
import { dataDir } from '../../../src-main/engine/files/dataDir'
import { logsDir } from '../../../src-main/engine/files/logsDir'
import { recordingsDir } from '../../../src-main/engine/files/recordingsDir'
import { removeTelemetry } from '../../../src-main/engine/onnx/removeTelemetry'
import { tryLock } from '../../../src-main/models/directoryLock'
import { writeModelRecord } from '../../../src-main/models/modelRecord'
import { addOwnDirectory } from '../../../src-main/models/ownDirectories'
import { settingsFile, userPlaces } from '../../../src-main/models/places'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import { desktopPlaces, type DesktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { OwnTraces } from '../../../src-main/privacy/ownTraces'

let home: string
const watch = new ConnectionWatch({ processes: () => undefined })

beforeEach(() => {
  isLetGo = isForgotten = false
  home = mkdtempSync(path.join(tmpdir(), 'parley-home-'))
  vi.stubEnv('HOME', home)
  vi.stubEnv('TMPDIR', home)
  vi.stubEnv('XDG_RUNTIME_DIR', home)
  const folders = [
    'XDG_CONFIG_HOME',
    'APPDATA',
    'XDG_DATA_HOME',
    'XDG_CACHE_HOME',
    'PARLEY_MODELS_DIR',
    'PARLEY_CUDA_DIR',
    'PARLEY_CONFIG',
  ]
  for (const name of folders) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

/** Whether the engine and the fetches were ended, and what pages keep forgotten. */
let isLetGo = false
let isForgotten = false
/** @param desktop of the desktop app itself; absent: of a web host */
const traces = (desktop?: DesktopPlaces): OwnTraces =>
  new OwnTraces({
    ...{ contacts: new ContactLog(), watch, desktop: desktop ?? desktopPlaces() },
    letGo: () => Promise.resolve(void (isLetGo = true)),
    ...(desktop && { forget: () => Promise.resolve(void (isForgotten = true)) }),
  })
const remove = async (request: RemovalRequest): Promise<RemovalReport> =>
  removalReport.parse(await traces().removeAll(request))
const placesOf = async (desktop?: DesktopPlaces): Promise<DiskPlace[]> =>
  (await traces(desktop).report()).places
const put = (file: string, text = 'x'): void => {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}
const fetchedModel = (id: string): Promise<void> => {
  const record = { id, name: id, variant: '', kind: 'voice', repository: 'a/b' } as const
  return writeModelRecord(path.join(userPlaces().modelsDir, id), { ...record, revision: 'r', files: [] })
}

it('where nothing was written there is nothing to tell of', async () => {
  expect(await placesOf()).toEqual([])
})

it('what Parley has on the disk is told by place, with its size', async () => {
  const { modelsDir } = userPlaces()
  await fetchedModel('voice')
  put(path.join(modelsDir, 'voice/onnx/model.onnx'), 'x'.repeat(1000))
  const lock = await tryLock(path.join(modelsDir, 'voice.lock'))
  put(settingsFile(), '{}')
  put(path.join(conversationsDir(), 'conversations.db'), 'abc')
  put(path.join(cudaDir(), 'unpacked/some.whl/files.json'), '[  ]')
  removeTelemetry({ home, temporary: home })
  const userData = path.join(home, '.config/Parley')
  for (const name of ['desktop.json', 'hub-token', 'Local Storage/1.log', 'Cookies'])
    put(path.join(userData, name))

  const found = await placesOf({ userData, isOpen: () => true })
  await lock?.release()
  const of = (kind: PlaceKind): DiskPlace | undefined => found.find((each) => each.kind === kind)
  expect(found.map(({ kind }) => kind).sort()).toEqual(
    ['conversations', 'models', 'cuda', 'config', 'note', 'settings', 'token', 'window'].sort(),
  )
  expect(of('models')).toMatchObject({ path: modelsDir, files: 3, isUsersOwn: false })
  expect(of('models')!.sizeBytes).toBeGreaterThan(1000)
  expect(of('conversations')).toMatchObject({ sizeBytes: 3, files: 1 })
  expect(of('cuda')).toMatchObject({ sizeBytes: 4 })
  // What has a line of its own is not counted twice.
  expect(of('window')).toMatchObject({ path: userData, sizeBytes: 2, files: 2 })
})

it('what is the user’s own counts for nothing, also within a place of Parley’s', async () => {
  const { modelsDir } = userPlaces()
  const own = path.join(modelsDir, 'mine')
  put(path.join(own, 'model.onnx'), 'x'.repeat(5000))
  await addOwnDirectory(userPlaces(), own, 'voice')
  put(path.join(modelsDir, 'diary.txt'), 'x'.repeat(5000))
  const [models] = await placesOf()
  expect(models).toMatchObject({ kind: 'models', files: 1 })
  expect(models.sizeBytes).toBeLessThan(5000)

  vi.stubEnv('PARLEY_CONFIG', path.join(home, 'dotfiles/parley.json'))
  put(path.join(home, 'dotfiles/parley.json'), '{}')
  expect((await placesOf()).find(({ kind }) => kind === 'config')).toMatchObject({ isUsersOwn: true })
})

it.skipIf(process.platform === 'win32')('a link is told as one, and not followed', async () => {
  const { modelsDir } = userPlaces()
  const far = path.join(home, 'far')
  put(path.join(far, 'voice/model.onnx'), 'x'.repeat(5000))
  mkdirSync(path.dirname(modelsDir), { recursive: true })
  symlinkSync(far, modelsDir)
  expect(await placesOf()).toMatchObject([{ kind: 'models', sizeBytes: 0, leadsTo: far }])
})

describe('removing it all', () => {
  const userData = (): string => path.join(home, '.config/Parley')
  const openDesktop = (): DesktopPlaces => ({
    userData: userData(),
    isOpen: () => true,
    autostart: path.join(home, '.config/autostart/parley.desktop'),
  })
  const own = (): string => dataDir(process.env, process.platform, home)

  async function fill(): Promise<void> {
    await fetchedModel('voice')
    put(path.join(userPlaces().modelsDir, 'voice/onnx/model.onnx'))
    put(settingsFile())
    put(path.join(conversationsDir(), 'conversations.db'))
    put(path.join(conversationsDir(), 'conversations.db-wal'))
    put(path.join(recordingsDir(), '20261130T000000-abcdef.jsonl'))
    put(path.join(logsDir(), 'parley.log'))
    removeTelemetry({ home, temporary: home })
    const { autostart } = openDesktop()
    for (const file of [autostart!, path.join(userData(), 'desktop.json'), path.join(userData(), 'Cookies')])
      put(file)
  }

  it('lets go of the files first, and leaves nothing but what Chromium has open', async () => {
    await fill()
    const all = traces(openDesktop())
    const { removed, stayed } = removalReport.parse(await all.removeAll({ keepModels: false }))
    expect([isLetGo, isForgotten, all.isRemoved]).toEqual([true, true, true])
    expect(removed.map(({ kind }) => kind).sort()).toEqual(
      ['autostart', 'config', 'conversations', 'logs', 'models', 'note', 'recordings', 'settings'].sort(),
    )
    expect(removed.find(({ kind }) => kind === 'conversations')).toMatchObject({ files: 2, sizeBytes: 2 })
    expect(stayed).toEqual([{ kind: 'window', path: userData(), why: 'open' }])
    expect(existsSync(own())).toBe(false)

    await all.removeRest()
    expect(existsSync(userData())).toBe(false)
    expect((await all.report()).places).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')(
    'takes what the desktop app has from outside of it as well, but not while it runs',
    async () => {
      await fill()
      const lock = path.join(userData(), 'SingletonLock')
      symlinkSync('host-1234', lock)
      expect((await remove({ keepModels: true })).stayed).toContainEqual({
        ...{ kind: 'window', path: userData(), why: 'held' },
      })
      rmSync(lock)
      await fill()
      const { removed } = await remove({ keepModels: false })
      expect(removed.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['autostart', 'settings', 'window']),
      )
      expect(existsSync(userData())).toBe(false)
    },
  )

  it('keeps models and libraries where that is wanted', async () => {
    await fill()
    const { modelsDir } = userPlaces()
    const { removed, stayed } = await remove({ keepModels: true })
    expect(removed.map(({ kind }) => kind)).not.toContain('models')
    expect(stayed).toEqual([{ kind: 'models', path: modelsDir, why: 'wanted' }])
    expect(existsSync(path.join(modelsDir, 'voice/onnx/model.onnx'))).toBe(true)
    expect(existsSync(conversationsDir())).toBe(false)
  })

  it('leaves what the user brought, also within a place of Parley’s', async () => {
    await fill()
    const { modelsDir } = userPlaces()
    const brought = path.join(modelsDir, 'mine/model.onnx')
    put(brought)
    await addOwnDirectory(userPlaces(), path.dirname(brought), 'voice')
    const { stayed } = await remove({ keepModels: false })
    expect(stayed).toContainEqual({ kind: 'models', path: path.dirname(brought), why: 'users-own' })
    expect(stayed).toContainEqual({ kind: 'models', path: modelsDir, why: 'shared' })
    expect(existsSync(brought)).toBe(true)
    expect(existsSync(path.join(modelsDir, 'voice'))).toBe(false)
  })

  it('takes of a folder that the user named only what is Parley’s, and leaves the folder', async () => {
    const named = path.join(home, 'named')
    vi.stubEnv('PARLEY_MODELS_DIR', named)
    vi.stubEnv('PARLEY_CONFIG', path.join(home, 'dotfiles/parley.json'))
    await fill()
    expect((await remove({ keepModels: false })).stayed).toEqual([
      { kind: 'config', path: settingsFile(), why: 'users-own' },
    ])
    expect([existsSync(named), existsSync(path.join(named, 'voice')), existsSync(settingsFile())]).toEqual([
      true,
      false,
      true,
    ])
    put(path.join(named, 'holiday.jpg'))
    await fill()
    expect((await remove({ keepModels: false })).stayed).toContainEqual({
      ...{ kind: 'models', path: named, why: 'shared' },
    })
    expect(existsSync(path.join(named, 'holiday.jpg'))).toBe(true)
  })

  it('leaves locks and notes of others in a folder that the user named, however old', async () => {
    const named = path.join(home, 'named')
    vi.stubEnv('PARLEY_MODELS_DIR', named)
    vi.stubEnv('PARLEY_CUDA_DIR', path.join(named, 'poetry'))
    await fetchedModel('voice')
    const theirs = ['yarn.lock', 'voice.lock', 'empty.lock', 'poetry.lock', 'chosen.json', 'directories.json']
    const longAgo = new Date(Date.now() - 120_000)
    for (const name of theirs) {
      put(path.join(named, name), name === 'empty.lock' ? '' : '{"colour":"red"}')
      utimesSync(path.join(named, name), longAgo, longAgo)
    }
    // Of a Parley that was killed.
    put(path.join(named, 'other.lock'), JSON.stringify({ pid: 2 ** 22 + 1, nonce: 'gone' }))
    const { stayed } = await remove({ keepModels: false })
    expect(readdirSync(named).sort()).toEqual([...theirs].sort())
    expect(stayed).toEqual([{ kind: 'models', path: named, why: 'shared' }])
  })

  it.skipIf(process.platform === 'win32')('removes links, and leaves what they lead to', async () => {
    await fill()
    const far = path.join(home, 'far')
    put(path.join(far, 'voice/model.onnx'))
    const { modelsDir } = userPlaces()
    symlinkSync(far, path.join(modelsDir, 'voice/linked'))
    rmSync(conversationsDir(), { recursive: true })
    symlinkSync(far, conversationsDir())
    expect((await remove({ keepModels: false })).stayed).toEqual([
      { kind: 'conversations', path: far, why: 'linked' },
    ])
    expect(existsSync(path.join(far, 'voice/model.onnx'))).toBe(true)
    expect(existsSync(own())).toBe(false)
  })

  it('leaves a model that another Parley fetches, and says so', async () => {
    await fill()
    await fetchedModel('other')
    const { modelsDir } = userPlaces()
    // As another process would hold it: this one's own counts as another's as well.
    const lock = await tryLock(path.join(modelsDir, 'other.lock'))
    const { stayed } = await remove({ keepModels: false })
    expect(stayed).toContainEqual({ kind: 'models', path: path.join(modelsDir, 'other'), why: 'fetching' })
    expect(existsSync(path.join(modelsDir, 'other'))).toBe(true)
    expect(existsSync(path.join(modelsDir, 'voice'))).toBe(false)
    await lock?.release()
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says what may not be removed, and removes the rest',
    async () => {
      await fill()
      chmodSync(conversationsDir(), 0o500)
      const { removed, stayed } = await remove({ keepModels: false })
      chmodSync(conversationsDir(), 0o700)
      expect(stayed).toContainEqual({
        ...{ kind: 'conversations', path: path.join(conversationsDir(), 'conversations.db'), why: 'held' },
      })
      expect(removed.map(({ kind }) => kind)).toContain('models')
    },
  )

  it('has nothing to remove where there is nothing, and may be asked twice', async () => {
    for (let times = 0; times < 2; times++)
      expect(await traces(openDesktop()).removeAll({ keepModels: false })).toEqual({
        ...{ removed: [], stayed: [] },
      })
  })
})
