import { beforeEach, describe, expect, it } from 'vitest'
import { portPair, unansweredTurn, type AskMessage, type EngineMessage, type Port } from '@contract'
import type { ConversationKeeper } from '../../../src-preload/conversationMemory'
import type { KeptExchange } from '../../../src-preload/keptExchange'
import { LastingPort } from '../../../src-preload/lastingPort'

describe('a port that outlives its engine', () => {
  let heard: EngineMessage[]
  let port: LastingPort
  let asked: AskMessage[]
  let engine: Port<EngineMessage, AskMessage>
  let restarts: number

  /** A new engine behind the port. */
  const attach = (): void => {
    const [window, end] = portPair<AskMessage, EngineMessage>()
    asked = []
    engine = end
    engine.onMessage((message) => asked.push(message))
    port.attach(window)
  }
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
  const ends = (): object[] => heard.filter((message) => message.type === 'turn-end')

  /** A turn that is answered whole. */
  const converse = async (turn: number, question: string, answer: string): Promise<void> => {
    port.send({ type: 'ask', turn, text: question })
    engine.send({ type: 'text', turn, text: answer })
    const words = [...answer.matchAll(/\S+/g)].map(({ 0: word, index }, i) => ({
      written: [index, index + word.length] as [number, number],
      startSample: i * 100,
      endSample: (i + 1) * 100,
    }))
    const samples = new Float32Array(words.length * 100)
    engine.send({ type: 'audio', turn, sentence: 0, sampleRateHz: 24_000, samples, words })
    engine.send(unansweredTurn(turn, 'done', 0))
    await settle()
  }

  beforeEach(() => {
    heard = []
    restarts = 0
    port = new LastingPort(
      () => restarts++,
      () => 0,
    )
    port.onMessage((message) => heard.push(message))
    attach()
  })

  it('ends open turns once when the engine goes, and hears the dead engine no more', async () => {
    port.send({ type: 'utterance-start', turn: 1, mode: 'chat' })
    const old = engine
    old.send({ type: 'state', turn: 1, state: 'listening' })
    await settle()
    port.detach('restarting')
    old.send(unansweredTurn(1, 'done', 0))
    port.detach('restarting')
    await settle()
    expect(ends()).toMatchObject([
      { turn: 1, reason: 'failed', error: { code: 'engine-lost', retryable: false } },
    ])
    expect(heard.at(-1)).toEqual({ type: 'engine', state: 'restarting' })
  })

  it('tells the next engine what was said, questions by voice as the audio they were', async () => {
    await converse(1, 'Who are you?', 'I am Parley.')
    port.send({ type: 'utterance-start', turn: 2, mode: 'chat' })
    for (const level of [0.1, 0.2])
      port.send({ type: 'audio', turn: 2, samples: new Float32Array(512).fill(level) })
    port.send({ type: 'utterance-end', turn: 2 })
    engine.send({ type: 'text', turn: 2, text: 'Yes.' })
    engine.send(unansweredTurn(2, 'done', 0))
    await settle()
    port.send({ type: 'ask', turn: 3, text: 'Never answered' })
    port.detach('restarting')
    attach()
    await settle()
    const samples = Float32Array.from({ length: 1024 }, (_, i) => (i < 512 ? 0.1 : 0.2))
    expect(asked).toEqual([
      { type: 'recall', text: 'Who are you?', answer: 'I am Parley.', isCut: false },
      { type: 'recall', samples, answer: 'Yes.', isCut: false },
    ])
  })

  it('recalls only the words that were heard, also when the engine had long finished', async () => {
    await converse(1, 'Count', 'one two three four')
    port.send({ type: 'interrupt', turn: 1, playedSamples: 250 })
    port.detach('restarting')
    attach()
    await settle()
    expect(asked).toEqual([{ type: 'recall', text: 'Count', answer: 'one two', isCut: true }])
  })

  it('tells a page that comes later what was said: how much was heard, what failed, what was stopped', async () => {
    await converse(1, 'Count', 'one two three four')
    await converse(2, 'Again', 'one two three four')
    port.send({ type: 'interrupt', turn: 2, playedSamples: 250 })
    port.send({ type: 'utterance-start', turn: 3, mode: 'chat' })
    port.send({ type: 'audio', turn: 3, samples: new Float32Array(8000) })
    port.send({ type: 'utterance-end', turn: 3 })
    engine.send({ type: 'text', turn: 3, text: 'Yes.' })
    engine.send(unansweredTurn(3, 'done', 0))
    // A cough: taken back.
    port.send({ type: 'utterance-start', turn: 4, mode: 'chat' })
    port.send({ type: 'interrupt', turn: 4 })
    engine.send(unansweredTurn(4, 'interrupted', 0))
    // A question that was stopped before it was answered; and one that was taken up again, for it was not all.
    const frames = [0.1, 0.2, 0.3].map((level) => new Float32Array(8000).fill(level))
    for (const [turn, spoken] of [frames.slice(2), frames.slice(0, 1), frames.slice(0, 2)].entries()) {
      port.send({ type: 'utterance-start', turn: turn + 5, mode: 'chat' })
      for (const samples of spoken) port.send({ type: 'audio', turn: turn + 5, samples })
      port.send({ type: 'utterance-end', turn: turn + 5 })
      port.send({ type: 'interrupt', turn: turn + 5, playedSamples: 0 })
      engine.send(unansweredTurn(turn + 5, 'interrupted', 0))
    }
    port.send({ type: 'ask', turn: 8, text: 'Anyone?' })
    await settle()
    port.detach('restarting')
    attach()
    // Not over when the page was left.
    port.send({ type: 'ask', turn: 9, text: 'And now?' })
    engine.send({ type: 'text', turn: 9, text: 'Now' })
    port.send({ type: 'interrupt', turn: 9, playedSamples: 0 })
    await settle()
    port.send({ type: 'recount' })
    const past = heard.findLast((message) => message.type === 'past')
    const whole = 'one two three four'
    expect(past?.exchanges).toMatchObject([
      { question: 'Count', answer: whole, heardEnd: whole.length, outcome: 'done' },
      { question: 'Again', answer: whole, heardEnd: 'one two'.length, outcome: 'interrupted' },
      { questionSeconds: 0.5, answer: 'Yes.', heardEnd: 4, outcome: 'done' },
      { questionSeconds: 0.5, answer: '', heardEnd: 0, outcome: 'interrupted' },
      { questionSeconds: 1, answer: '', heardEnd: 0, outcome: 'interrupted' },
      { question: 'Anyone?', answer: '', heardEnd: 0, outcome: 'failed', error: { code: 'engine-lost' } },
      { question: 'And now?', answer: 'Now', heardEnd: 0, outcome: 'interrupted' },
    ])
    port.send({ type: 'forget' })
    engine.send(unansweredTurn(9, 'interrupted', 0))
    await settle()
    port.send({ type: 'recount' })
    expect(heard.at(-1)).toEqual({ type: 'past', exchanges: [] })
  })

  it('keeps nothing of what is only said to be listened to, and ends it with its engine', async () => {
    port.send({ type: 'say', turn: 1, text: 'This is how I sound.' })
    await settle()
    expect(asked).toEqual([{ type: 'say', turn: 1, text: 'This is how I sound.' }])
    port.detach('restarting')
    expect(ends()).toMatchObject([{ turn: 1, reason: 'failed', error: { code: 'engine-lost' } }])
    port.send({ type: 'recount' })
    expect(heard.at(-1)).toEqual({ type: 'past', exchanges: [] })
  })

  it('forgets on demand', async () => {
    await converse(1, 'Secret?', 'Yes.')
    port.send({ type: 'forget' })
    port.detach('restarting')
    attach()
    await settle()
    expect(asked).toEqual([])
  })

  it('lets the window that takes a dead one’s place go on with what was kept of its conversation', async () => {
    const kept = new Map<number, KeptExchange>()
    const keeper: ConversationKeeper = {
      keep: (exchange) => kept.set(exchange.turn, structuredClone(exchange)),
      drop: (turn) => kept.delete(turn),
      forget: () => kept.clear(),
    }
    const open = (): void => {
      port = new LastingPort(
        () => restarts++,
        () => 0,
        keeper,
      )
      port.restore([...kept.values()].map((exchange, i) => ({ ...exchange, turn: i - kept.size })))
      port.onMessage((message) => heard.push(message))
      attach()
    }
    open()
    await converse(1, 'Secret?', 'Yes.')
    port.send({ type: 'forget' })
    await converse(2, 'Count', 'one two three four')
    port.send({ type: 'interrupt', turn: 2, playedSamples: 250 })
    // Forgotten before the engine has said that it was stopped.
    port.send({ type: 'ask', turn: 3, text: 'Secret too?' })
    port.send({ type: 'interrupt', turn: 3, playedSamples: 0 })
    port.send({ type: 'forget', exchange: 3 })
    port.send({ type: 'utterance-start', turn: 4, mode: 'chat' })
    port.send({ type: 'audio', turn: 4, samples: new Float32Array(8000) })
    port.send({ type: 'utterance-end', turn: 4 })
    port.send({ type: 'utterance-start', turn: 5, mode: 'chat' })
    await settle()
    open()
    await settle()
    port.send({ type: 'recount' })
    const past = heard.findLast((message) => message.type === 'past')
    expect(past?.exchanges).toMatchObject([
      { question: 'Count', heardEnd: 'one two'.length, outcome: 'interrupted' },
      { questionSeconds: 0.5, answer: '', outcome: 'failed', error: { retryable: true } },
    ])
    expect(asked).toMatchObject([{ type: 'recall', text: 'Count', answer: 'one two', isCut: true }])
  })

  it('forgets one exchange: the engine is told the others anew, as soon as no turn goes on', async () => {
    await converse(1, 'Count', 'one two')
    await converse(2, 'Secret?', 'Yes.')
    port.send({ type: 'ask', turn: 3, text: 'And?' })
    await settle()
    asked = []
    port.send({ type: 'forget', exchange: 2 })
    await settle()
    expect(asked).toEqual([])
    engine.send(unansweredTurn(3, 'interrupted', 0))
    await settle()
    expect(asked).toMatchObject([{ type: 'forget' }, { type: 'recall', text: 'Count' }])
    expect(asked).toHaveLength(2)
    port.send({ type: 'recount' })
    const past = heard.findLast((message) => message.type === 'past')
    expect(past?.exchanges.map(({ turn, question }) => [turn, question])).toEqual([
      [1, 'Count'],
      [3, 'And?'],
    ])
  })

  it('asks again what was typed, and what was spoken to its end', async () => {
    port.send({ type: 'utterance-start', turn: 1, mode: 'chat' })
    for (const level of [0.1, 0.2])
      port.send({ type: 'audio', turn: 1, samples: new Float32Array(512).fill(level) })
    port.send({ type: 'utterance-end', turn: 1 })
    port.send({ type: 'ask', turn: 2, text: 'Why?' })
    port.send({ type: 'utterance-start', turn: 3, mode: 'chat' })
    port.detach('restarting')
    attach()
    expect(ends()).toMatchObject([
      { turn: 1, reason: 'failed', error: { retryable: true } },
      { turn: 2, reason: 'failed', error: { retryable: true } },
      { turn: 3, reason: 'failed', error: { retryable: false } },
    ])
    for (const [turn, of] of [
      [4, 1],
      [5, 2],
      [6, 3],
    ])
      port.send({ type: 'ask-again', turn, of })
    await settle()
    expect(asked).toEqual([
      { type: 'utterance-start', turn: 4, mode: 'chat' },
      { type: 'audio', turn: 4, samples: new Float32Array(512).fill(0.1) },
      { type: 'audio', turn: 4, samples: new Float32Array(512).fill(0.2) },
      { type: 'utterance-end', turn: 4 },
      { type: 'ask', turn: 5, text: 'Why?' },
    ])
    expect(ends().at(-1)).toMatchObject({ turn: 6, reason: 'failed', error: { retryable: false } })
  })

  it('keeps what is asked while an engine starts, unless it is taken back', async () => {
    port.detach('restarting')
    port.send({ type: 'ask', turn: 1, text: 'First' })
    port.send({ type: 'interrupt', turn: 1 })
    port.send({ type: 'ask', turn: 2, text: 'Second' })
    attach()
    await settle()
    expect(asked).toEqual([{ type: 'ask', turn: 2, text: 'Second' }])
    expect(ends()).toMatchObject([{ turn: 1, reason: 'interrupted' }])
  })

  it('fails what is asked of a lost engine, with the reason, and passes the button on', () => {
    const error = { code: 'model-missing', message: 'There is no model.', retryable: false } as const
    port.detach('lost', error)
    port.send({ type: 'ask', turn: 1, text: 'Anyone?' })
    port.send({ type: 'restart' })
    expect(ends()).toMatchObject([{ turn: 1, reason: 'failed', error }])
    expect(restarts).toBe(1)
  })
})
