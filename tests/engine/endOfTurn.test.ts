import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError, config } from '@contract'
import { TurnLock } from '../../src-main/engine/turnLock'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { EndOfTurn } from '../../src-main/engine/hearing/endOfTurn'
import { UsedEndOfTurn } from '../../src-main/engine/hearing/usedEndOfTurn'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { writeEndOfTurn } from '../rigs/models/writeEndOfTurn'
import { speakQuestion } from '../rigs/speakQuestion'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-end-of-turn-'))
let models: EngineModels
let question: Float32Array
beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  question = await speak('Is it raining in the mountains?')
})
afterAll(() => {
  models.release()
  rmSync(folder, { recursive: true })
})

/** As somebody says it, and the silence of a pause behind it. */
const speak = (text: string): Promise<Float32Array> =>
  speakQuestion(text, { voice: 'en-us+f2', leadMs: 200, trailMs: 180 })

/** Writes a model that takes `bands` bands and says `probability`. */
const modelFile = (name: string, bands: number, probability: number, inputName?: string): string =>
  writeEndOfTurn(path.join(folder, `${name}.onnx`), { bands, probability, inputName })

describe('the embedded end-of-turn model', () => {
  it('tells sentences that are over from those that are not', async () => {
    const over = ['How high is the tower?', 'Please water the flowers in the garden.']
    const open = ['Please water the,', 'I was thinking, um,']
    const judge = async (text: string): Promise<number> =>
      (await models.endOfTurn!.probability(await speak(text)))!
    const least = Math.min(...(await Promise.all(over.map(judge))))
    const most = Math.max(...(await Promise.all(open.map(judge))))
    expect(least).toBeGreaterThan(0.6)
    expect(most).toBeLessThan(0.2)
  })

  it('hears the end of what is longer than its window, and silence without an error', async () => {
    const heardSamples = 8 * 16_000
    const long = new Float32Array(heardSamples + question.length)
    long.set(question, heardSamples)
    const { endOfTurn } = models
    const tail = long.slice(-heardSamples)
    expect(await endOfTurn!.probability(long)).toBe(await endOfTurn!.probability(tail))
    const ofSilence = await endOfTurn!.probability(new Float32Array(16_000))
    expect(ofSilence).toBeGreaterThanOrEqual(0)
    expect(ofSilence).toBeLessThanOrEqual(1)
  })
})

describe('an end-of-turn model', () => {
  it('says its probability and lets everything go', async () => {
    const before = liveHandles()
    const model = await EndOfTurn.load(modelFile('quarter', 80, 0.25))
    expect(await model.probability(new Float32Array(3))).toBe(0.25)
    model.release()
    expect(liveHandles()).toEqual(before)
  })

  it('may want another number of bands', async () => {
    const model = await EndOfTurn.load(modelFile('bands', 64, 0.75))
    expect(await model.probability(new Float32Array(40_000).fill(0.1))).toBe(0.75)
    model.release()
  })

  it('that is none is refused with what it should be', async () => {
    await expect(EndOfTurn.load(modelFile('other', 80, 0.5, 'audio'))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('input_features f32 [1, 80, 800]') as string,
    })
    const before = liveHandles()
    await expect(EndOfTurn.load(modelFile('wild', 80, 7))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('gave 7 where a probability belongs') as string,
    })
    expect(liveHandles()).toEqual(before)
  })
})

describe('an engine with an end-of-turn model', () => {
  it('says in a pause how likely it is the end, while it begins to answer', async () => {
    const engine = new EngineUnderTest(models)
    const turn = engine.start()
    engine.say(turn, question)
    engine.port.send({ type: 'utterance-pause', turn, pause: 7 })
    expect(await engine.first('end-of-turn', turn)).toMatchObject({ pause: 7 })
    engine.port.send({ type: 'utterance-end', turn })
    expect((await engine.outcome(turn)).end.reason).toBe('done')
    expect(engine.events.filter(({ type }) => type === 'end-of-turn')).toHaveLength(1)
  })

  it('says it also while another window is answered, and begins nothing then', async () => {
    const turns = new TurnLock()
    const [other, engine] = [new EngineUnderTest(models, {}, turns), new EngineUnderTest(models, {}, turns)]
    const answered = other.start() // whoever has paused before has the engine
    other.say(answered, question)
    other.port.send({ type: 'utterance-pause', turn: answered })
    const turn = engine.start()
    engine.say(turn, question)
    engine.port.send({ type: 'utterance-pause', turn, pause: 3 })
    expect(await engine.first('end-of-turn', turn)).toMatchObject({ pause: 3 })
    engine.port.send({ type: 'utterance-end', turn })
    other.port.send({ type: 'utterance-end', turn: answered })
    expect((await other.outcome(answered)).end.reason).toBe('done')
    const { end, events } = await engine.outcome(turn)
    expect(end.reason).toBe('done')
    expect(events.flatMap((event) => (event.type === 'state' ? [event.state] : []))).toEqual([
      'listening',
      'waiting',
      'thinking',
      'speaking',
    ])
  })

  it('says nothing of a pause without a number', async () => {
    const engine = new EngineUnderTest(models)
    const turn = engine.start()
    engine.say(turn, question)
    engine.port.send({ type: 'utterance-pause', turn })
    engine.port.send({ type: 'utterance-end', turn })
    await engine.outcome(turn)
    expect(engine.events.filter(({ type }) => type === 'end-of-turn')).toHaveLength(0)
  })

  it('answers without one, and says why', async () => {
    const file = path.join(folder, 'broken.onnx')
    writeFileSync(file, 'no model')
    const notes: string[] = []
    const endOfTurn = await UsedEndOfTurn.load([file], ({ message }) => notes.push(message))
    expect(notes).toEqual([expect.stringContaining('only by silence')])
    const engine = new EngineUnderTest({ ...models, endOfTurn })
    const turn = engine.start()
    engine.say(turn, question)
    engine.port.send({ type: 'utterance-pause', turn, pause: 1 })
    engine.port.send({ type: 'utterance-end', turn })
    expect((await engine.outcome(turn)).end.reason).toBe('done')
    expect(engine.events.filter(({ type }) => type === 'end-of-turn')).toHaveLength(0)
  })

  it('is told of trouble with it once, and answers all the same', async () => {
    const failure = new AppError('inference-failed', {
      kind: 'as-told',
      text: 'It gave 7 where a probability belongs.',
    })
    const engine = new EngineUnderTest({
      ...models,
      endOfTurn: { probability: () => Promise.reject(failure) },
    })
    for (let i = 0; i < 2; i++) {
      const turn = engine.start()
      engine.say(turn, question)
      engine.port.send({ type: 'utterance-pause', turn, pause: i })
      engine.port.send({ type: 'utterance-end', turn })
      expect((await engine.outcome(turn)).end.reason).toBe('done')
    }
    expect(engine.events.filter(({ type }) => type === 'trouble')).toHaveLength(1)
  })

  it('judges one pause at a time, however many a window tells of', async () => {
    let [asked, judging, mostAtOnce] = [0, 0, 0]
    const turns = new TurnLock()
    const probability = async (): Promise<number> => {
      asked++
      mostAtOnce = Math.max(mostAtOnce, ++judging)
      await new Promise((resolve) => setTimeout(resolve, 5))
      judging--
      return 0.5
    }
    const flooded = { ...models, endOfTurn: { probability } }
    const other = new EngineUnderTest(models, {}, turns)
    const answered = other.start()
    other.say(answered, question)
    other.port.send({ type: 'utterance-pause', turn: answered })
    const engine = new EngineUnderTest(flooded, {}, turns)
    const turn = engine.start()
    engine.say(turn, question)
    for (let pause = 0; pause < 200; pause++) engine.port.send({ type: 'utterance-pause', turn, pause })
    await engine.first('end-of-turn', turn)
    engine.port.send({ type: 'utterance-pause', turn, pause: 200 })
    other.port.send({ type: 'interrupt', turn: answered })
    engine.port.send({ type: 'utterance-end', turn })
    expect((await engine.outcome(turn)).end.reason).toBe('done')
    expect([asked, mostAtOnce]).toEqual([2, 1])
  })
})
