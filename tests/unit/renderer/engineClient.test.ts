import { beforeEach, describe, expect, it } from 'vitest'
import {
  portPair,
  unansweredTurn,
  type AppErrorBody,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
  type Port,
} from '@contract'
import { EngineClient } from '../../../src-renderer/engineClient'
import { inWords, words } from '../../../src-renderer/words'
import { settle, toldExchange } from './fakeWorld'

interface Ended {
  readonly turn: number
  readonly reason: string
  readonly error: AppErrorBody | undefined
}

describe('the engine as a window sees it', () => {
  let client: EngineClient
  let line: Port<EngineMessage, AskMessage | HostMessage>
  let asked: (AskMessage | HostMessage)[]
  let ended: Ended[]
  let heard: string[]

  const say = async (...messages: EngineMessage[]): Promise<void> => {
    for (const message of messages) line.send(message)
    await settle()
  }
  const ready = (): Promise<void> => say({ type: 'ready', listener: 'l', voice: 'v', notes: [] })
  const away = (state: 'starting' | 'restarting' | 'cut' | 'lost', error?: AppErrorBody): Promise<void> =>
    say({ type: 'engine', state, ...(error && { error }) })
  /** What was asked since it was looked at last. */
  const newlyAsked = async (): Promise<unknown[]> => {
    await settle()
    return asked.splice(0)
  }

  beforeEach(() => {
    const [window, end] = portPair<AskMessage | HostMessage, EngineMessage>()
    line = end
    ;[asked, ended, heard] = [[], [], []]
    line.onMessage((message) => asked.push(message))
    client = new EngineClient(
      window,
      {
        ready: () => {
          heard.push('ready')
          client.speakAs('af_heart')
          client.speakAt(1.3)
        },
        away: (state) => heard.push(state),
        conversation: (message) => heard.push(message.type),
        keeping: (hindrance) => heard.push(`keeping ${hindrance?.code}`),
        conversationsChanged: () => heard.push('conversations changed'),
        state: ({ turn, state }) => heard.push(`${turn} ${state}`),
        endOfTurn: () => heard.push('end-of-turn'),
        text: (turn, text) => heard.push(`${turn} ${text}`),
        tools: ({ tools }) => heard.push(`${tools.length} tools`),
        toolAsk: ({ turn, tool }) => heard.push(`${turn} may ${tool} run?`),
        ringing: (ringing) => heard.push(`${ringing.length} ring`),
        sentence: () => heard.push('sentence'),
        audio: () => heard.push('audio'),
        turnEnd: (turn, reason, _, error) => ended.push({ turn, reason, error }),
        note: (note) => heard.push(inWords(note)),
        trouble: () => heard.push('trouble'),
      },
      () => 0,
    )
  })

  it('opens the conversation that is open, says how it is to be spoken, and then what waited', async () => {
    client.speakAt(0.8)
    const samples = new Float32Array(512)
    client.beginUtterance()
    client.hear(samples)
    client.endUtterance()
    client.open(7)
    expect(await newlyAsked()).toEqual([])
    await ready()
    expect(await newlyAsked()).toEqual([
      { type: 'open' },
      { type: 'voice', id: 'af_heart' },
      { type: 'speed', speed: 1.3 },
      { type: 'utterance-start', turn: 1, mode: 'chat' },
      { type: 'audio', turn: 1, samples },
      { type: 'utterance-end', turn: 1 },
      { type: 'open', conversation: 7 },
    ])
  })

  it('opens the same conversation again with every engine', async () => {
    await ready()
    await say({ type: 'conversation', conversation: 4, isPrivate: false, exchanges: [] })
    await away('restarting')
    await newlyAsked()
    await ready()
    expect((await newlyAsked())[0]).toEqual({ type: 'open', conversation: 4 })
  })

  it('says of a private conversation that it is one, so that another one follows where it is gone', async () => {
    await ready()
    await say({ type: 'conversation', conversation: 4, isPrivate: true, exchanges: [] })
    await newlyAsked()
    await ready()
    expect((await newlyAsked())[0]).toEqual({ type: 'open', conversation: 4, isPrivate: true })
  })

  it('hands on what the store answers, checked, to whoever asked', async () => {
    const waited = client.store({ kind: 'undo', removal: 3 })
    const wrong = client.store({ kind: 'conversations', limit: 5 })
    const refused = client.store({ kind: 'figures' })
    await ready()
    expect((await newlyAsked()).slice(3)).toEqual([
      { type: 'store', request: 1, ask: { kind: 'undo', removal: 3 } },
      { type: 'store', request: 2, ask: { kind: 'conversations', limit: 5 } },
      { type: 'store', request: 3, ask: { kind: 'figures' } },
    ])
    const error = {
      code: 'store-unwritable',
      notice: { kind: 'as-told', text: 'There is no folder.' },
      retryable: false,
    } as const
    await say(
      { type: 'stored', request: 3, error },
      { type: 'stored', request: 2, answer: { conversations: 'none' } },
      { type: 'stored', request: 1, answer: { isUndone: true } },
      { type: 'conversations-changed' },
    )
    expect(await waited).toEqual({ isUndone: true })
    await expect(wrong).rejects.toThrow('does not understand')
    await expect(refused).rejects.toMatchObject(error)
    expect(heard).toContain('conversations changed')
  })

  it('asks the store nothing that no engine would take, and fails that at once', async () => {
    await ready()
    await newlyAsked()
    const tooLong = client.store({ kind: 'rename', conversation: 1, name: 'a'.repeat(10_000) })
    await expect(tooLong).rejects.toThrow('cannot be asked')
    expect(await newlyAsked()).toEqual([])
  })

  it('fails what the store was asked when its engine goes, and what a lost one is asked', async () => {
    await ready()
    const asked = client.store({ kind: 'figures' })
    await away('restarting')
    await expect(asked).rejects.toMatchObject({
      notice: { kind: 'engine-stopped', during: 'store' },
      retryable: true,
    })
    const held = client.store({ kind: 'figures' })
    await away('lost')
    await expect(held).rejects.toMatchObject({ notice: { kind: 'engine-not-running' } })
    await expect(client.store({ kind: 'figures' })).rejects.toMatchObject({ code: 'engine-lost' })
    await newlyAsked()
    await ready()
    expect(await newlyAsked()).toHaveLength(3)
  })

  it('ends open turns once when the engine goes, and hears no more of them', async () => {
    await ready()
    client.beginUtterance()
    await say({ type: 'state', turn: 1, state: 'listening' })
    client.hear(new Float32Array(512))
    await away('restarting')
    await away('restarting')
    client.hear(new Float32Array(512))
    client.endUtterance()
    await newlyAsked()
    await ready()
    await say({ type: 'text', turn: 1, text: 'Well' }, unansweredTurn(1, 'done', 0))
    expect(ended).toMatchObject([
      { turn: 1, reason: 'failed', error: { code: 'engine-lost', retryable: false } },
    ])
    expect(ended[0].error?.notice).toEqual({ kind: 'engine-stopped', during: 'question' })
    expect(heard).not.toContain('1 Well')
    expect((await newlyAsked()).filter((each) => 'turn' in (each as object))).toEqual([])
  })

  it('does not say of an engine that it stopped when only the line to it was cut', async () => {
    await ready()
    client.ask('Why?')
    client.beginUtterance()
    const asked = client.store({ kind: 'figures' })
    await away('cut')
    await expect(asked).rejects.toThrow('The line to Parley was cut before')
    expect(ended).toMatchObject([
      { turn: 1, error: { notice: { kind: 'line-cut', during: 'answer' }, retryable: true } },
      { turn: 2, error: { notice: { kind: 'line-cut', during: 'question' }, retryable: false } },
    ])
    const lost = ['question', 'answer', 'store'] as const
    const cut = lost.map((during) => inWords({ kind: 'line-cut', during }))
    expect([...cut, words.connection.cut].join(' ')).not.toContain('engine')
  })

  it('takes an engine that is ready for a new one: what the one before was asked is lost', async () => {
    await ready()
    client.ask('Why?')
    client.say('This is how I sound.')
    await settle()
    await ready()
    const error = {
      code: 'engine-lost',
      retryable: true,
      notice: { kind: 'engine-stopped', during: 'answer' },
    }
    expect(ended).toMatchObject([
      { turn: 1, reason: 'failed', error },
      { turn: 2, reason: 'failed', error },
    ])
  })

  it('keeps what is asked while an engine starts, unless it is taken back', async () => {
    client.ask('First')
    client.interrupt(1)
    client.ask('Second')
    await away('restarting')
    client.ask('Third')
    client.withdraw(3)
    await ready()
    expect((await newlyAsked()).slice(3)).toEqual([{ type: 'ask', turn: 2, text: 'Second' }])
    expect(ended).toMatchObject([
      { turn: 1, reason: 'interrupted' },
      { turn: 3, reason: 'interrupted' },
    ])
  })

  it('fails what is asked of a lost engine with the reason, and passes the button on', async () => {
    client.ask('Held')
    const error = {
      code: 'model-missing',
      notice: { kind: 'as-told', text: 'There is no model.' },
      retryable: false,
    } as const
    await away('lost', error)
    expect(ended).toEqual([{ turn: 1, reason: 'failed', error }])
    const turn = client.ask('Anyone?')
    // Who asks knows the turn before it ends.
    expect(ended).toHaveLength(1)
    client.beginUtterance()
    client.hear(new Float32Array(512))
    await settle()
    expect(ended.slice(1)).toEqual([
      { turn, reason: 'failed', error },
      { turn: 3, reason: 'failed', error },
    ])
    client.restart()
    expect(await newlyAsked()).toEqual([{ type: 'restart' }])
    await away('restarting')
    client.ask('Back?')
    await ready()
    expect((await newlyAsked()).slice(3)).toEqual([{ type: 'ask', turn: 4, text: 'Back?' }])
  })

  it('hears of turns the newest alone, and every end once', async () => {
    await ready()
    client.ask('First')
    client.ask('Second')
    await say({ type: 'text', turn: 1, text: 'Old' }, { type: 'text', turn: 2, text: 'New' })
    await say(
      unansweredTurn(1, 'interrupted', 0),
      unansweredTurn(2, 'done', 0),
      unansweredTurn(2, 'failed', 0),
    )
    await say({ type: 'text', turn: 2, text: 'Late' })
    expect(heard).toEqual(['ready', '2 New'])
    expect(ended.map(({ turn, reason }) => [turn, reason])).toEqual([
      [1, 'interrupted'],
      [2, 'done'],
    ])
  })

  it('tells the engine how much was heard of an answer that is over for it, and what never was', async () => {
    await ready()
    client.ask('Count')
    await say(unansweredTurn(1, 'done', 0))
    await newlyAsked()
    client.interrupt(1, 250)
    client.withdraw(1)
    expect(await newlyAsked()).toEqual([
      { type: 'interrupt', turn: 1, playedSamples: 250 },
      { type: 'withdraw', turn: 1 },
    ])
  })

  it('hears no more of a conversation that was left, also where no engine was there to be told', async () => {
    await ready()
    const exchange = toldExchange({ id: 2 })
    const told: EngineMessage = { type: 'exchange', exchange }
    const whole: EngineMessage = {
      type: 'conversation',
      conversation: 1,
      isPrivate: false,
      exchanges: [exchange],
    }
    await say(whole)
    await away('restarting')
    client.begin()
    heard = []
    await newlyAsked()
    await ready()
    expect(
      (await newlyAsked()).filter((each) => ['open', 'begin'].includes((each as AskMessage).type)),
    ).toEqual([{ type: 'open', conversation: 1 }, { type: 'begin' }])
    await say(whole, told)
    expect(heard).toEqual(['ready'])
    await say({ type: 'conversation', conversation: 3, isPrivate: false, exchanges: [] })
    await say({ type: 'exchange', exchange: toldExchange({ id: 4, conversation: 3 }) })
    expect(heard).toEqual(['ready', 'conversation', 'exchange'])
  })
})
