import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { config, type EngineMessage } from '../../src-preload/contract'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import type { Decoding } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { Session } from '../../src-main/engine/session'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import { TurnLock } from '../../src-main/engine/turnLock'
import { eventually } from '../rigs/eventually'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { voxtralOf, withDecoder } from '../rigs/models/voxtralOf'

let models: EngineModels
let question: Float32Array
beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  question = await readAudio(path.resolve('resources/question.wav'))
})
afterAll(() => models.release())

/** Models whose answers begin when they are let, in the order in which they are asked. */
function heldModels(): { readonly models: EngineModels; readonly lets: (() => void)[] } {
  const lets: (() => void)[] = []
  const { decoder } = voxtralOf(models)
  const decode: Decoding['decode'] = async function* (prompt, options, signal) {
    await new Promise<void>((resolve) => {
      lets.push(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    yield* decoder.decode(prompt, options, signal)
  }
  return { models: withDecoder(models, { decode }), lets }
}

const statesOf = (engine: EngineUnderTest): string[] =>
  engine.events.flatMap((event: EngineMessage) =>
    event.type === 'state'
      ? [`${event.turn} ${event.state}`]
      : event.type === 'turn-end'
        ? [`${event.turn} ${event.reason}`]
        : [],
  )

describe('several windows that share the models', () => {
  let lets: (() => void)[]
  let [a, b]: EngineUnderTest[] = []
  beforeEach(() => {
    const held = heldModels()
    lets = held.lets
    const turns = new TurnLock()
    ;[a, b] = [new EngineUnderTest(held.models, {}, turns), new EngineUnderTest(held.models, {}, turns)]
  })

  it('are answered one after the other, and the second is told to wait', async () => {
    const first = a.begin('What is two plus two?')
    await eventually(() => lets.length === 1, 'question 1 to be answered')
    const second = b.begin(question)
    await b.first('state', second)
    await eventually(() => statesOf(b).includes('1 waiting'), 'the other to wait')
    expect(lets).toHaveLength(1)
    lets[0]()
    expect((await a.outcome(first)).text).toContain('four')
    await eventually(() => lets.length === 2, 'question 2 to be answered')
    lets[1]()
    expect((await b.outcome(second)).text).toContain('Paris')
    expect(statesOf(b)).toEqual(['1 listening', '1 waiting', '1 thinking', '1 speaking', '1 done'])
  })

  it('end a waiting question once when it is taken back or asked anew, and others do not wait for it', async () => {
    const first = a.begin('What is two plus two?')
    await eventually(() => lets.length === 1, 'question 1 to be answered')
    const taken = b.begin(question)
    b.port.send({ type: 'interrupt', turn: taken })
    const anew = b.begin('What is your name?')
    const newest = b.begin('What is two plus two?')
    for (const turn of [taken, anew]) expect((await b.outcome(turn)).end.reason).toBe('interrupted')
    lets[0]()
    await a.outcome(first)
    await eventually(() => lets.length === 2, 'question 2 to be answered')
    lets[1]()
    expect((await b.outcome(newest)).text).toContain('four')
    expect(statesOf(b).filter((state) => state.endsWith('interrupted'))).toEqual([
      '1 interrupted',
      '2 interrupted',
    ])
  })

  it('go on when the window whose turn it is closes', async () => {
    a.begin('What is two plus two?')
    await eventually(() => lets.length === 1, 'question 1 to be answered')
    const second = b.begin('What is your name?')
    a.port.close()
    await eventually(() => lets.length === 2, 'question 2 to be answered')
    lets[1]()
    expect((await b.outcome(second)).end.reason).toBe('done')
  })

  it('take a window that asks again behind those that wait', async () => {
    const first = a.begin('What is two plus two?')
    await eventually(() => lets.length === 1, 'question 1 to be answered')
    const waiting = b.begin('What is your name?')
    await eventually(() => statesOf(b).includes('1 waiting'), 'the other to wait')
    const again = a.begin('What is two plus two?')
    expect((await a.outcome(first)).end.reason).toBe('interrupted')
    await eventually(() => lets.length === 2, 'question 2 to be answered')
    lets[1]()
    await b.outcome(waiting)
    await eventually(() => lets.length === 3, 'question 3 to be answered')
    lets[2]()
    expect((await a.outcome(again)).end.reason).toBe('done')
  })
})

describe('a window that is gone while it plays an answer', () => {
  const story = 'Tell me a story.'
  let [player, view]: EngineUnderTest[] = []
  beforeEach(() => {
    const session = new Session(models, config.parse({}), { store: forgetfulStore() })
    const turns = new TurnLock()
    ;[player, view] = [0, 0].map(() => new EngineUnderTest(session, {}, turns))
    for (const window of [player, view]) window.port.send({ type: 'open' })
  })
  /** What the other window was told last of the exchange. */
  const shown = (): { answer: string; outcome?: string; heardEnd: number } | undefined =>
    view.events.findLast((event) => event.type === 'exchange')?.exchange
  const heard = async (turn: number, place: number): Promise<void> => {
    player.port.send({ type: 'heard', turn, place })
    await eventually(() => view.events.some(({ type }) => type === 'exchange-heard'), 'the place')
  }
  const cutAt = (place: number): Promise<boolean> =>
    eventually(
      () => shown()?.outcome === 'interrupted' && shown()?.heardEnd === place,
      () => `an answer that was heard up to ${place}: ${JSON.stringify(shown())}`,
    )

  it('leaves it as heard up to there, where it was written to its end', async () => {
    const turn = player.begin(story)
    await player.outcome(turn)
    await heard(turn, 9)
    player.port.close()
    await cutAt(9)
    expect(shown()!.answer.length).toBeGreaterThan(9)
  })

  it('leaves it as heard up to there, where it was being written', async () => {
    const turn = player.begin(story)
    await player.first('audio', turn)
    await heard(turn, 9)
    player.port.close()
    await cutAt(9)
  })

  it('leaves it as it is, where all of it was heard', async () => {
    const turn = player.begin(story)
    const { text } = await player.outcome(turn)
    await heard(turn, text.length)
    player.port.close()
    await view.ask('What is two plus two?')
    const outcomes = view.events.flatMap((event) =>
      event.type === 'exchange' ? [event.exchange.outcome] : [],
    )
    expect(outcomes).not.toContain('interrupted')
  })
})
