import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { noticeInEnglish, type LogEvent, type ModelCard } from '@contract'
import { embeddedEndOfTurnFile } from '../../../src-main/engine/models/engineModels'
import type { UsedDirectories } from '../../../src-main/settings/usedModels'
import type { FetchChild } from '../../../src-main/library/fetchMessages'
import { importApart } from '../../../src-main/library/importApart'
import { importModel } from '../../../src-main/models/importModel'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import { addOwnDirectory, readOwnDirectories } from '../../../src-main/models/ownDirectories'
import { removeModel } from '../../../src-main/models/storedModels'
import { buildFetch } from '../../rigs/buildFetch'
import { eventually } from '../../rigs/eventually'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { scratchSettings } from '../../rigs/scratchSettings'
import { scratchPlaces } from './pullFixture'

const places = scratchPlaces()
const settings = scratchSettings(places.root)
const id = 'kokoro-82m-fp32'
let hub: LoopbackHub
let shelf: ModelShelf
let cards: readonly ModelCard[] = []
const uses: UsedDirectories[] = []
/** The ends of the processes that were started. */
const ends: Promise<void>[] = []
let isCrashing = false
const noted: LogEvent[] = []
const card = (): ModelCard => cards.find((each) => each.id === id)!

const turnEnd = 'smart-turn-v3.2-cpu.onnx'

beforeAll(async () => {
  hub = await startLoopbackHub({
    repositories: {
      'onnx-community/Kokoro-82M-v1.0-ONNX': {
        'tokenizer.json': Buffer.from('{}'),
        'onnx/model.onnx': randomBytes(4_000_000),
      },
      'pipecat-ai/smart-turn-v3': { [turnEnd]: readFileSync(embeddedEndOfTurnFile) },
    },
  })
  vi.stubEnv('HF_ENDPOINT', hub.endpoint)
  await importModel(places, fileURLToPath(new URL('../../../models/nano', import.meta.url)))
  const launch = await buildFetch()
  shelf = new ModelShelf({
    ...{ places, settings, note: (event: LogEvent) => noted.push(event) },
    launch: () => {
      const child = launch()
      ends.push(new Promise((resolve) => child.onExit(resolve)))
      return isCrashing ? { ...child, send: () => child.kill() } : child
    },
    used: {},
    use: (directories) => uses.push(directories),
  })
  shelf.watch((next) => (cards = next))
})
afterAll(async () => {
  shelf.close()
  vi.unstubAllEnvs()
  await hub.close()
  places.remove()
})

test('a model is fetched, paused, fetched on, used, and removed only when it is used no more', async () => {
  hub.misbehave('onnx/model.onnx', { kind: 'slow', pieceBytes: 50_000, pauseMs: 20 })
  expect(await shelf.ask({ type: 'use', id })).toMatchObject({ code: 'model-missing' })
  expect(card()).toMatchObject({ state: 'absent', isSizeApproximate: true })

  expect(await shelf.ask({ type: 'fetch', id })).toBe(undefined)
  await eventually(() => card().doneBytes > 500_000 && card().secondsLeft !== undefined, 'a part')
  expect(card()).toMatchObject({ state: 'fetching', sizeBytes: 4_000_002, isSizeApproximate: false })
  expect(await shelf.ask({ type: 'remove', id })).toMatchObject({ code: 'busy' })

  await shelf.ask({ type: 'pause', id })
  expect(card()).toMatchObject({ state: 'partial', error: undefined })
  const kept = card().doneBytes
  expect(kept).toBeGreaterThan(500_000)

  const shown: number[] = []
  const unwatch = shelf.watch(() => shown.push(card().doneBytes))
  await shelf.ask({ type: 'fetch', id })
  await eventually(() => card().state === 'ready', 'the model')
  unwatch()
  expect(Math.min(...shown)).toBe(kept)
  const fetches = noted.map((event) => [event.event, 'outcome' in event && event.outcome])
  expect(fetches).toEqual([
    ['fetch-began', false],
    ['fetch-ended', 'stopped'],
    ['fetch-began', false],
    ['fetch-ended', 'done'],
  ])
  // Until somebody has decided what becomes of it.
  expect(card().isNew).toBe(true)
  await shelf.ask({ type: 'set-aside', id })
  expect(card().isNew).toBe(undefined)
  const [, second] = hub.asked('onnx/model.onnx').map(({ range }) => Number(/\d+/.exec(range ?? '0')![0]))
  expect(second).toBe(kept - 2)

  expect(await shelf.ask({ type: 'use', id })).toBe(undefined)
  expect(await shelf.ask({ type: 'use', id: 'nano' })).toBe(undefined)
  expect(uses.at(-1)).toEqual({
    listener: fileURLToPath(new URL('../../../models/nano', import.meta.url)),
    voice: path.join(places.modelsDir, id),
  })
  expect(card().inUse).toBe(true)
  expect(await shelf.ask({ type: 'remove', id })).toMatchObject({ code: 'busy' })

  await shelf.ask({ type: 'use-built-in', kind: 'voice' })
  expect(uses.at(-1)!.voice).toBe(undefined)
  expect(await shelf.ask({ type: 'remove', id })).toBe(undefined)
  expect(card()).toMatchObject({ state: 'absent', inUse: false })
})

test('how large a model is can be asked, and how long it would take, without keeping any of it', async () => {
  await eventually(() => cards.length > 0, 'the models')
  expect(card()).toMatchObject({ state: 'absent', isSizeApproximate: true })
  hub.misbehave('onnx/model.onnx', { kind: 'slow', pieceBytes: 50_000, pauseMs: 20 })
  const before = hub.asked('onnx/model.onnx').length
  expect(await shelf.ask({ type: 'size', id })).toBe(undefined)
  hub.behave()
  expect(card()).toMatchObject({
    state: 'absent',
    doneBytes: 0,
    sizeBytes: 4_000_002,
    isSizeApproximate: false,
  })
  // 2.5 MB a second at most; what was fetched to see that went with it.
  expect(card().expectedSeconds).toBeGreaterThan(1.5)
  expect(cards.find((each) => each.id === 'voxtral-mini-3b-q4')!.expectedSeconds).toBeGreaterThan(1000)
  expect(hub.asked('onnx/model.onnx').length - before).toBe(1)
  expect(await shelf.ask({ type: 'size', id: 'smart-turn-v3' })).toBe(undefined)

  hub.misbehave('api', { kind: 'status', status: 404 })
  expect(await shelf.ask({ type: 'size', id })).toMatchObject({ code: 'model-missing' })
  hub.behave()
})

test('a fetch without a way to the hub says so at once, and goes on by itself', async () => {
  // Whose port nobody has any more.
  const gone = await startLoopbackHub({ repositories: {} })
  await gone.close()
  vi.stubEnv('HF_ENDPOINT', gone.endpoint)
  expect(await shelf.ask({ type: 'fetch', id })).toBe(undefined)
  await eventually(
    () => card().trouble !== undefined,
    () => `what is in the way, of ${JSON.stringify(card())}`,
  )
  const { state, trouble } = card()
  expect([state, trouble && noticeInEnglish(trouble)]).toEqual([
    'fetching',
    `The connection to ${new URL(gone.endpoint).host} failed (nobody answers there).`,
  ])
  await shelf.ask({ type: 'cancel', id })
  expect([card().state, card().trouble]).toEqual(['absent', undefined])

  vi.stubEnv('HF_ENDPOINT', hub.endpoint)
  hub.misbehave('onnx/model.onnx', { kind: 'status', status: 503 })
  const troubles = new Set<string>()
  const unwatch = shelf.watch(() => {
    const { trouble } = card()
    if (trouble) troubles.add(noticeInEnglish(trouble))
  })
  await shelf.ask({ type: 'fetch', id })
  await eventually(() => card().state === 'ready', 'the model')
  unwatch()
  expect([...troubles].join()).toMatch(/status 503/)
  expect(card().trouble).toBe(undefined)
  await shelf.ask({ type: 'remove', id })
})

test('of several models that are chosen or imported at the same moment none is lost', async () => {
  const folders = Array.from({ length: 6 }, (_, i) => path.join(places.root, `mine-${i}`))
  for (const folder of folders) mkdirSync(folder)
  const ids = await Promise.all(folders.map((folder) => addOwnDirectory(places, folder, 'voice')))
  expect(new Set(ids).size).toBe(6)
  const known = readOwnDirectories(places).map(({ directory }) => directory)
  for (const folder of folders) expect(known).toContain(folder)

  await Promise.all([shelf.ask({ type: 'use', id: ids[0] }), shelf.ask({ type: 'use', id: 'nano' })])
  expect(scratchSettings(places.root).values).toMatchObject({ voiceModel: ids[0], listener: 'nano' })
  const kinds = ['voice', 'listener'] as const
  const asked = kinds.map((kind) => shelf.ask({ type: 'use-built-in', kind }))
  expect(await Promise.all(asked)).toEqual([undefined, undefined])
  expect(uses.at(-1)).toEqual({ listener: undefined, voice: undefined })
  expect(scratchSettings(places.root).values).toMatchObject({ voiceModel: undefined, listener: undefined })

  await Promise.all(ids.map((own) => removeModel(places, own)))
  expect(readOwnDirectories(places).map(({ directory }) => directory)).toEqual(
    known.filter((directory) => !folders.includes(directory)),
  )
})

test('an end-of-turn model is used when it is here, and may be removed at any time', async () => {
  const cardOf = (wanted: string): ModelCard | undefined => cards.find((each) => each.id === wanted)
  const restarts = uses.length
  expect(await shelf.ask({ type: 'fetch', id: 'smart-turn-v3' })).toBe(undefined)
  await eventually(() => cardOf('smart-turn-v3')?.state === 'ready', 'the model')
  expect(cardOf('smart-turn-v3')?.inUse).toBe(true)
  expect(await shelf.ask({ type: 'remove', id: 'smart-turn-v3' })).toBe(undefined)
  expect(cardOf('smart-turn-v3')).toMatchObject({ state: 'absent', inUse: false })
  // The engine sees both by itself.
  expect(uses).toHaveLength(restarts)

  const mine = path.join(places.root, 'turns')
  mkdirSync(mine)
  copyFileSync(embeddedEndOfTurnFile, path.join(mine, turnEnd))
  await importModel(places, mine)
  await shelf.ask({ type: 'use-built-in', kind: 'voice' })
  expect(cardOf('turns')?.inUse).toBe(true)
  expect(await shelf.ask({ type: 'remove', id: 'turns' })).toBe(undefined)
  expect(cardOf('turns')).toBe(undefined)
  expect(uses.length).toBe(restarts + 2)
})

test('a folder is looked at in a process of its own, and when that crashes a sentence says so', async () => {
  const mine = path.join(places.root, 'my turns')
  mkdirSync(mine)
  copyFileSync(embeddedEndOfTurnFile, path.join(mine, turnEnd))
  const own = (): ModelCard | undefined => cards.find(({ source }) => source === mine)
  ends.length = 0

  isCrashing = true
  expect(await shelf.useDirectory(mine)).toMatchObject({
    code: 'model-invalid',
    notice: { kind: 'import-failed', directory: mine, isSlow: false },
  })
  expect(own()).toBe(undefined)

  isCrashing = false
  expect(await shelf.useDirectory(mine)).toBe(undefined)
  expect(own()).toMatchObject({ kind: 'turn-end', state: 'ready', inUse: true })
  expect(await shelf.useDirectory(places.root)).toMatchObject({
    code: 'model-invalid',
    notice: { kind: 'folder-no-model', directory: places.root },
  })
  expect(ends).toHaveLength(3)
  await Promise.all(ends)
})

test('a folder that takes too long to look at is given up', async () => {
  const killed = vi.fn()
  const silent: FetchChild = {
    send: () => undefined,
    onMessage: () => undefined,
    onExit: () => undefined,
    kill: killed,
  }
  await expect(importApart(() => silent, places, places.root, 20)).rejects.toThrow(
    /it takes too long. Choose another folder/,
  )
  expect(killed).toHaveBeenCalledOnce()
})

test('a folder that was named at the start is in the list as long as it is used, and the built-in one can be chosen over it', async () => {
  const directory = path.join(places.root, 'my-voice')
  mkdirSync(directory)
  const root = path.join(places.root, 'named')
  mkdirSync(root)
  const named = new HostSettings({
    file: path.join(root, 'settings.yaml'),
    env: { PARLEY_KOKORO: directory },
  })
  const used: UsedDirectories[] = []
  const own = new ModelShelf({
    ...{ places, settings: named },
    launch: await buildFetch(),
    used: { voice: directory },
    use: (directories) => used.push(directories),
  })
  let seen: readonly ModelCard[] = []
  own.watch((next) => (seen = next))
  const mine = (): ModelCard | undefined => seen.find(({ source }) => source === directory)
  await eventually(() => seen.length > 0, 'the models')
  expect(mine()).toMatchObject({ kind: 'voice', name: 'my-voice', inUse: true, state: 'ready' })
  expect(await own.ask({ type: 'use-built-in', kind: 'voice' })).toBe(undefined)
  expect(used.at(-1)).toEqual({ listener: undefined, voice: undefined })
  await eventually(() => mine() === undefined, 'a list without it')
  own.close()
  named.close()
})
