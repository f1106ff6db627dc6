import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, type EngineMessage, type Exchange, type StoreRequest } from '../../src-preload/contract'
import type { ConversationStore } from '../../src-main/engine/conversations/conversationStore'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { Session } from '../../src-main/engine/session'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import { TurnLock } from '../../src-main/engine/turnLock'
import { EngineUnderTest, type TurnOutcome } from '../rigs/engineUnderTest'
import { speakQuestion } from '../rigs/speakQuestion'
import { voxtralOf } from '../rigs/models/voxtralOf'
import { eventually } from '../rigs/eventually'

const france = 'What is the capital of France?'
const two = 'What is two plus two?'

let models: EngineModels
let spoken: Float32Array
beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  spoken = await readAudio(path.resolve('resources/question.wav'))
})
afterAll(() => models.release())

let store: ConversationStore
let turns: TurnLock
let session: Session
beforeEach(() => {
  store = forgetfulStore()
  turns = new TurnLock()
  session = sessionOf()
})
const windows: EngineUnderTest[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.port.close()
  await new Promise((resolve) => setTimeout(resolve))
  store.close()
})

/** As an engine that is started makes it: goes on with the newest conversation. */
const sessionOf = (): Session => new Session(models, config.parse({}), { store, since: 0 })

/** A window that shows the open conversation. */
function openWindow(of = session): EngineUnderTest {
  const window = new EngineUnderTest(of, {}, turns)
  windows.push(window)
  window.port.send({ type: 'open' })
  return window
}

type Message<Type extends EngineMessage['type']> = Extract<EngineMessage, { type: Type }>

function all<Type extends EngineMessage['type']>(window: EngineUnderTest, type: Type): Message<Type>[] {
  return window.events.filter((event): event is Message<Type> => event.type === type)
}

function remove(window: EngineUnderTest, what: Extract<StoreRequest, { kind: 'remove' }>['what']): void {
  window.port.send({ type: 'store', request: 0, ask: { kind: 'remove', what } })
}

/** The exchanges that a window would show. */
async function told(window: EngineUnderTest): Promise<readonly Exchange[]> {
  const before = all(window, 'conversation').length
  window.port.send({ type: 'open' })
  await eventually(() => all(window, 'conversation').length > before, 'the conversation to be told')
  return all(window, 'conversation').at(-1)!.exchanges
}

describe('an answer that is read aloud again', () => {
  const sentence = 'The moon pulls the water, and the sea follows it. '

  /** An exchange of the open conversation whose answer is far longer than what may be said otherwise. */
  async function longAnswer(window: EngineUnderTest): Promise<Exchange> {
    await window.ask(two)
    const { conversation } = (await told(window)).at(-1)!
    const { id } = store.begin(conversation, { text: 'And the tides?' })
    store.appendAnswer(id, sentence.repeat(22))
    store.finish(id, { outcome: 'interrupted' })
    return store.exchange(id)!
  }

  it('is said whole, with the places of its words, and leaves no trace', async () => {
    const window = openWindow()
    const exchange = await longAnswer(window)
    const before = await told(window)
    const { events, end, samples } = await window.outcome(window.readAloud(exchange.id))
    expect(end).toMatchObject({ reason: 'done' })
    const sentences = events.flatMap((event) => (event.type === 'sentence' ? [event] : []))
    const letters = (text: string): string => text.replaceAll(' ', '')
    const places = sentences.map(({ start, end }) => exchange.answer.slice(start, end))
    expect(letters(places.join(''))).toBe(letters(exchange.answer))
    // Of some seconds each.
    const [{ sampleRateHz }] = all(window, 'audio')
    expect(samples.length / sampleRateHz).toBeGreaterThan(30)
    expect(await told(window)).toEqual(before)
  })

  it('stops when it is interrupted, as any answer does', async () => {
    const window = openWindow()
    const exchange = await longAnswer(window)
    const before = await told(window)
    const turn = window.readAloud(exchange.id)
    await window.first('audio', turn)
    window.port.send({ type: 'interrupt', turn, playedSamples: 800 })
    const { end, events } = await window.outcome(turn)
    expect(end.reason).toBe('interrupted')
    expect(events.filter(({ type }) => type === 'sentence').length).toBeLessThan(22)
    expect(await told(window)).toEqual(before)
  })

  it('fails with a reason when it is not kept any more, or nothing was answered', async () => {
    const window = openWindow()
    const { id } = await longAnswer(window)
    remove(window, { exchange: id })
    const { end } = await window.outcome(window.readAloud(id))
    expect(end).toMatchObject({
      reason: 'failed',
      error: {
        code: 'message-invalid',
        notice: { kind: 'answer-gone' },
      },
    })
  })
})

describe('a question', () => {
  it('is an exchange from its beginning to its end, and the window knows it by its turn', async () => {
    const window = openWindow()
    const { text, samples } = await window.ask(france)
    const [begun, ended] = all(window, 'exchange')
    expect(begun).toMatchObject({ turn: 1, exchange: { question: { text: france }, answer: '' } })
    expect(begun.exchange.outcome).toBeUndefined()
    expect(ended).toMatchObject({
      turn: 1,
      exchange: { id: begun.exchange.id, answer: text, outcome: 'done' },
    })
    const { words, heardEnd, metrics } = ended.exchange
    expect(heardEnd).toBe(text.length)
    expect(metrics?.answerTokens).toBeGreaterThan(0)
    expect(text.slice(...words.at(-1)!.written)).toMatch(/^Paris\.?$/)
    expect(words.at(-1)!.endSeconds).toBeLessThanOrEqual(samples.length / 24_000)
    expect(await told(window)).toEqual([ended.exchange])
  })

  it('that was spoken is kept with its length and its sound', async () => {
    const window = openWindow()
    await window.ask(spoken)
    const [{ id, question }] = await told(window)
    expect(question).toEqual({ seconds: spoken.length / 16_000 })
    expect(store.questionAudio(id)).toHaveLength(spoken.length)
  })

  it('that fails is kept with what went wrong', async () => {
    const window = openWindow()
    await window.ask(new Float32Array(16_000))
    expect(await told(window)).toMatchObject([{ outcome: 'failed', error: { code: 'audio-empty' } }])
  })

  it('that is taken back while it is spoken never was, however far its answer was begun', async () => {
    const window = openWindow()
    const turn = window.start()
    window.say(turn, spoken)
    window.port.send({ type: 'utterance-pause', turn })
    window.port.send({ type: 'interrupt', turn })
    await window.outcome(turn)
    expect(await told(window)).toEqual([])
  })

  it('that only is to be written down, or said, is none', async () => {
    const window = openWindow()
    await window.ask(spoken, 'transcribe')
    await window.recite('Well.')
    expect(await told(window)).toEqual([])
  })

  it('is asked once more as it was typed, and as it was spoken', async () => {
    const window = openWindow()
    await window.ask(two)
    await window.ask(spoken)
    const [typed, heard] = await told(window)
    window.port.send({ type: 'ask-again', turn: 3, of: typed.id })
    expect((await window.outcome(3)).text).toMatch(/four/)
    window.port.send({ type: 'ask-again', turn: 4, of: heard.id })
    expect((await window.outcome(4)).text).toMatch(/Paris/)
    expect((await told(window)).map(({ question }) => question)).toEqual(
      [typed, heard, typed, heard].map(({ question }) => question),
    )
    window.port.send({ type: 'ask-again', turn: 5, of: 1 })
    expect((await window.outcome(5)).end).toMatchObject({ reason: 'failed', metrics: { answerTokens: 0 } })
  })
})

describe('somebody who speaks into an answer', () => {
  /** Says it, with the silence around it that a window sends. @param pauses the answer is begun while they are silent */
  async function interrupt(window: EngineUnderTest, word: string, pauses: boolean): Promise<TurnOutcome> {
    const said = await speakQuestion(word, { voice: 'en-us+m7', leadMs: 300, trailMs: 170 })
    const turn = window.start('chat', true)
    window.say(turn, said)
    if (pauses) window.port.send({ type: 'utterance-pause', turn })
    window.port.send({ type: 'utterance-end', turn })
    return window.outcome(turn)
  }

  it('and says no more than "stop" asks nothing', async () => {
    const window = openWindow()
    await window.ask(france)
    for (const pauses of [true, false]) {
      const { end, text } = await interrupt(window, 'Stop.', pauses)
      expect([end.reason, text]).toEqual(['interrupted', ''])
    }
    expect((await told(window)).map(({ question }) => question)).toEqual([{ text: france }])
    expect(all(window, 'forgotten')).toHaveLength(2)
  })

  it('asks what is more than that, or is said into no answer', async () => {
    const window = openWindow()
    expect((await interrupt(window, 'Hello.', true)).text).not.toBe('')
    expect((await window.ask(await speakQuestion('Stop.', { voice: 'en-us+m7' }))).text).not.toBe('')
    expect(await told(window)).toHaveLength(2)
  })
})

describe('an answer', () => {
  it('is kept to the last word that was heard, while it goes on and when it is over', async () => {
    const window = openWindow()
    const turn = window.begin(france)
    const { words } = await window.first('audio', turn)
    window.port.send({ type: 'interrupt', turn, playedSamples: words[1].endSample })
    await window.outcome(turn)
    const next = await window.ask(two)
    window.port.send({ type: 'interrupt', turn: 2, playedSamples: 0 })
    const [cut, unheard] = await told(window)
    expect(cut).toMatchObject({ outcome: 'interrupted', heardEnd: words[1].written[1] })
    expect(unheard).toMatchObject({ outcome: 'interrupted', heardEnd: 0, answer: next.text })
  })

  it('never was when its question is taken up again, whether it goes on or is over', async () => {
    const window = openWindow()
    await window.ask(france)
    const { metrics } = (await new EngineUnderTest(models).ask(two)).end
    window.port.send({ type: 'withdraw', turn: 1 })
    const turn = window.begin(france)
    window.port.send({ type: 'withdraw', turn })
    expect((await window.outcome(turn)).end.reason).toBe('interrupted')
    expect(await told(window)).toEqual([])
    expect(all(window, 'forgotten')).toHaveLength(2)
    expect((await window.ask(two)).end.metrics.promptTokens).toBe(metrics.promptTokens)
  })
})

describe('one conversation, seen by several windows', () => {
  it('is told to all, and goes on in each', async () => {
    const [a, b] = [openWindow(), openWindow()]
    const { text, end } = await a.ask(france)
    expect(all(b, 'exchange').map(({ turn, exchange }) => [turn, exchange.answer])).toEqual([
      [undefined, ''],
      [undefined, text],
    ])
    const next = await b.ask(two)
    expect(next.end.metrics.cachedTokens).toBeGreaterThanOrEqual(end.metrics.promptTokens)
    expect(await told(openWindow())).toHaveLength(2)
  })

  it('is written in all of them as it is, and heard as far as the window says that plays it', async () => {
    const [a, b] = [openWindow(), openWindow()]
    const turn = a.begin(france)
    const { text } = await a.outcome(turn)
    a.port.send({ type: 'heard', turn, place: 7 })
    const [{ id: exchange, heardEnd }] = await told(a)
    expect(
      all(b, 'exchange-written')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
    expect(all(b, 'exchange-heard')).toEqual([{ type: 'exchange-heard', exchange, place: 7, isAgain: false }])
    expect([...all(a, 'exchange-written'), ...all(a, 'exchange-heard')]).toEqual([])
    // What is shown is not what is remembered.
    expect(heardEnd).toBe(text.length)
  })

  it('shows in all of them how far an answer is read aloud again, until that ends however it does', async () => {
    const [a, b] = [openWindow(), openWindow()]
    await a.ask(france)
    const [{ id }] = await told(a)
    const again = (place?: number): object => ({
      ...{ type: 'exchange-heard', exchange: id, isAgain: true },
      ...(place !== undefined && { place }),
    })
    const read = async (): Promise<number> => {
      const turn = a.readAloud(id)
      await a.first('audio', turn)
      a.port.send({ type: 'heard', turn, place: 3 })
      return turn
    }
    a.port.send({ type: 'heard', turn: await read() })
    await read()
    await a.ask(two)
    await read()
    a.port.close()
    await eventually(() => all(b, 'exchange-heard').length === 6, 'the end of it')
    expect(all(b, 'exchange-heard')).toEqual([again(3), again(), again(3), again(), again(3), again()])
  })

  it('is another one for all when a window begins or opens one; one that is not there is not opened', async () => {
    const [a, b] = [openWindow(), openWindow()]
    await a.ask(france)
    const [{ conversation: first }] = await told(b)
    b.port.send({ type: 'begin' })
    expect(await told(a)).toEqual([])
    await a.ask(two)
    a.port.send({ type: 'open', conversation: first })
    expect((await told(b)).map(({ question }) => question)).toEqual([{ text: france }])
    b.port.send({ type: 'open', conversation: 7 })
    expect((await told(b)).map(({ conversation }) => conversation)).toEqual([first])
  })

  it('is without an exchange that a window removes, also one that another window is being answered', async () => {
    const [a, b] = [openWindow(), openWindow()]
    await a.ask(france)
    const [{ id }] = await told(b)
    remove(b, { exchange: id })
    const turn = a.begin(france)
    await a.first('text', turn)
    remove(b, { exchange: all(a, 'exchange').at(-1)!.exchange.id })
    expect((await a.outcome(turn)).end.reason).toBe('interrupted')
    expect(await told(b)).toEqual([])
    expect(all(b, 'forgotten')).toHaveLength(2)
    const alone = (await new EngineUnderTest(models).ask(two)).end.metrics.promptTokens
    expect((await a.ask(two)).end.metrics.promptTokens).toBe(alone)
  })
})

describe('a conversation that is removed', () => {
  it('is answered no further, and another one is open, as private as it was', async () => {
    const [a, b] = [openWindow(), openWindow()]
    for (const isPrivate of [false, true]) {
      a.port.send({ type: 'begin', isPrivate })
      const turn = a.begin(france)
      await a.first('text', turn)
      const { conversation } = all(a, 'exchange').at(-1)!.exchange
      remove(b, isPrivate ? 'everything' : { conversation })
      expect((await a.outcome(turn)).end.reason).toBe('interrupted')
      expect(await told(a)).toEqual([])
      expect(all(a, 'conversation').at(-1)).toMatchObject({ isPrivate })
      expect(store.conversation(conversation)).toBeUndefined()
    }
  })
})

describe('a private conversation', () => {
  it('that went with its engine is followed by a private one, once for all windows that show it', async () => {
    const [a, b] = [openWindow(), openWindow()]
    for (const window of [a, b]) window.port.send({ type: 'open', conversation: 7, isPrivate: true })
    await told(b)
    const [first, second] = [a, b].map((window) => all(window, 'conversation').at(-1)!)
    expect(first).toMatchObject({ isPrivate: true, exchanges: [] })
    expect(second.conversation).toBe(first.conversation)
  })
})

describe('an engine that is started again', () => {
  it('goes on with the conversation, and hears again what was spoken', async () => {
    const first = openWindow()
    await first.ask(spoken)
    const before = await first.ask(two)
    session = sessionOf()
    const window = openWindow()
    expect(await told(window)).toMatchObject([{ outcome: 'done' }, { question: { text: two } }])
    const { end, text } = await window.ask(two)
    expect(text).toMatch(/four/)
    expect(end.metrics.promptTokens).toBeGreaterThan(before.end.metrics.promptTokens)
  })

  it('begins a new one where the newest is of before this run', async () => {
    await openWindow().ask(france)
    session = new Session(models, config.parse({}), { store, since: Date.now() + 1000 })
    expect(await told(openWindow())).toEqual([])
  })
})

it('removing one exchange hears no other question again, and keeps the prompt of all before it', async () => {
  const window = openWindow()
  const first = await window.ask(spoken)
  for (const question of [france, two, spoken]) await window.ask(question)
  const [, second] = await told(window)
  const encode = vi.spyOn(voxtralOf(models).encoder, 'encode')
  remove(window, { exchange: second.id })
  const { end } = await window.ask(two)
  expect(end.reason).toBe('done')
  expect(encode).not.toHaveBeenCalled()
  expect(end.metrics.cachedTokens).toBeGreaterThan(first.end.metrics.promptTokens)
  encode.mockRestore()
})

it('trouble with the store is told to all windows, and to the first where there was none', async () => {
  const { toAppError } = await import('../../src-preload/contract')
  session.trouble(toAppError(new Error('The disk is full.')))
  const window = openWindow()
  await eventually(() => all(window, 'trouble').length > 0, 'the trouble to be told')
  expect(all(window, 'trouble')[0].error.notice).toEqual({ kind: 'unexpected', detail: 'The disk is full.' })
})
