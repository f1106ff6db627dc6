import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DiskPlace, PlaceKind } from '@contract'
import { conversationsDir } from '../../../src-main/engine/files/conversationsDir'
import { cudaDir } from '../../../src-main/engine/onnx/cudaDir'
import { removeTelemetry } from '../../../src-main/engine/onnx/removeTelemetry'
import { writeChosenModels } from '../../../src-main/models/chosenModels'
import { tryLock } from '../../../src-main/models/directoryLock'
import { writeModelRecord } from '../../../src-main/models/modelRecord'
import { addOwnDirectory } from '../../../src-main/models/ownDirectories'
import { configFile, userPlaces } from '../../../src-main/models/places'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import type { DesktopPlaces } from '../../../src-main/privacy/ownPlaces'
import { OwnTraces } from '../../../src-main/privacy/ownTraces'

let home: string
const watch = new ConnectionWatch({ processes: () => Promise.resolve(undefined) })

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-home-'))
  vi.stubEnv('HOME', home)
  vi.stubEnv('TMPDIR', home)
  const folders = ['XDG_DATA_HOME', 'XDG_CACHE_HOME', 'PARLEY_MODELS_DIR', 'PARLEY_CUDA_DIR', 'PARLEY_CONFIG']
  for (const name of folders) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

const placesOf = async (desktop?: DesktopPlaces): Promise<DiskPlace[]> =>
  (await new OwnTraces({ contacts: new ContactLog(), watch, ...(desktop && { desktop }) }).report()).places
const put = (file: string, text = 'x'): void => {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}
const fetchedModel = (id: string): Promise<void> => {
  const record = { id, name: id, variant: '', kind: 'voice', about: '', repository: 'a/b' } as const
  return writeModelRecord(path.join(userPlaces().modelsDir, id), { ...record, revision: 'r', files: [] })
}

it('where nothing was written there is nothing to tell of', async () => {
  expect(await placesOf()).toEqual([])
})

it('what Parley has on the disk is told by place, with its size', async () => {
  const { modelsDir } = userPlaces()
  await fetchedModel('voice')
  put(path.join(modelsDir, 'voice/onnx/model.onnx'), 'x'.repeat(1000))
  await writeChosenModels(userPlaces(), { voice: 'voice' })
  const lock = await tryLock(path.join(modelsDir, 'voice.lock'))
  put(configFile(), '{}')
  put(path.join(conversationsDir(), 'conversations.db'), 'abc')
  put(path.join(cudaDir(), 'libcudart.so'), 'abcd')
  removeTelemetry({ home, temporary: home })
  const userData = path.join(home, '.config/Parley')
  for (const name of ['desktop.json', 'hub-token', 'Local Storage/1.log', 'Cookies'])
    put(path.join(userData, name))

  const found = await placesOf({ userData, autostart: path.join(home, 'autostart/parley.desktop') })
  await lock?.release()
  const of = (kind: PlaceKind): DiskPlace | undefined => found.find((each) => each.kind === kind)
  expect(found.map(({ kind }) => kind).sort()).toEqual(
    ['conversations', 'models', 'cuda', 'config', 'note', 'settings', 'token', 'window'].sort(),
  )
  expect(of('models')).toMatchObject({ path: modelsDir, files: 4, isUsersOwn: false })
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
