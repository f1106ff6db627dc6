import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '@contract'
import { downloadFile } from '../../../src-main/models/downloadFile'
import { openHub } from '../../../src-main/models/hub'
import type { HubFile } from '../../../src-main/models/hubFile'
import { readHubRecord } from '../../../src-main/models/hubRecord'
import { partPlace } from '../../../src-main/models/partPlace'
import type { Fault } from '../../rigs/hub/faults'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { hubAt, quickLimits, scratchPlaces } from './pullFixture'

const name = 'onnx/model.onnx'
const repository = 'maker/model'
const content = randomBytes(300_000)
const small = Buffer.from('{"vocab":{}}')

let hub: LoopbackHub
let places: ReturnType<typeof scratchPlaces>
let file: HubFile
let smallFile: HubFile
let revision: string

beforeEach(async () => {
  places = scratchPlaces()
  hub = await startLoopbackHub({ repositories: { [repository]: { [name]: content, 'config.json': small } } })
  const record = await readHubRecord(hubAt(hub.endpoint), repository, new AbortController().signal)
  revision = record.revision
  file = record.files.find((each) => each.path === name)!
  smallFile = record.files.find((each) => each.path === 'config.json')!
})

afterEach(async () => {
  await hub.close()
  places.remove()
})

const placeOf = (which: HubFile): string => path.join(places.modelsDir, which.path)

function fetchFile(
  options: {
    which?: HubFile
    signal?: AbortSignal
    onBytes?: (bytes: number) => void
    stallMs?: number
  } = {},
): Promise<void> {
  const { which = file, signal = new AbortController().signal, onBytes = () => undefined } = options
  const limits = options.stallMs === undefined ? {} : { stallMs: options.stallMs }
  return downloadFile({
    ...{ hub: hubAt(hub.endpoint, {}, limits), repository, revision, signal, onBytes },
    file: which,
    place: placeOf(which),
  })
}

/** Fetches and expects the right file in its place, and nothing beside it. */
async function expectFetched(stallMs?: number): Promise<void> {
  await fetchFile({ stallMs })
  expect(readFileSync(placeOf(file)).equals(content)).toBe(true)
  expect(readdirSync(path.dirname(placeOf(file)))).toEqual(['model.onnx'])
}

/** Fetches and expects an error, and no file in its place. */
async function expectRefused(): Promise<AppError> {
  const thrown: unknown = await fetchFile().catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(AppError)
  expect(existsSync(placeOf(file))).toBe(false)
  return thrown as AppError
}

const ranges = (): (string | undefined)[] => hub.asked(name).map(({ range }) => range)

/** Where each request for the file began. What a line that drops had not delivered by then is asked for again. */
const beginnings = (): number[] => ranges().map((range) => Number(/\d+/.exec(range ?? '0')![0]))

/** So often that no attempt gets through. */
const always = (fault: Fault): Fault[] => Array<Fault>(20).fill(fault)

/** Lets the first request end after so many bytes, so that the next one has something to go on with. */
const someBytes: Fault = { kind: 'drop', afterBytes: 100_000 }

describe('a file of the hub', () => {
  test('comes by way of the storage, and is checked against the large-file record', async () => {
    await expectFetched()
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(hub.requests.at(-1)!.host).toBe('storage')
  })

  test('that is small comes from the hub itself, and is checked against its name in git', async () => {
    await fetchFile({ which: smallFile })
    expect(readFileSync(placeOf(smallFile)).equals(small)).toBe(true)
    hub.misbehave('config.json', { kind: 'wrong-bytes' })
    await expect(fetchFile({ which: smallFile })).rejects.toThrow(/not what the hub has on record/)
  })

  test('goes on from where the line dropped', async () => {
    hub.misbehave(name, someBytes, { kind: 'drop', afterBytes: 50_000 })
    await expectFetched()
    const [first, second, third] = beginnings()
    expect(first).toBe(0)
    expect(second).toBeGreaterThan(0)
    expect(third).toBeGreaterThan(second)
  })

  test('goes on as long as each attempt brings something, however often the line drops', async () => {
    hub.misbehave(name, ...Array<Fault>(9).fill({ kind: 'drop', afterBytes: 30_000 }))
    await expectFetched()
  })

  test('goes on in another process, from the part that lies there', async () => {
    writeFileSyncDeep(partPlace(placeOf(file), file), content.subarray(0, 120_000))
    const seen: number[] = []
    await fetchFile({ onBytes: (bytes) => seen.push(bytes) })
    expect(readFileSync(placeOf(file)).equals(content)).toBe(true)
    expect(ranges()).toEqual(['bytes=120000-'])
    expect(seen[0]).toBe(120_000)
  })

  test('is not asked for again when its part is whole', async () => {
    writeFileSyncDeep(partPlace(placeOf(file), file), content)
    await expectFetched()
    expect(hub.asked(name)).toEqual([])
  })

  test('begins anew where the part is longer than the file', async () => {
    writeFileSyncDeep(partPlace(placeOf(file), file), randomBytes(content.length + 1))
    await expectFetched()
  })

  test('is never continued with a part of another version', async () => {
    const other = { ...file, sha256: 'f'.repeat(64) }
    writeFileSyncDeep(partPlace(placeOf(file), other), randomBytes(1000))
    await expectFetched()
    expect(ranges()).toEqual([undefined])
  })

  test('is set aside when the part that lay there was damaged, and comes right the next time', async () => {
    writeFileSyncDeep(partPlace(placeOf(file), file), randomBytes(120_000))
    expect((await expectRefused()).message).toContain('set aside as model.onnx.damaged')
    await fetchFile()
    expect(readFileSync(placeOf(file)).equals(content)).toBe(true)
  })
})

test('a part that something else wrote into meanwhile is never taken for the file', async () => {
  hub.misbehave(name, { kind: 'slow', pieceBytes: 50_000, pauseMs: 20 })
  let hasWritten = false
  const thrown: unknown = await fetchFile({
    onBytes: (bytes) => {
      if (bytes < 100_000 || hasWritten) return
      hasWritten = true
      appendFileSync(partPlace(placeOf(file), file), 'foreign')
    },
  }).catch((reason: unknown) => reason)
  expect(thrown).toMatchObject({ code: 'download-failed' })
  expect(existsSync(placeOf(file))).toBe(false)
  await expectFetched()
})

describe('a hub that misbehaves', () => {
  test('sends another part than was asked for: the rest is taken from the whole file', async () => {
    hub.misbehave(name, someBytes, { kind: 'wrong-range' })
    await expectFetched()
    expect(ranges()).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]/), undefined])
  })

  test('does not say which part it sends: the same', async () => {
    hub.misbehave(name, someBytes, { kind: 'no-range' })
    await expectFetched()
  })

  test('sends the whole file when asked for a part: what is here is passed over', async () => {
    hub.misbehave(name, someBytes, { kind: 'whole-file' })
    const seen: number[] = []
    await fetchFile({ onBytes: (bytes) => seen.push(bytes) })
    expect(readFileSync(placeOf(file)).equals(content)).toBe(true)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  test('refuses the part with 416: the whole file is asked for', async () => {
    hub.misbehave(name, someBytes, {
      ...{ kind: 'status', status: 416 },
      headers: { 'Content-Range': `bytes */${content.length}` },
    })
    await expectFetched()
  })

  test('asks to wait with 429 and Retry-After, and is asked again after that', async () => {
    hub.misbehave(name, { kind: 'status', status: 429, headers: { 'Retry-After': '1' } })
    const began = performance.now()
    await expectFetched()
    expect(performance.now() - began).toBeGreaterThan(950)
  })

  test.each([
    ['a date', { 'Retry-After': new Date().toUTCString() }],
    ['the hub’s own header', { RateLimit: '"resolvers";r=0;t=0' }],
  ])('says by %s how long to wait, and that holds', async (_, headers) => {
    hub.misbehave(name, { kind: 'status', status: 429, headers })
    // By itself it would wait for longer than the test may take.
    const patient = { ...quickLimits, firstWaitMs: 600_000, longestWaitMs: 600_000 }
    const asked = openHub({ env: { HF_ENDPOINT: hub.endpoint }, limits: patient })
    const signal = new AbortController().signal
    const onBytes = (): void => undefined
    await downloadFile({ hub: asked, repository, revision, file, place: placeOf(file), signal, onBytes })
  })

  test('is away for a while (503)', async () => {
    hub.misbehave(name, someBytes, { kind: 'status', status: 503 }, { kind: 'status', status: 503 })
    await expectFetched()
    expect(beginnings().at(-1)).toBeGreaterThan(0)
  })

  test('stays away: a sentence says so, and the part is kept for the next time', async () => {
    hub.misbehave(name, someBytes, ...always({ kind: 'status', status: 503 }))
    const error = await expectRefused()
    expect(error).toMatchObject({ code: 'download-failed', retryable: true })
    expect(error.message).toMatch(/status 503.*goes on from where it stopped/)
    expect(statSync(partPlace(placeOf(file), file)).size).toBe(beginnings().at(-1))
    expect(beginnings().at(-1)).toBeGreaterThan(0)
  })

  test('sends wrong bytes: the file is set aside', async () => {
    hub.misbehave(name, { kind: 'wrong-bytes' })
    expect((await expectRefused()).code).toBe('download-failed')
    expect(readdirSync(path.dirname(placeOf(file)))).toEqual(['model.onnx.damaged'])
  })

  test('sends a file that is too short: the rest is asked for', async () => {
    hub.misbehave(name, { kind: 'short', byBytes: 1000 })
    await expectFetched()
    expect(ranges().at(-1)).toBe(`bytes=${content.length - 1000}-`)
  })

  test('sends more than there is: nothing of that is kept', async () => {
    hub.misbehave(name, ...always({ kind: 'long', byBytes: 70_000 }))
    expect((await expectRefused()).message).toContain('more of')
  })

  test('falls silent with the line open: another line is opened', async () => {
    hub.misbehave(name, { kind: 'stall', afterBytes: 100_000 })
    await expectFetched(250)
    // A busy machine may keep the next one silent for so long, too.
    expect(ranges().slice(0, 2)).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]/)])
  })

  test('is slow, but never silent for long: it is waited for', async () => {
    hub.misbehave(name, { kind: 'slow', pieceBytes: 5000, pauseMs: 30 })
    await expectFetched(1500)
    expect(ranges()).toHaveLength(1)
  })

  test('redirects to a link that no longer holds: it is asked for a new one', async () => {
    hub.misbehave(name, { kind: 'expired-redirect' })
    await expectFetched()
  })

  test('hangs up before it answers', async () => {
    hub.misbehave(name, { kind: 'hang-up' })
    await expectFetched()
  })

  test('wants a token: a sentence says so at once', async () => {
    await hub.close()
    hub = await startLoopbackHub({ repositories: { [repository]: { [name]: content } }, token: 'hf_right' })
    const error = await expectRefused()
    expect(error.code).toBe('access-denied')
    expect(error.message).toContain('HF_TOKEN')
    expect(hub.requests).toHaveLength(1)
  })

  test('gets the token, and the storage never does', async () => {
    await hub.close()
    hub = await startLoopbackHub({ repositories: { [repository]: { [name]: content } }, token: 'hf_right' })
    await downloadFile({
      hub: hubAt(hub.endpoint, { HF_TOKEN: 'hf_right' }),
      ...{ repository, revision, file, place: placeOf(file), onBytes: () => undefined },
      signal: new AbortController().signal,
    })
    expect(hub.requests.map(({ host, authorization }) => [host, authorization])).toEqual([
      ['hub', 'Bearer hf_right'],
      ['storage', undefined],
    ])
  })
})

describe('a pause', () => {
  test('keeps what is here, and the next time goes on from there', async () => {
    hub.misbehave(name, { kind: 'slow', pieceBytes: 50_000, pauseMs: 50 })
    const pause = new AbortController()
    const onBytes = (bytes: number): void => {
      if (bytes >= 100_000) pause.abort()
    }
    await expect(fetchFile({ signal: pause.signal, onBytes })).rejects.toMatchObject({ name: 'AbortError' })
    const kept = statSync(partPlace(placeOf(file), file)).size
    expect(kept).toBeGreaterThanOrEqual(100_000)
    await expectFetched()
    expect(ranges().at(-1)).toBe(`bytes=${kept}-`)
  })

  test('also ends a wait that the hub asked for', async () => {
    hub.misbehave(name, { kind: 'status', status: 429, headers: { 'Retry-After': '600' } })
    const pause = new AbortController()
    setTimeout(() => pause.abort(), 50)
    await expect(fetchFile({ signal: pause.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

function writeFileSyncDeep(place: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, bytes)
}
