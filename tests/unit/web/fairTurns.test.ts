import { beforeEach, describe, expect, it } from 'vitest'
import { portPair, unansweredTurn, type AskMessage, type EngineMessage, type Port } from '@contract'
import { FairTurns } from '../../../src-main/engine/fairTurns'

/** A window, and what its conversation got to hear through the gate. */
class Seat {
  readonly window: Port<AskMessage, EngineMessage>
  readonly conversation: Port<EngineMessage, AskMessage>
  readonly asked: string[] = []
  readonly told: string[] = []

  constructor(turns: FairTurns) {
    const [window, engine] = portPair<AskMessage, EngineMessage>()
    this.window = window
    this.conversation = turns.gate(engine)
    const show = (m: AskMessage | EngineMessage): string =>
      [
        m.type,
        'turn' in m && m.turn,
        'state' in m && m.state,
        'reason' in m && m.reason,
        'onlyJudge' in m && m.onlyJudge && 'onlyJudge',
      ]
        .filter(Boolean)
        .join(' ')
    this.conversation.onMessage((message) => this.asked.push(show(message)))
    window.onMessage((message) => this.told.push(show(message)))
  }

  async send(...messages: AskMessage[]): Promise<void> {
    for (const message of messages) this.window.send(message)
    await settle()
  }

  /** The conversation says that a turn is over. */
  async end(turn: number): Promise<void> {
    this.conversation.send(unansweredTurn(turn, 'done', 0))
    await settle()
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const ask = (turn: number): AskMessage => ({ type: 'ask', turn, text: 'Well?' })
const start = (turn: number): AskMessage => ({ type: 'utterance-start', turn, mode: 'chat' })
const pause = (turn: number): AskMessage => ({ type: 'utterance-pause', turn })
const end = (turn: number): AskMessage => ({ type: 'utterance-end', turn })
const audio = (turn: number): AskMessage => ({ type: 'audio', turn, samples: new Float32Array(512) })

describe('turns of several windows', () => {
  let [a, b, c]: Seat[] = []

  beforeEach(() => {
    const turns = new FairTurns(() => 0)
    ;[a, b, c] = [new Seat(turns), new Seat(turns), new Seat(turns)]
  })

  it('run one at a time, first come first served', async () => {
    await a.send(ask(1))
    await b.send(ask(1))
    await c.send(ask(1))
    expect([a.asked, b.asked, c.asked]).toEqual([['ask 1'], [], []])
    await a.end(1)
    expect([b.asked, c.asked]).toEqual([['ask 1'], []])
    await b.end(1)
    expect(c.asked).toEqual(['ask 1'])
    expect(c.told).toEqual(['state 1 waiting'])
    await a.send({ type: 'say', turn: 2, text: 'This is how I sound.' })
    await c.end(1)
    expect([a.asked.at(-1), a.told.at(-1)]).toEqual(['say 2', 'state 2 waiting'])
  })

  it('let everybody speak at once, and only answer one after the other', async () => {
    await a.send(ask(1))
    await b.send(start(1), audio(1), end(1))
    expect(b.asked).toEqual(['utterance-start 1', 'audio 1'])
    await a.end(1)
    expect(b.asked.at(-1)).toBe('utterance-end 1')
  })

  it('are told to wait until they do not, whatever the models are doing meanwhile', async () => {
    await a.send(ask(1))
    await b.send(start(1), audio(1), end(1))
    for (const seat of [a, b])
      for (const state of ['loading', 'thinking'] as const)
        seat.conversation.send({ type: 'state', turn: 1, state })
    await settle()
    expect([a.told, b.told]).toEqual([['state 1 loading', 'state 1 thinking'], ['state 1 waiting']])
    await a.end(1)
    b.conversation.send({ type: 'state', turn: 1, state: 'thinking' })
    await settle()
    expect(b.told.at(-1)).toBe('state 1 thinking')
  })

  it('are not held up by old numbers, ends without a beginning, or nonsense', async () => {
    await a.send(ask(2))
    await a.end(2)
    await a.send(ask(2), ask(1), end(7), { type: 'ask', turn: -1, text: '' })
    await b.send(ask(1))
    expect(b.asked).toEqual(['ask 1'])
  })

  it('give a window that asks again its place behind those that wait, and interrupt once', async () => {
    await a.send(ask(1))
    await b.send(ask(1))
    await a.send({ type: 'interrupt', turn: 1, playedSamples: 5 }, ask(2))
    expect(a.asked).toEqual(['ask 1', 'interrupt 1'])
    await a.end(1)
    expect(b.asked).toEqual(['ask 1'])
    await b.end(1)
    expect(a.asked.at(-1)).toBe('ask 2')
  })

  it('end a waiting question when it is taken back, asked anew, or its window closes', async () => {
    await a.send(ask(1))
    await b.send(ask(1), { type: 'interrupt', turn: 1 }, ask(2), start(3))
    await c.send(ask(1))
    expect(b.told).toEqual([
      'state 1 waiting',
      'turn-end 1 interrupted',
      'state 2 waiting',
      'turn-end 2 interrupted',
    ])
    c.window.close()
    await a.end(1)
    await b.send(end(3))
    expect(b.asked).toEqual(['utterance-start 3', 'utterance-end 3'])
    expect(c.asked).toEqual([])
  })

  it('are taken back where they were heard, so that a spoken one ends once', async () => {
    await a.send(ask(1))
    await b.send(start(1), audio(1), end(1), { type: 'interrupt', turn: 1 })
    expect(b.asked).toEqual(['utterance-start 1', 'audio 1', 'interrupt 1'])
    expect(b.told).toEqual(['state 1 waiting'])
    await b.send(start(2), end(2), ask(3))
    expect(b.asked.slice(3)).toEqual(['utterance-start 2', 'interrupt 2'])
  })

  it('may be answered in advance only while nobody else has a question', async () => {
    await a.send(start(1), pause(1))
    expect(a.asked).toEqual(['utterance-start 1', 'utterance-pause 1'])
    await b.send(start(1), pause(1), end(1))
    expect(b.asked).toEqual(['utterance-start 1', 'utterance-pause 1 onlyJudge'])
    await a.send(end(1))
    expect(a.asked.at(-1)).toBe('utterance-end 1')
    await a.end(1)
    expect(b.asked.at(-1)).toBe('utterance-end 1')
  })

  it('go on when an attempt is dropped, or its window closes', async () => {
    await a.send(start(1), pause(1))
    await b.send(ask(1))
    await a.send(audio(1))
    expect(b.asked).toEqual(['ask 1'])
    await b.end(1)
    await a.send(pause(1))
    await c.send(ask(1))
    a.window.close()
    await settle()
    expect(c.asked).toEqual(['ask 1'])
  })
})
