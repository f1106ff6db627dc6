import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config } from '../../src-preload/contract'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { modelKinds } from '../../src-main/engine/models/modelKinds'
import { echo } from '../fixtures/kinds/echo/echo'
import { hum } from '../fixtures/kinds/hum/hum'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { eventually } from '../rigs/eventually'

/** A listener and a voice that no other code knows: a folder each, and a line each in a table. */
let models: EngineModels
beforeAll(async () => {
  const [listenerDir, voiceDir] = ['echo', 'hum'].map((kind) =>
    path.resolve('tests/fixtures/kinds', kind, 'model'),
  )
  models = await loadEngineModels(config.parse({ listenerDir, voiceDir }), {
    listeners: [...modelKinds.listeners, echo],
    voices: [...modelKinds.voices, hum],
  })
})
afterAll(() => models.release())

it('a listener and a voice of another kind answer, and know what was said before', async () => {
  const engine = new EngineUnderTest(models)
  const { text, samples, end } = await engine.ask('Good morning.')
  expect([end.reason, text]).toEqual(['done', 'You said: Good morning.'])
  expect(samples.length).toBeGreaterThan(models.voice.sampleRateHz)
  expect((await engine.ask('Thank you.')).text).toBe(
    'You said: Thank you. Before that I answered "You said: Good morning."',
  )
  expect(engine.events[0]).toMatchObject({ listener: 'echo', voice: 'hum', embedded: [] })
})

it('a listener of another kind hears what is spoken, and writes it down when nobody asks', async () => {
  const engine = new EngineUnderTest(models)
  engine.port.send({ type: 'open' })
  const spoken = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 9) / 4)
  expect((await engine.ask(spoken)).text).toBe('You said: 1 seconds of sound.')
  expect((await engine.ask(spoken, 'transcribe')).text).toBe('1 seconds')
  const isWritten = (): boolean =>
    engine.events.some(
      (event) =>
        event.type === 'exchange' &&
        'seconds' in event.exchange.question &&
        event.exchange.question.transcript === 'something',
    )
  await eventually(isWritten, 'the question to be written down')
  engine.port.close()
})
