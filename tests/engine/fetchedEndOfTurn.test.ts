import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { config } from '@contract'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { endOfTurnPlaces } from '../../src-main/models/endOfTurnPlaces'
import { pullModel } from '../../src-main/models/pullModel'
import { removeModel } from '../../src-main/models/storedModels'
import { eventually } from '../rigs/eventually'
import { startLoopbackHub, type LoopbackHub } from '../rigs/hub/loopbackHub'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { speakQuestion } from '../rigs/speakQuestion'
import { writeEndOfTurn } from '../rigs/models/writeEndOfTurn'
import { hubAt, scratchPlaces } from '../unit/models/pullFixture'

const places = scratchPlaces()
const name = 'smart-turn-v3.2-cpu.onnx'
/** What the stand-in for Smart Turn says of everything. */
const said = 0.125
const before = liveHandles()
let hub: LoopbackHub
let models: EngineModels
let engine: EngineUnderTest
let question: Float32Array

beforeAll(async () => {
  const standIn = writeEndOfTurn(path.join(places.root, name), { probability: said })
  hub = await startLoopbackHub({
    repositories: {
      'pipecat-ai/smart-turn-v3': { [name]: readFileSync(standIn), 'README.md': Buffer.from('') },
    },
  })
  models = await loadEngineModels(config.parse({ fetchedEndOfTurnFiles: endOfTurnPlaces(places) }))
  engine = new EngineUnderTest(models)
  question = await speakQuestion('Is it raining in the mountains?', { leadMs: 200, trailMs: 180 })
})
afterAll(async () => {
  models.release()
  await hub.close()
  places.remove()
})

/** Pauses behind the question until the engine's word of a pause is this one. */
async function pausesUntil(isMeant: (probability: number) => boolean): Promise<number> {
  return eventually(async () => {
    const turn = engine.start()
    engine.say(turn, question)
    engine.port.send({ type: 'utterance-pause', turn, pause: 1 })
    const { probability } = await engine.first('end-of-turn', turn)
    engine.port.send({ type: 'interrupt', turn })
    return isMeant(probability) && probability
  }, 'another word of the pause')
}

test('Smart Turn is used from when it was fetched until it is removed, while the engine runs', async () => {
  const builtIn = await pausesUntil((probability) => probability !== said)
  await pullModel('smart-turn-v3', { hub: hubAt(hub.endpoint), places, signal: new AbortController().signal })
  await pausesUntil((probability) => probability === said)
  await removeModel(places, 'smart-turn-v3')
  expect(await pausesUntil((probability) => probability !== said)).toBe(builtIn)
  expect(models.notes).toEqual([])
})

test('what was fetched and is no end-of-turn model is not used, and one sentence says so', async () => {
  await pullModel('smart-turn-v3', { hub: hubAt(hub.endpoint), places, signal: new AbortController().signal })
  await pausesUntil((probability) => probability === said)
  const [file] = endOfTurnPlaces(places)
  writeFileSync(file, 'damaged')
  await pausesUntil((probability) => probability !== said)
  const troubles = engine.events.filter(({ type }) => type === 'trouble')
  expect(troubles).toEqual([
    expect.objectContaining({
      error: expect.objectContaining({
        code: 'model-invalid',
        notice: expect.objectContaining({ kind: 'end-of-turn-instead' }) as object,
      }) as object,
    }),
  ])
  const anew = await loadEngineModels(config.parse({ fetchedEndOfTurnFiles: [file] }))
  expect(anew.notes).toMatchObject([{ kind: 'end-of-turn-instead' }])
  expect(await anew.endOfTurn!.probability(question)).not.toBe(said)
  anew.release()
  models.release()
  expect(liveHandles()).toEqual(before)
})
