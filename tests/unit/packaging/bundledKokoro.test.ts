import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { fetchKokoro, kokoroIn, stageKokoro } from '../../../packaging/bundledKokoro'
import { installedBytes } from '../../../packaging/installedBytes'
import { bundledGraph, bundledVoiceId } from '../../../packaging/kokoroGraph'
import { wholeBundledModel } from '../../../src-main/models/bundledModels'
import type { KokoroGraph } from '../../../packaging/kokoroGraph'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { toneGraph } from '../../rigs/models/bundledVoice'
import { hubAt, scratchPlaces } from '../models/pullFixture'

const repository = 'onnx-community/Kokoro-82M-v1.0-ONNX'
const graphName = 'onnx/model_quantized.onnx'
const made = scratchPlaces()
const { signal } = new AbortController()
let content: Buffer
let hub: LoopbackHub
let places: ReturnType<typeof scratchPlaces>
const fetched = (): Promise<KokoroGraph> => fetchKokoro(hubAt(hub.endpoint), places, signal)
const beside = (): string => path.join(places.root, 'beside')

beforeAll(async () => {
  content = readFileSync(toneGraph(made.root).file)
  hub = await startLoopbackHub({
    repositories: { [repository]: { 'tokenizer.json': Buffer.from('{}'), [graphName]: content } },
  })
})
afterAll(async () => {
  await hub.close()
  made.remove()
})
beforeEach(() => (places = scratchPlaces()))
afterEach(() => {
  hub.behave()
  places.remove()
})

describe('the Kokoro that installers bring', () => {
  it('is fetched once, and laid out as an installed app knows it and everybody on its computer may read it', async () => {
    const graph = await fetched()
    const asked = hub.requests.length
    expect(await fetched()).toEqual(graph)
    expect(hub.requests).toHaveLength(asked)
    stageKokoro(graph, beside())
    const bundledDir = path.join(beside(), 'models')
    expect(await wholeBundledModel({ ...places, bundledDir }, bundledVoiceId)).toMatchObject({
      record: { kind: 'voice', licence: 'Apache-2.0', repository, files: [{ sha256: graph.sha256 }] },
    })
    expect(readFileSync(path.join(beside(), bundledGraph))).toEqual(content)
    if (process.platform !== 'win32')
      expect(statSync(path.join(beside(), bundledGraph)).mode & 0o777).toBe(0o644)
  })

  it('is not brought where the hub sends something else, nor where what was fetched is another by now', async () => {
    hub.misbehave(graphName, { kind: 'wrong-bytes' })
    await expect(fetched()).rejects.toThrow(/could not be fetched; try again, name a folder that has it/)
    const graph = await fetched()
    const damaged = Buffer.from(content)
    damaged[100] ^= 1
    writeFileSync(graph.file, damaged)
    expect(() => stageKokoro(graph, beside())).toThrow(/is not what onnx-community\/Kokoro.* remove it/)
  })

  it('says what else can be done where the hub cannot be reached', async () => {
    const nobody = hubAt('http://127.0.0.1:9', {}, { tries: 1 })
    await expect(fetchKokoro(nobody, places, signal)).rejects.toThrow(
      /^Kokoro, which .* \(--kokoro DIR\), or make them without \(--without-kokoro\)\. .*127\.0\.0\.1:9/,
    )
  })

  it('is taken from a folder of either layout, and from none that holds another', () => {
    const known = { ...toneGraph(made.root), file: undefined }
    const flat = path.join(places.root, 'flat')
    mkdirSync(flat)
    expect(() => kokoroIn(flat)).toThrow(
      /There is no onnx\/model_quantized\.onnx or kokoro-v1\.0\.int8\.onnx/,
    )
    writeFileSync(path.join(flat, 'kokoro-v1.0.int8.onnx'), content)
    expect(kokoroIn(flat, [known])).toMatchObject({ sha256: known.sha256, repository: 'maker/tones' })
    const layered = path.join(places.root, 'layered')
    mkdirSync(path.join(layered, 'onnx'), { recursive: true })
    writeFileSync(path.join(layered, graphName), content)
    expect(kokoroIn(layered, [known]).file).toBe(path.join(layered, graphName))
    expect(() => kokoroIn(layered)).toThrow(new RegExp(`none of .* known here .*${known.sha256}`))
  })
})

it('what an installed app takes is counted, and may not be more than was promised', () => {
  const staged = { app: path.join(places.root, 'app'), beside: beside() }
  for (const folder of Object.values(staged)) mkdirSync(path.join(folder, 'within'), { recursive: true })
  const large = path.join(staged.beside, 'within/large')
  writeFileSync(path.join(staged.app, 'small'), 'abc')
  writeFileSync(large, '')
  truncateSync(large, 1000)
  expect(installedBytes(staged)).toBe(1003)
  truncateSync(large, 350_000_000)
  expect(() => installedBytes(staged)).toThrow(/would take 350 MB beside Electron, and may take 350 MB/)
  rmSync(large)
})
