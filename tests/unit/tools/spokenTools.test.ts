import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { config, type EngineMessage, type Exchange } from '../../../src-preload/contract'
import { forgetfulStore } from '../../../src-main/engine/conversations/forgetfulStore'
import type { EngineModels } from '../../../src-main/engine/models/engineModels'
import { Session } from '../../../src-main/engine/session'
import type { RawTool } from '../../../src-main/engine/tools/rawTool'
import { Toolbox } from '../../../src-main/engine/tools/toolbox'
import { EngineUnderTest } from '../../rigs/engineUnderTest'
import { callingAnswer } from '../../rigs/tools/callingAnswer'
import { hum } from '../../fixtures/kinds/hum/hum'

let engine: EngineUnderTest
let session: Session
let toolbox: Toolbox
let more: RawTool[]
let unheard: boolean[]

beforeEach(async () => {
  more = []
  const voice = await hum.load('tests/fixtures/kinds/hum/model', undefined)
  const models = {
    listener: { name: 'calling', answer: callingAnswer },
    voice,
    notes: [],
    embedded: [],
    failures: [],
  } as unknown as EngineModels
  toolbox = new Toolbox()
  const own = toolbox.tools(() => false)
  vi.spyOn(toolbox, 'tools').mockImplementation(() => [...own, ...more])
  unheard = []
  const onUnheard = (isUnheard: boolean): void => void unheard.push(isUnheard)
  session = new Session(models, config.parse({}), { store: forgetfulStore(), toolbox, onUnheard })
  engine = new EngineUnderTest(session)
  engine.port.send({ type: 'open' })
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await toolbox.close()
})
const told = <T extends EngineMessage['type']>(type: T): Extract<EngineMessage, { type: T }>[] =>
  engine.events.filter((event): event is Extract<EngineMessage, { type: T }> => event.type === type)
const kept = (): Exchange => session.store.exchange(told('exchange').at(-1)!.exchange.id)!

it('what is called is told while it goes on, and kept with its exchange', async () => {
  const { text, end } = await engine.ask('set_timer {"duration": "90 seconds"}')
  expect([text, end.reason]).toEqual(['I know now: The timer is set for 1 minute 30 seconds.', 'done'])
  const step = { id: 'call-1', name: 'set_timer', args: { duration: '90 seconds' }, place: 0 }
  const result = 'The timer is set for 1 minute 30 seconds.'
  expect(kept().toolSteps).toMatchObject([{ ...step, outcome: 'done', result }])
  expect(told('exchange').map(({ exchange }) => exchange.toolSteps.at(0)?.outcome)).toEqual(
    expect.arrayContaining([undefined, 'done']),
  )
})

it('a window is told what may be called, and what rings, and silences it', async () => {
  expect(told('tools')[0].tools.map(({ name }) => name)).toContain('set_timer')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  await engine.ask('set_timer {"duration": "2 seconds", "label": "tea"}')
  await vi.advanceTimersByTimeAsync(2500)
  const tea = { ring: 1, kind: 'timer', label: 'tea', isSilent: false }
  expect(told('ringing').at(-1)?.ringing).toMatchObject([tea])
  const second = new EngineUnderTest(session)
  second.port.send({ type: 'open' })
  await vi.advanceTimersByTimeAsync(1)
  expect(second.events.find(({ type }) => type === 'ringing')).toMatchObject({ ringing: [tea] })
  await engine.ask('get_time {}')
  expect(told('ringing').at(-1)?.ringing).toMatchObject([{ ...tea, isSilent: true }])
  engine.port.send({ type: 'ringing-seen', ring: 1 })
  await vi.advanceTimersByTimeAsync(1)
  expect(told('ringing').at(-1)?.ringing).toEqual([])
})

it('what rings when the last window is gone is told to the host, until a window comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  await engine.ask('set_timer {"duration": "2 seconds"}')
  engine.port.close()
  await vi.advanceTimersByTimeAsync(2500)
  expect(unheard).toEqual([true])
  new EngineUnderTest(session).port.send({ type: 'open' })
  await vi.advanceTimersByTimeAsync(1)
  expect(unheard).toEqual([true, false])
})

it('the user is asked, and what was said decides', async () => {
  for (const [isAllowed, outcome, result] of [
    [true, 'done', 'copied'],
    [false, 'refused', 'Error: The user did not allow this.'],
  ] as const) {
    const turn = engine.begin('read_clipboard {}')
    const { call, tool, deed } = await engine.first('tool-ask', turn)
    expect([tool, deed]).toEqual(['read_clipboard', 'read-clipboard'])
    engine.port.send({ type: 'tool-answer', call: call + 7, isAllowed: true })
    engine.port.send({ type: 'tool-answer', call, isAllowed, text: 'copied' })
    expect((await engine.outcome(turn)).text).toBe(`I know now: ${result}`)
    expect(kept().toolSteps).toMatchObject([{ outcome, result }])
  }
})

it('an interruption ends a call that its user was asked about, and it never runs', async () => {
  const turn = engine.begin('read_clipboard {}')
  const { call } = await engine.first('tool-ask', turn)
  engine.port.send({ type: 'interrupt', turn })
  expect((await engine.outcome(turn)).end.reason).toBe('interrupted')
  expect(kept().toolSteps).toMatchObject([{ outcome: 'interrupted' }])
  engine.port.send({ type: 'tool-answer', call, isAllowed: true, text: 'copied' })
  expect((await engine.ask('get_time {}')).end.reason).toBe('done')
})

it('while a tool takes long the voice says a word that is no part of the answer', async () => {
  let finish = (_: string): void => undefined
  const parameters = { type: 'object' }
  more.push({
    ...{ name: 'slow', description: 'Slow.', parameters, asksFirst: false },
    run: () => new Promise((resolve) => (finish = resolve)),
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const turn = engine.begin('slow {}')
  await vi.advanceTimersByTimeAsync(600)
  expect(told('audio')).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  const [{ start, end, text }] = told('sentence')
  expect([start, end, text]).toEqual([0, 0, 'One moment.'])
  expect(told('audio')).toMatchObject([{ sentence: 0, words: [] }])
  finish('Slow is done.')
  const { text: answer, events } = await engine.outcome(turn)
  expect(answer).toBe('I know now: Slow is done.')
  const said = events.flatMap((event) =>
    event.type === 'audio' ? [[event.sentence, event.words.length > 0]] : [],
  )
  expect(said).toEqual([
    [0, false],
    [1, true],
  ])
  expect(kept().heardEnd).toBe(answer.length)
})

it('an answer of nothing is no answer: its user is told', async () => {
  const { text, end } = await engine.ask('nothing')
  expect([text, end.reason]).toEqual(['', 'failed'])
  expect(end.error).toMatchObject({ notice: { kind: 'answer-empty' }, retryable: true })
  expect(kept().outcome).toBe('failed')
})
