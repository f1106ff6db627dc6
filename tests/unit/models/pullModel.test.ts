import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { otherVariants } from '../../../src-main/models/otherVariants'
import { addOwnDirectory } from '../../../src-main/models/ownDirectories'
import { pullModel, type PullOptions, type PullProgress } from '../../../src-main/models/pullModel'
import { listModels, removeModel, verifyModel } from '../../../src-main/models/storedModels'
import type { Fault } from '../../rigs/hub/faults'
import { hubEntry, type HubFiles } from '../../rigs/hub/hubFiles'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { startLoopbackProxy, type LoopbackProxy } from '../../rigs/hub/loopbackProxy'
import { openToOthers } from '../../rigs/openToOthers'
import { hubAt, scratchPlaces } from './pullFixture'

const repository = 'maker/voice'
const tokenizer = Buffer.from('{"model":{"vocab":{"a":1}}}')
const files: HubFiles = {
  'README.md': Buffer.from('# A voice'),
  'tokenizer.json': tokenizer,
  'config.json': Buffer.from('{}'),
  'onnx/model.onnx': randomBytes(60_000),
  'onnx/model_fp16.onnx': randomBytes(20_000),
  'onnx/model_fp16.onnx_data': randomBytes(90_000),
  'onnx/model_fp16.onnx_data_1': randomBytes(50_000),
  'onnx/model_q8f16.onnx': randomBytes(30_000),
}

let hub: LoopbackHub
let places: ReturnType<typeof scratchPlaces>

beforeEach(async () => {
  places = scratchPlaces()
  hub = await startLoopbackHub({ repositories: { [repository]: files } })
})

afterEach(async () => {
  await hub.close()
  places.remove()
})

function pull(name: string, options: Partial<PullOptions> = {}): Promise<string> {
  return pullModel(name, {
    hub: hubAt(hub.endpoint),
    places,
    signal: new AbortController().signal,
    ...options,
  })
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()

const requestsForContent = (): number =>
  hub.requests.filter(({ path }) => !path.startsWith('/api/models/')).length

describe('a model of the hub', () => {
  test('comes with what it needs and nothing else, weights beside a graph included', async () => {
    const folder = await pull(`${repository}:fp16`)
    expect(filesIn(folder)).toEqual([
      'config.json',
      'onnx/model_fp16.onnx',
      'onnx/model_fp16.onnx_data',
      'onnx/model_fp16.onnx_data_1',
      'parley-model.json',
      'tokenizer.json',
    ])
    for (const name of filesIn(folder).filter((each) => each in files))
      expect(readFileSync(path.join(folder, name)).equals(files[name])).toBe(true)
  })

  test('is its user’s alone', async () => {
    await pull(`${repository}:fp16`)
    await addOwnDirectory(places, places.root, 'voice')
    expect(openToOthers(places.modelsDir)).toEqual([])
  })

  test('is listed as ready, with the size that the hub has on record', async () => {
    await pull(`${repository}:fp16`)
    const card = (await listModels(places)).find(({ source }) => source === repository)
    const sizeBytes = [tokenizer, files['config.json'], ...Object.values(files).slice(4, 7)]
      .map((each) => each.length)
      .reduce((sum, each) => sum + each)
    expect(card).toMatchObject({ kind: 'voice', state: 'ready', isSizeApproximate: false, sizeBytes })
  })

  test('is not asked for again when it is here', async () => {
    await pull(repository)
    const before = hub.requests.length
    await pull(repository)
    expect(hub.requests.length).toBe(before)
  })

  test('that lacks a graph is refused, naming it, before anything is fetched', async () => {
    await expect(pull(`${repository}:q4`)).rejects.toThrow(/has no onnx\/model_q4\.onnx/)
    expect(requestsForContent()).toBe(0)
  })

  test('that nobody knows is refused', async () => {
    await expect(pull('nonsense')).rejects.toMatchObject({ code: 'model-missing' })
    await expect(pull('maker/other')).rejects.toMatchObject({ code: 'access-denied' })
  })

  test('comes also when the hub is away for a while before it tells what there is', async () => {
    hub.misbehave('api', { kind: 'status', status: 503 }, { kind: 'hang-up' })
    await pull(repository)
  })

  test('comes also when the line drops, or falls silent, while the hub tells what there is', async () => {
    hub.misbehave('api', { kind: 'drop', afterBytes: 1 }, { kind: 'stall', afterBytes: 1 })
    await pull(repository, { hub: hubAt(hub.endpoint, {}, { stallMs: 250 }) })
  })

  test('is refused with a sentence where something else answers at the hub’s address', async () => {
    hub.misbehave('api', { kind: 'whole-file' })
    await expect(pull(repository)).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('does not answer like a model hub') as string,
    })
  })

  test('is refused with a sentence, and nothing is fetched, when a file of it would lie outside of its folder', async () => {
    const hostile = await startLoopbackHub({
      repositories: { [repository]: { ...files, '../../escaped.json': Buffer.from('{}') } },
    })
    try {
      await expect(pull(repository, { hub: hubAt(hostile.endpoint) })).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining('"../../escaped.json"') as string,
      })
      expect(existsSync(places.modelsDir) ? filesIn(places.modelsDir) : []).toEqual([])
    } finally {
      await hostile.close()
    }
  })

  test('leaves alone what a record names outside of its folder', async () => {
    const folder = await pull(repository)
    const recordPlace = path.join(folder, 'parley-model.json')
    const record = JSON.parse(readFileSync(recordPlace, 'utf8')) as { files: { path: string }[] }
    const precious = path.join(places.root, 'precious.txt')
    writeFileSync(precious, 'of the user')
    record.files.push({ ...record.files[0], path: '../../precious.txt' })
    writeFileSync(recordPlace, JSON.stringify(record))
    await pull(repository)
    await expect(verifyModel(places, path.basename(folder), new AbortController().signal)).resolves.toEqual(
      [],
    )
    expect(readFileSync(precious, 'utf8')).toBe('of the user')
  })

  test('tells how far it is, from nothing to all', async () => {
    const seen: PullProgress[] = []
    await pull(repository, { onProgress: (progress) => seen.push(progress) })
    const done = seen.filter(({ sizeBytes }) => sizeBytes !== undefined).map(({ doneBytes }) => doneBytes)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(done.at(-1)).toBe(seen.at(-1)!.sizeBytes)
  })

  test('is not begun when the disk has no room for it', async () => {
    await expect(pull(repository, { free: () => Promise.resolve(100_000) })).rejects.toMatchObject({
      code: 'disk-full',
    })
    expect(requestsForContent()).toBe(0)
  })

  test('takes what another variant has already, and stays when that one is removed', async () => {
    const first = await pull(`${repository}:fp16`)
    const second = await pull(`${repository}:q8f16`)
    expect(hub.asked('tokenizer.json')).toHaveLength(1)
    const [one, other] = [first, second].map((folder) => path.join(folder, 'tokenizer.json'))
    expect(statSync(other).ino).toBe(statSync(one).ino)
    // Each may take the other's place where memory is short.
    expect([otherVariants(places, first), otherVariants(places, second)]).toEqual([[second], [first]])
    rmSync(path.join(second, 'config.json'))
    expect([otherVariants(places, first), otherVariants(places, places.root)]).toEqual([[], []])
    await removeModel(places, 'maker--voice--fp16')
    expect(readFileSync(other).equals(tokenizer)).toBe(true)
  })

  test('gets its newer files when the hub has them, and keeps those that are the same', async () => {
    hub.misbehave('onnx/model_q8f16.onnx', ...Array<Fault>(9).fill({ kind: 'status', status: 500 }))
    await expect(pull(`${repository}:q8f16`)).rejects.toMatchObject({ retryable: true })
    await hub.close()
    const newer = { ...files, 'tokenizer.json': Buffer.from('{"model":{"vocab":{"b":2}}}') }
    hub = await startLoopbackHub({ repositories: { [repository]: newer } })
    const folder = await pull(`${repository}:q8f16`)
    expect(readFileSync(path.join(folder, 'tokenizer.json'), 'utf8')).toContain('"b"')
    expect(hub.asked('config.json')).toHaveLength(0)
  })
})

describe('two fetches at once', () => {
  test('of one model are one', async () => {
    const folders = await Promise.all([pull(repository), pull(repository), pull(repository)])
    expect(new Set(folders).size).toBe(1)
    expect(hub.asked('onnx/model_fp16.onnx')).toHaveLength(1)
  })

  test('of two models fetch what both have once', async () => {
    const [one, other] = await Promise.all([pull(`${repository}:fp16`), pull(repository)])
    expect(one).not.toBe(other)
    for (const name of ['tokenizer.json', 'onnx/model_fp16.onnx', 'onnx/model_fp16.onnx_data']) {
      expect(hub.asked(name)).toHaveLength(1)
      expect(readFileSync(path.join(other, name)).equals(files[name])).toBe(true)
    }
    expect(readdirSync(places.modelsDir).sort()).toEqual(['maker--voice', 'maker--voice--fp16'])
  })

  test('go on with the second when the first is stopped', async () => {
    hub.misbehave('onnx/model_fp16.onnx_data', { kind: 'slow', pieceBytes: 10_000, pauseMs: 30 })
    const stop = new AbortController()
    const first = pull(repository, { signal: stop.signal })
    const states: string[] = []
    const second = pull(repository, {
      onProgress: ({ state }) => {
        if (!states.includes(state)) states.push(state)
        if (state === 'waiting') stop.abort()
      },
    })
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    await second
    expect(states.slice(0, 2)).toEqual(['waiting', 'fetching'])
  })

  test('are not held up by the lock of a process that is gone', async () => {
    mkdirSync(places.modelsDir, { recursive: true })
    const gone = JSON.stringify({ pid: 2 ** 22 + 1, nonce: 'x' })
    writeFileSync(path.join(places.modelsDir, 'maker--voice.lock'), gone)
    await pull(repository)
    expect(readdirSync(places.modelsDir)).toEqual(['maker--voice'])
  })
})

describe('the cache of Hugging Face’s own tools', () => {
  /** As huggingface_hub leaves it behind. */
  function fillCache(content: HubFiles): void {
    const folder = path.join(places.hubCacheDir, 'models--maker--voice')
    const commit = 'c'.repeat(40)
    mkdirSync(path.join(folder, 'refs'), { recursive: true })
    mkdirSync(path.join(folder, 'blobs'))
    writeFileSync(path.join(folder, 'refs', 'main'), commit)
    for (const [name, bytes] of Object.entries(content)) {
      const { sha256, gitSha1 } = hubEntry(name, files[name])
      const place = path.join(folder, 'snapshots', commit, name)
      mkdirSync(path.dirname(place), { recursive: true })
      writeFileSync(path.join(folder, 'blobs', sha256 ?? gitSha1), bytes)
      symlinkSync(path.join(folder, 'blobs', sha256 ?? gitSha1), place)
    }
  }

  test('gives its files: nothing is fetched, and the disk holds them once', async () => {
    fillCache(files)
    const folder = await pull(`${repository}:fp16`)
    expect(requestsForContent()).toBe(0)
    const blob = hubEntry('onnx/model_fp16.onnx', files['onnx/model_fp16.onnx']).sha256!
    const cached = path.join(places.hubCacheDir, 'models--maker--voice', 'blobs', blob)
    expect(statSync(path.join(folder, 'onnx/model_fp16.onnx')).ino).toBe(statSync(cached).ino)
  })

  test('is not believed: a damaged file is fetched instead', async () => {
    const damaged = randomBytes(20_000)
    fillCache({ ...files, 'onnx/model_fp16.onnx': damaged })
    const folder = await pull(`${repository}:fp16`)
    expect(hub.asked('onnx/model_fp16.onnx')).toHaveLength(1)
    expect(
      readFileSync(path.join(folder, 'onnx/model_fp16.onnx')).equals(files['onnx/model_fp16.onnx']),
    ).toBe(true)
  })

  test('serves also without a line to the hub', async () => {
    fillCache(files)
    await hub.close()
    const folder = await pull(`${repository}:q8f16`)
    expect(existsSync(path.join(folder, 'onnx/model_q8f16.onnx'))).toBe(true)
    hub = await startLoopbackHub({ repositories: {} })
  })

  test('is not blamed where the line to the hub is lost and it holds a part of the model only', async () => {
    fillCache({ 'tokenizer.json': files['tokenizer.json'] })
    await hub.close()
    await expect(pull(`${repository}:q8f16`)).rejects.toThrow(/^The connection to .* failed/)
    hub = await startLoopbackHub({ repositories: {} })
  })
})

describe('a model that is here', () => {
  test('is checked against the record; a damaged file is set aside, and it alone is fetched again', async () => {
    const folder = await pull(repository)
    const damaged = path.join(folder, 'onnx/model_fp16.onnx')
    const { signal } = new AbortController()
    expect(await verifyModel(places, repository, signal)).toEqual([])
    const bytes = readFileSync(damaged)
    bytes[100] ^= 1
    writeFileSync(damaged, bytes)
    expect(await verifyModel(places, 'maker--voice', signal)).toEqual(['onnx/model_fp16.onnx'])
    const before = hub.requests.length
    await pull(repository)
    expect(await verifyModel(places, 'maker--voice', signal)).toEqual([])
    const again = hub.requests.slice(before).filter(({ host }) => host === 'storage')
    expect(again).toHaveLength(1)
  })

  test('is checked only under a name that it can have', async () => {
    const { signal } = new AbortController()
    const outside = path.join(places.root, 'outside')
    mkdirSync(outside)
    writeFileSync(
      path.join(outside, 'parley-model.json'),
      readFileSync(path.join(await pull(repository), 'parley-model.json')),
    )
    for (const name of ['../outside', outside, '..', ''])
      await expect(verifyModel(places, name, signal)).rejects.toMatchObject({ code: 'model-missing' })
  })

  test('can be removed or checked, but not while it is being fetched', async () => {
    hub.misbehave('onnx/model_fp16.onnx_data', { kind: 'slow', pieceBytes: 10_000, pauseMs: 20 })
    let refused: unknown
    await pull(repository, {
      onProgress: ({ doneBytes }) => {
        if (doneBytes > 30_000)
          refused ??= Promise.allSettled([
            removeModel(places, 'maker--voice'),
            verifyModel(places, 'maker--voice', new AbortController().signal),
          ])
      },
    })
    expect(await refused).toMatchObject([{ reason: { code: 'busy' } }, { reason: { code: 'busy' } }])
    await removeModel(places, repository)
    expect(readdirSync(places.modelsDir)).toEqual([])
    await expect(removeModel(places, '../hub')).rejects.toMatchObject({ code: 'model-missing' })
  })
})

describe('a proxy', () => {
  let proxy: LoopbackProxy
  beforeEach(async () => (proxy = await startLoopbackProxy()))
  afterEach(() => proxy.close())

  test('is used where the environment names one, unless NO_PROXY excepts the host', async () => {
    const { address: HTTP_PROXY, tunnels } = proxy
    await pull(`${repository}:q8f16`, { hub: hubAt(hub.endpoint, { HTTP_PROXY, NO_PROXY: '127.0.0.1' }) })
    expect(tunnels).toEqual([])
    await pull(repository, { hub: hubAt(hub.endpoint, { HTTP_PROXY }) })
    expect(tunnels).toContain(new URL(hub.endpoint).host)
    expect(tunnels.length).toBeGreaterThan(1)
  })
})
