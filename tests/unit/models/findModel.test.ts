import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { catalogue } from '../../../src-main/models/catalogue'
import { cudaDir } from '../../../src-main/engine/onnx/cudaDir'
import { findModel } from '../../../src-main/models/findModel'
import { importModel } from '../../../src-main/models/importModel'
import { handedFolders } from '../../../src-main/engine/files/handedFolders'
import { desktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { runsFolder } from '../../../src-main/engineProcess/runFolders'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { settingsFile, userPlaces } from '../../../src-main/models/places'
import { listModels, removeModel, verifyModel } from '../../../src-main/models/storedModels'
import { makeToneVoice } from '../../rigs/models/toneVoice'
import { scratchPlaces } from './pullFixture'

const nano = fileURLToPath(new URL('../../../models/nano', import.meta.url))
let places: ReturnType<typeof scratchPlaces>
beforeEach(() => (places = scratchPlaces()))
afterEach(() => places.remove())

test('a model is found by the directory that it lies in', async () => {
  expect(await findModel(nano, 'listener', places)).toBe(nano)
  await expect(findModel(path.join(nano, 'nowhere'), 'listener', places)).rejects.toThrow(
    /There is no model directory/,
  )
})

test('an imported directory is found by its ID, and is not removed with it', async () => {
  expect(await importModel(places, nano)).toBe('nano')
  expect(await importModel(places, nano)).toBe('nano')
  expect(await findModel('nano', 'listener', places)).toBe(nano)
  await expect(findModel('nano', 'voice', places)).rejects.toThrow(
    /nano is not a voice. It goes with --model/,
  )
  expect((await listModels(places)).at(-1)).toMatchObject({
    id: 'nano',
    state: 'ready',
    isOwnDirectory: true,
  })
  await expect(verifyModel(places, 'nano', new AbortController().signal)).rejects.toThrow(
    /a folder of your own/,
  )
  await removeModel(places, 'nano')
  await expect(findModel('nano', 'listener', places)).rejects.toMatchObject({ code: 'model-missing' })
  expect(await findModel(nano, 'listener', places)).toBe(nano)
})

test('a directory without a whole model is not imported, and the sentence says what is missing', async () => {
  const voice = path.join(places.root, 'A Voice')
  makeToneVoice(voice)
  expect(await importModel(places, voice)).toBe('a-voice')
  await expect(importModel(places, places.root)).rejects.toThrow(/holds no model that Parley reads/)
  await expect(importModel(places, path.join(voice, 'nowhere'))).rejects.toThrow(
    /There is no model directory/,
  )
  const listener = path.join(places.root, 'listener')
  mkdirSync(path.join(listener, 'onnx', 'decoder_model_merged.onnx'), { recursive: true })
  await expect(importModel(places, listener)).rejects.toThrow(/lacks config\.json/)
})

test('a folder of links, as Hugging Face’s cache is, is imported; one whose weights alone are links is not, with the command that takes them', async () => {
  const cached = path.join(places.hubCacheDir, 'models--maker--a--voice', 'snapshots', 'c0ffee')
  makeToneVoice(cached)
  expect(await importModel(places, cached)).toBe('c0ffee')
  const weights = path.join(cached, 'onnx', 'model.onnx_data')
  writeFileSync(weights, 'weights')
  expect(await importModel(places, cached)).toBe('c0ffee')
  renameSync(weights, path.join(places.hubCacheDir, 'blob'))
  symlinkSync(path.join(places.hubCacheDir, 'blob'), weights)
  await expect(importModel(places, cached)).rejects.toThrow(
    /are links to another folder, .* npm run models -- pull maker\/a--voice/,
  )
  const graph = path.join(cached, 'onnx', 'model.onnx')
  renameSync(graph, path.join(places.hubCacheDir, 'graph'))
  symlinkSync(path.join(places.hubCacheDir, 'graph'), graph)
  expect(await importModel(places, cached)).toBe('c0ffee')
})

test('a model of the catalogue that is not here is named with the command that fetches it', async () => {
  for (const { id, kind } of catalogue)
    await expect(findModel(id, kind, places)).rejects.toThrow(`Fetch it with: npm run models -- pull ${id}`)
})

test('the places are those of the platform, unless the environment names others', () => {
  const home = '/home/ada'
  expect(userPlaces({}, 'linux', home)).toEqual({
    modelsDir: '/home/ada/.local/share/parley/models',
    hubCacheDir: '/home/ada/.cache/huggingface/hub',
  })
  expect(userPlaces({ XDG_DATA_HOME: '/data', XDG_CACHE_HOME: '/cache' }, 'linux', home)).toEqual({
    modelsDir: '/data/parley/models',
    hubCacheDir: '/cache/huggingface/hub',
  })
  expect(userPlaces({ HF_HOME: '/hf' }, 'darwin', '/Users/ada')).toEqual({
    modelsDir: '/Users/ada/Library/Application Support/Parley/models',
    hubCacheDir: '/hf/hub',
  })
  expect(userPlaces({ LOCALAPPDATA: 'C:\\Local' }, 'win32', 'C:\\Users\\ada').modelsDir).toBe(
    'C:\\Local\\Parley\\models',
  )
  expect(userPlaces({ PARLEY_MODELS_DIR: '/m', HF_HUB_CACHE: '/c' }, 'linux', home)).toEqual({
    modelsDir: '/m',
    hubCacheDir: '/c',
  })
  // What is set to nothing is not set.
  expect(cudaDir({ PARLEY_CUDA_DIR: '', XDG_DATA_HOME: '' })).toBe(cudaDir({}))
})

test('a folder of the system’s that depends on where a program was started counts as not set', () => {
  const [home, relative] = ['/home/ada', 'some/folder']
  const names = [
    'XDG_DATA_HOME',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'XDG_RUNTIME_DIR',
    'LOCALAPPDATA',
    'APPDATA',
  ]
  const env = Object.fromEntries(names.map((name) => [name, relative]))
  for (const platform of ['linux', 'win32']) {
    expect(userPlaces(env, platform, home)).toEqual(userPlaces({}, platform, home))
    expect(desktopPlaces(env, platform, home).userData).toBe(desktopPlaces({}, platform, home).userData)
  }
  expect(runsFolder({ XDG_RUNTIME_DIR: '.' }, 'linux')).toBe(runsFolder({}, 'linux'))
})

test.each<[string, () => string]>([
  [
    'none',
    () => {
      throw new Error('A system error occurred: uv_os_homedir returned ENOENT')
    },
  ],
  ['one that is set to nothing', () => ''],
  ['one that is no folder', () => os.devNull],
])('a user whose home is %s has nothing kept, and no settings', (_, homedir) => {
  vi.spyOn(os, 'homedir').mockImplementation(homedir)
  try {
    const { modelsDir, hubCacheDir } = userPlaces({}, 'linux')
    for (const place of [modelsDir, hubCacheDir, settingsFile({}), cudaDir({})])
      expect(path.isAbsolute(place)).toBe(true)
    expect(new HostSettings({ file: settingsFile({}), env: {} }).faults).toEqual([])
    expect(path.isAbsolute(runsFolder({}, 'linux'))).toBe(true)
    expect(() => handedFolders()).not.toThrow()
  } finally {
    vi.restoreAllMocks()
  }
})
