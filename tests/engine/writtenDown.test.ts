import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { config, type EngineMessage } from '../../src-preload/contract'
import type { ConversationStore } from '../../src-main/engine/conversations/conversationStore'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import type { Decoding } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { Session } from '../../src-main/engine/session'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { voxtralOf, withDecoder } from '../rigs/models/voxtralOf'
import { eventually } from '../rigs/eventually'

let models: EngineModels
let spoken: Float32Array
let transcript: string
beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  spoken = await readAudio(path.resolve('resources/question.wav'))
  transcript = (await new EngineUnderTest(models).ask(spoken, 'transcribe')).text.trim()
})
afterAll(() => models.release())

let store: ConversationStore
beforeEach(() => void (store = forgetfulStore()))
const windows: EngineUnderTest[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.port.close()
  await new Promise((resolve) => setTimeout(resolve))
  store.close()
})

const sessionOf = (of = models): Session => new Session(of, config.parse({}), { store, since: 0 })

function openWindow(session: Session): EngineUnderTest {
  const window = new EngineUnderTest(session)
  windows.push(window)
  window.port.send({ type: 'open' })
  return window
}

const transcripts = ({ events }: EngineUnderTest): string[] =>
  events.flatMap((event: EngineMessage) =>
    event.type === 'exchange' && 'seconds' in event.exchange.question && event.exchange.question.transcript
      ? [event.exchange.question.transcript]
      : [],
  )

it('what was spoken is written down when nobody asks, from what was heard, and the next prompt is as short as without', async () => {
  const [window, other] = [openWindow(sessionOf()), new EngineUnderTest(models)]
  const { end } = await window.ask(spoken)
  const encode = vi.spyOn(voxtralOf(models).encoder, 'encode')
  await eventually(() => transcripts(window).length > 0, 'the question to be written down')
  expect(encode).not.toHaveBeenCalled()
  encode.mockRestore()
  expect(transcripts(window)).toEqual([transcript])
  expect(store.search('capital')).toHaveLength(1)
  const next = await window.ask('Thank you.')
  await other.ask(spoken)
  const plain = await other.ask('Thank you.')
  expect(next.end.metrics.cachedTokens).toBeGreaterThanOrEqual(end.metrics.promptTokens)
  expect(next.end.metrics.promptTokens).toBe(plain.end.metrics.promptTokens)
})

it('a question of before is written down when its conversation is opened again', async () => {
  const before = openWindow(sessionOf())
  await before.ask(spoken)
  before.port.close()
  const again = openWindow(sessionOf())
  await eventually(() => transcripts(again).length > 0, 'the question to be written down')
  expect(transcripts(again)).toEqual([transcript])
})

it('whoever asks does not wait for it, and it is written down afterwards', async () => {
  const { decoder } = voxtralOf(models)
  let writing = 0
  const slow: Partial<Decoding> = {
    /** The first time it would never end. */
    async *decodeBeside(prompt, options, signal) {
      if (++writing === 1)
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
        )
      yield* decoder.decodeBeside(prompt, options, signal)
    },
  }
  const window = openWindow(sessionOf(withDecoder(models, slow)))
  await window.ask(spoken)
  await eventually(() => writing === 1, 'it to be written down')
  expect((await window.ask('What is two plus two?')).text).toMatch(/four/)
  await eventually(() => transcripts(window).length > 0, 'the question to be written down')
  expect(writing).toBe(2)
})

it('what the user put right stays', async () => {
  const window = openWindow(sessionOf())
  await window.ask(spoken)
  const begun = window.events.find((event) => event.type === 'exchange')!
  const ask = { kind: 'correct', exchange: begun.exchange.id, transcript: 'Where is Paris?' } as const
  window.port.send({ type: 'store', request: 1, ask })
  await eventually(() => transcripts(window).length > 0, 'the question to be put right')
  // The next one is written down, and it is not.
  await window.ask(spoken)
  await eventually(() => transcripts(window).length > 1, 'the next question to be written down')
  const told = transcripts(window)
  expect([told[0], told.length]).toEqual(['Where is Paris?', 2])
  expect(told[1]).not.toBe('Where is Paris?')
})

it.each(['written', 'spoken'] as const)(
  'when a conversation has grown long, what was spoken stands before the listener as is wanted: %s',
  async (earlierQuestions) => {
    const contextTokens = 512
    const session = new Session(models, config.parse({ contextTokens, earlierQuestions }), {
      store,
      since: 0,
    })
    const window = openWindow(session)
    const encode = vi.spyOn(voxtralOf(models).encoder, 'encode')
    const decode = vi.spyOn(voxtralOf(models).decoder, 'decode')
    const end = voxtralOf(models).tokenizer.special('</s>')
    /** How many exchanges of earlier the last question had before it, and how many of all questions were heard. */
    const told = (): number[] => {
      const parts = decode.mock.calls.at(-1)![0]
      const ends = parts.filter((part) => 'tokens' in part && part.tokens.at(-1) === end)
      return [ends.length, parts.filter((part) => 'audio' in part).length]
    }
    const turns: number[][] = []
    for (let i = 1; i <= 6; i++) {
      expect((await window.ask(spoken)).text).toMatch(/Paris/)
      turns.push(told())
      await eventually(() => transcripts(window).length === i, 'the question to be written down')
      expect(encode).toHaveBeenCalledTimes(i)
    }
    for (const spy of [encode, decode]) spy.mockRestore()
    expect(turns[4]).toEqual([4, 5])
    expect(turns[5]).toEqual(earlierQuestions === 'written' ? [5, 2] : [3, 4])
  },
)
