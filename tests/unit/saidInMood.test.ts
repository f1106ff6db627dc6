import { expect, it } from 'vitest'
import type { EngineModels } from '../../src-main/engine/models/engineModels'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { hum } from '../fixtures/kinds/hum/hum'
import { EngineUnderTest } from '../rigs/engineUnderTest'

it('a window is answered in the mood where it says so, and a sample is said in its own without', async () => {
  const humming = await hum.load('tests/fixtures/kinds/hum/model', undefined)
  const moods: (string | undefined)[] = []
  const voice: Voice = {
    ...{ name: humming.name, language: 'en-us', sampleRateHz: humming.sampleRateHz },
    synthesize(spoken, signal, speed, mood) {
      moods.push(mood)
      return humming.synthesize(spoken, signal, speed)
    },
    release: () => humming.release(),
  }
  const models = {
    listener: { name: 'none' },
    voice,
    notes: [],
    embedded: [],
    failures: [],
  } as unknown as EngineModels
  const engine = new EngineUnderTest(models)
  const say = async (turn: number, isInMood?: boolean): Promise<void> => {
    engine.port.send({ type: 'say', turn, text: 'That is wonderful news for all of us.', isInMood })
    await engine.outcome(turn)
  }
  await say(1)
  await say(2, true)
  engine.port.send({ type: 'mood', isFollowed: true })
  await say(3)
  expect(moods).toEqual([undefined, 'glad', 'glad'])
})
