/** What windows of the built desktop app see of models, in the faithful fake of Electron. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { DesktopBridge, ModelCard } from '@contract'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../../rigs/freshBuild'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { startLoopbackProxy } from '../../rigs/hub/loopbackProxy'
import { makeToneVoice } from '../../rigs/models/toneVoice'
import { scratchPlaces } from '../../unit/models/pullFixture'
import { eventually } from '../../rigs/eventually'
import { fakeElectron, type FakeWorld } from './fakeElectron'

const places = scratchPlaces()
const tokenText = 'hf_secretOfAda'
let hub: LoopbackHub
let world: FakeWorld
let models: DesktopBridge['models']
let cards: readonly ModelCard[] = []

beforeAll(async () => {
  await freshBuild(() => undefined)
  hub = await startLoopbackHub({
    repositories: {
      'onnx-community/Kokoro-82M-v1.0-ONNX': {
        'tokenizer.json': Buffer.from('{}'),
        'onnx/model.onnx': randomBytes(200_000),
      },
    },
    token: tokenText,
  })
  vi.stubEnv('HF_ENDPOINT', hub.endpoint)
  vi.stubEnv('PARLEY_MODELS_DIR', places.modelsDir)
  vi.stubEnv('HF_HOME', places.hubCacheDir)
  for (const name of ['HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']) vi.stubEnv(name, undefined)
  vi.stubEnv('WAYLAND_DISPLAY', 'no-native-keys')
  const fake = fakeElectron(await mkdtemp(path.join(tmpdir(), 'parley-desktop-')))
  world = fake.world
  vi.doMock('electron', () => fake.electron)
  process.argv = ['electron', 'out/main/index.js']
  await import(/* @vite-ignore */ path.join(projectRoot, 'out/main/index.js'))
  const bridge = (): DesktopBridge | undefined => world.windows[0]?.webContents.page.bridge
  models = (await eventually(bridge, 'a window')).models
  models.watch((next) => (cards = next))
})

afterAll(async () => {
  await Promise.all(world.engines.map((engine) => engine.terminate()))
  vi.unstubAllEnvs()
  await hub.close()
  rmSync(world.userData, { recursive: true })
  places.remove()
})

const card = (): ModelCard | undefined => cards.find(({ id }) => id === 'kokoro-82m-fp32')

it('a window fetches a model with the token that the system’s safe storage keeps, by the system’s proxy', async () => {
  await eventually(card, 'the models')
  expect(await models.ask({ type: 'fetch', id: 'kokoro-82m-fp32' })).toBe(undefined)
  const refused = await eventually(() => card()!.error, 'a refusal without a token')
  expect(refused.code).toBe('access-denied')

  expect(await models.token.isKept()).toBe(false)
  expect(await models.token.keep(` ${tokenText}\n`)).toBe(undefined)
  expect(await models.token.isKept()).toBe(true)
  expect(readFileSync(path.join(world.userData, 'hub-token')).includes(tokenText)).toBe(false)

  const proxy = await startLoopbackProxy()
  world.proxies = `SOCKS5 nowhere:1080; PROXY ${new URL(proxy.address).host}; DIRECT`
  await models.ask({ type: 'fetch', id: 'kokoro-82m-fp32' })
  await eventually(() => card()!.state === 'ready', 'the model')
  expect(card()!.error).toBe(undefined)
  expect(proxy.tunnels).toContain(new URL(hub.endpoint).host)
  proxy.close()
  // Whoever closed the window is told by the system, and comes back by that.
  await eventually(() => world.notifications.includes('Fetched: Kokoro 82M'), 'the notice')
  const [main] = world.windows
  main.hide()
  world.clickNotification()
  expect(main.isVisible()).toBe(true)

  await models.token.keep('')
  expect(await models.token.isKept()).toBe(false)
})

it('the key of a server is kept in the system’s safe storage, for that server alone', async () => {
  const { settings } = world.windows[0].webContents.page.bridge
  const key = settings.serverKey!
  const answersAt = (address: string | null): unknown =>
    settings.ask({ type: 'change', changes: { 'server.address': address } })
  expect(await key.keep('sk-ofAda')).toMatchObject({ code: 'config-invalid' })
  await answersAt('https://answers.example/v1')
  expect(await key.keep(' sk-ofAda\n')).toBe(undefined)
  expect(await key.isKept()).toBe(true)
  expect(readFileSync(path.join(world.userData, 'server-key')).includes('sk-ofAda')).toBe(false)
  await answersAt('https://others.example/v1')
  expect(await key.isKept()).toBe(false)
  await answersAt('https://answers.example/v1/')
  expect(await key.isKept()).toBe(true)
  await key.keep('')
  expect(await key.isKept()).toBe(false)
  await answersAt(null)
})

it('a token is not kept where the system has no safe storage', async () => {
  expect(await models.token.isSafe()).toBe(true)
  world.hasKeyring = false
  expect(await models.token.isSafe()).toBe(false)
  expect(await models.token.keep(tokenText)).toMatchObject({ code: 'output-failed' })
  expect(await models.token.isKept()).toBe(false)
})

it('a folder of the user’s own is used as soon as it is chosen, when there is a model in it', async () => {
  expect(await models.useFolder()).toBe(undefined)
  world.chosenFolder = path.join(places.modelsDir, 'own')
  mkdirSync(world.chosenFolder)
  expect(await models.useFolder()).toMatchObject({ code: 'model-invalid' })
  const own = (): ModelCard | undefined => cards.find(({ isOwnDirectory }) => isOwnDirectory)
  expect(own()).toBe(undefined)
  makeToneVoice(world.chosenFolder)
  expect(await models.useFolder()).toBe(undefined)
  expect(await eventually(own, 'the model')).toMatchObject({ kind: 'voice', name: 'own', inUse: true })
})

it('opening the models again and again leaves nothing behind', async () => {
  const { webContents } = world.windows[0]
  const before = webContents.listenerCount('destroyed')
  for (let times = 0; times < 12; times++) {
    let told = false
    const end = models.watch(() => (told = true))
    await eventually(() => told, 'the models')
    end()
  }
  expect(webContents.listenerCount('destroyed')).toBe(before)
})

it('what a window asks is checked', async () => {
  const wrong = { type: 'remove', id: '../..' } as const
  expect(await models.ask(wrong)).toMatchObject({ code: 'model-missing' })
  await expect(models.ask({ type: 'format-disk' } as never)).rejects.toThrow('may not ask')
})
