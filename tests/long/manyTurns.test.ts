import { afterAll, beforeAll, expect, it } from 'vitest'
import { config } from '../../src-preload/contract'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { speakQuestion } from '../rigs/speakQuestion'

let models: EngineModels
let france: Float32Array
beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  france = await speakQuestion('What is the capital of France?', { leadMs: 200, trailMs: 300 })
})
afterAll(() => models.release())

it('holds as many native objects after 1,000 turns as after 10', async () => {
  const engine = new EngineUnderTest(models, { sampling: { maxNewTokens: 2 }, speed: 2 })
  const turns = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      await engine.ask(i % 25 === 0 ? france : 'What is your name?')
      if (i % 5 === 0) engine.port.send({ type: 'begin' })
    }
  }
  await turns(10)
  const after10 = liveHandles()
  await turns(990)
  expect(liveHandles()).toEqual(after10)
})
