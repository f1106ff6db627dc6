import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { config } from '../../src-preload/contract'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { loadVoxtral, type Decoding } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { warmUp } from '../../src-main/engine/listeners/voxtral/warmUp'
import { Session } from '../../src-main/engine/session'
import { readReference } from '../fixtures/voxtral/readReference'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { voxtralOf, withDecoder } from '../rigs/models/voxtralOf'

let models: EngineModels
beforeAll(async () => void (models = await loadEngineModels(config.parse({}))))
afterAll(() => models.release())

const contextTokens = 256

it('a conversation that fills the context forgets its beginning between two turns, not while somebody waits', async () => {
  const { decoder } = voxtralOf(models)
  let makingRoom: Promise<void> = Promise.resolve()
  const prefill: Decoding['prefill'] = (...how) => (makingRoom = decoder.prefill(...how))
  const engine = new EngineUnderTest(withDecoder(models, { prefill }), { contextTokens })
  const promptTokens: number[] = []
  const computedTokens: number[] = []
  for (let i = 0; i < 12; i++) {
    const { end, text } = await engine.ask('What is the capital of France?')
    expect(text).toContain('Paris')
    expect(end.reason).toBe('done')
    promptTokens.push(end.metrics.promptTokens)
    computedTokens.push(end.metrics.promptTokens - end.metrics.cachedTokens)
    await sleep(0) // it begins when the turn is over
    await makingRoom
  }
  expect(Math.max(...promptTokens)).toBeLessThan(contextTokens)
  const shrank = promptTokens.findIndex((tokens, i) => tokens < promptTokens[i - 1])
  expect(shrank).toBeGreaterThan(0)
  // The question, its frame and what stands behind the last answer: never what was said before.
  const question = computedTokens[1]
  expect(Math.max(...computedTokens.slice(1))).toBe(question)
})

it('a conversation that grows is not computed anew while it fits the context', async () => {
  const listener = await loadVoxtral(readReference().modelDirs.f32)
  await warmUp(listener, false, 2048)
  const { signal } = new AbortController()
  const cached: number[] = []
  const options = {
    choose: () => 7,
    stopTokens: new Set<number>(),
    maxNewTokens: 512,
    onPrefill: (_: number, tokens: number) => cached.push(tokens),
  }
  const lengths = [300, 700, 1100, 1500]
  for (const length of lengths) {
    const tokens = Array.from({ length }, (_, i) => i % 50)
    for await (const _ of listener.decoder.decode([{ tokens }], options, signal)) break
  }
  expect(cached).toEqual([0, ...lengths.slice(0, -1)])
  listener.release()
})

it('an answer finds room behind a prompt that nearly fills what there is room for at first', async () => {
  const listener = await loadVoxtral(readReference().modelDirs.f32)
  const tokens = Array.from({ length: 1000 }, (_, i) => i % 50)
  const options = { choose: () => 7, stopTokens: new Set<number>(), maxNewTokens: 50 }
  let answered = 0
  for await (const _ of listener.decoder.decode([{ tokens }], options, new AbortController().signal))
    answered++
  expect(answered).toBe(50)
  listener.release()
})

it('a question that is too long is refused, and what was said before is still known', async () => {
  const [engine, other] = [new EngineUnderTest(models), new EngineUnderTest(models)]
  for (const each of [engine, other]) await each.ask('Thank you.')
  const { end } = await engine.ask('word '.repeat(4000))
  expect(end.error).toMatchObject({ code: 'question-too-long' })
  const [next, plain] = [await engine.ask('Thank you.'), await other.ask('Thank you.')]
  expect(next.end.metrics.promptTokens).toBe(plain.end.metrics.promptTokens)
})

it('of a conversation of 600 exchanges only what fits the context is counted when it is opened, and the next question is answered', async () => {
  const store = forgetfulStore()
  const conversation = store.createConversation()
  const answer = 'The capital of France is Paris.'
  for (let i = 0; i < 600; i++) {
    const { id } = store.begin(conversation, { text: `What is ${i}?` })
    store.appendAnswer(id, answer)
    store.setHeardEnd(id, answer.length)
    store.finish(id, { outcome: 'done' })
  }
  const encode = vi.spyOn(voxtralOf(models).tokenizer, 'encode')
  const session = new Session(models, config.parse({ contextTokens }), { store, since: 0 })
  const { text, end } = await new EngineUnderTest(session).ask('What is the capital of France?')
  expect(text).toContain('Paris')
  expect(end.reason).toBe('done')
  expect(end.metrics.promptTokens).toBeGreaterThan(contextTokens / 2)
  // Each question and each answer of those that fit, and once more for the prompt.
  expect(encode.mock.calls.length).toBeLessThan(100)
  encode.mockRestore()
  store.close()
})

it('a question that comes while the listener makes room is answered as ever', async () => {
  const engine = new EngineUnderTest(models, { contextTokens })
  for (let i = 0; i < 12; i++)
    expect((await engine.ask('What is the capital of France?')).text).toContain('Paris')
})

it('a listener that fails while it makes room fails no question', async () => {
  let failed = 0
  const prefill: Decoding['prefill'] = () => (failed++, Promise.reject(new Error('Its files are gone.')))
  const engine = new EngineUnderTest(withDecoder(models, { prefill }), { contextTokens })
  while (failed === 0) expect((await engine.ask('What is the capital of France?')).end.reason).toBe('done')
  expect((await engine.ask('What is the capital of France?')).text).toContain('Paris')
})
