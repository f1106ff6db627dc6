import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AppError, readServerAddress, samplingConfig, type ServerAddress } from '@contract'
import type {
  AnswerPiece,
  Listener,
  ListenerConversation,
  PastExchange,
  Question,
} from '../../../src-main/engine/listeners/listener'
import {
  ServerListener,
  type ServerListenerOptions,
  type ServerNote,
} from '../../../src-main/engine/listeners/openAiCompatible/serverListener'
import { AnswerServer } from '../../../src-main/engine/network/answerServer'
import { decodeWav } from '../../../src-main/engine/sound/wav'
import {
  startAnsweringServer,
  type AnsweringServer,
  type ServerMischief,
} from '../../rigs/server/answeringServer'
import { runs } from '../../runs'

const { signal } = new AbortController()
const samples = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 20) / 2)
const noEars: ServerMischief = {
  kind: 'status',
  status: 500,
  body: '{"error":"audio input is not supported"}',
}

let server: AnsweringServer
beforeAll(async () => {
  server = await startAnsweringServer({ answer: ({ body }) => [`${body.messages?.length}`, ' messages.'] })
})
afterEach(() => {
  server.behave()
  server.requests.length = 0
})
afterAll(() => server.close())

async function* saying(text: string): AsyncGenerator<string, void> {
  yield await Promise.resolve(text)
}
/** Writes everything down as the same, and answers with the same. */
const local: Listener = {
  name: 'local',
  answer: () => saying('From here.'),
  transcribe: () => saying(' What time is it? '),
  writeDown: () => Promise.resolve('What time is it?'),
  release: () => undefined,
}

/** As long as a busy machine takes to answer itself; a server that is silent ends a turn sooner than a test. */
const limits = { firstMs: 2000, stallMs: 1000, longestWaitMs: 0 }

function listenerWith(options: Partial<ServerListenerOptions> = {}): {
  readonly listener: ServerListener
  readonly notes: ServerNote[]
} {
  const notes: ServerNote[] = []
  const address = readServerAddress(server.base) as ServerAddress
  const listener = new ServerListener({
    server: new AnswerServer({ address, limits }),
    ...{ model: '', local, localWrites: true, sendsSound: true, stepsIn: true },
    tell: (note) => notes.push(note),
    ...options,
  })
  return { listener, notes }
}

const conversationOf = (...exchanges: readonly PastExchange[]): ListenerConversation => ({
  settings: {
    persona: 'You are Parley.',
    sampling: samplingConfig.parse({}),
    ...{ contextTokens: 4096, earlierQuestions: 'written', audioMarginTokens: 8 },
  },
  tools: [],
  exchanges,
  audioOf: () => samples,
})
const past = (id: number, question: PastExchange['question'], answer: string): PastExchange => ({
  ...{ id, question, answer, isCut: false, toolSteps: [] },
})
const typed = (text: string): Question => ({ text, exchange: 9 })
const spoken = (): Question => ({ spoken: { samples, seconds: 1 }, exchange: 9 })

async function answerOf(
  listener: Listener,
  question: Question,
  conversation = conversationOf(),
): Promise<readonly AnswerPiece[]> {
  const pieces: AnswerPiece[] = []
  for await (const piece of listener.answer(conversation, question, { signal })) pieces.push(piece)
  return pieces
}
const sent = (): unknown => server.requests.at(-1)?.body.messages

test('a conversation is sent as messages, to the first model where none is named', async () => {
  const { listener } = listenerWith()
  const before = conversationOf(past(1, { text: 'Hello.' }, 'Hi.'), {
    ...past(2, { seconds: 2, transcript: 'Tell me more.' }, 'Once upon'),
    isCut: true,
  })
  expect(await answerOf(listener, typed('Go on.'), before)).toEqual(['6', ' messages.'])
  expect(server.requests.at(-1)?.body.model).toBe('tiny')
  expect(sent()).toEqual([
    { role: 'system', content: 'You are Parley.' },
    { role: 'user', content: 'Hello.' },
    { role: 'assistant', content: 'Hi.' },
    { role: 'user', content: 'Tell me more.' },
    { role: 'assistant', content: 'Once upon [interrupted]' },
    { role: 'user', content: 'Go on.' },
  ])
})

test('of a conversation that grows, the oldest is not sent any more', async () => {
  const { listener } = listenerWith()
  const long = 'word '.repeat(400)
  const many = Array.from({ length: 20 }, (_, i) => past(i, { text: `${i} ${long}` }, long))
  await answerOf(listener, typed('And now?'), conversationOf(...many))
  const messages = sent() as readonly { readonly content: string }[]
  expect(messages.at(-2)?.content).toContain('word')
  expect(messages.length).toBeGreaterThan(4)
  expect(messages.length).toBeLessThan(10)
  expect(messages[1].content).not.toMatch(/^0 /)
})

test('a spoken question is sent as its sound, and the persona behind it', async () => {
  const { listener, notes } = listenerWith()
  await answerOf(listener, spoken(), conversationOf(past(1, { text: 'Hello.' }, 'Hi.')))
  const [first, , last] = sent() as readonly { content: [{ input_audio: { data: string } }] }[]
  expect(first).toEqual({ role: 'user', content: 'You are Parley.\n\nHello.' })
  const wav = decodeWav(Buffer.from(last.content[0].input_audio.data, 'base64'), 'what was sent')
  expect(wav.sampleRateHz).toBe(16_000)
  expect(wav.samples.length).toBe(samples.length)
  expect(wav.samples[31]).toBeCloseTo(samples[31], 3)
  expect(notes).toEqual([])
})

test('a server without ears is sent what the local listener wrote down, from then on at once', async () => {
  const { listener, notes } = listenerWith()
  server.misbehave(noEars)
  const conversation = conversationOf()
  expect(await answerOf(listener, spoken(), conversation)).toEqual(['2', ' messages.'])
  expect(sent()).toEqual([
    { role: 'system', content: 'You are Parley.' },
    { role: 'user', content: 'What time is it?' },
  ])
  expect(notes).toEqual([{ kind: 'takes-no-sound', host: server.host }])
  // Nobody writes it down once more.
  expect(await listener.writeDown(conversation, 9, signal)).toBe('What time is it?')
  server.requests.length = 0
  await answerOf(listener, spoken(), conversationOf(past(9, { seconds: 1 }, 'Noon.')))
  expect(server.requests).toHaveLength(1)
  expect(notes).toHaveLength(1)
})

const noTools: ServerMischief = {
  kind: 'status',
  status: 400,
  body: '{"message":"\\"auto\\" tool choice requires --enable-auto-tool-choice"}',
}
const clock = { name: 'get_time', description: 'The time.', parameters: { type: 'object' } }
const withTools = (tools: ListenerConversation['tools'] = [clock]): ListenerConversation => ({
  ...conversationOf(),
  tools,
})

const toldTools = (): boolean[] =>
  server.requests.flatMap(({ path, body }) => (path === '/v1/models' ? [] : ['tools' in body]))

test('a server that takes no tools is told of none, from then on at once, and goes on to get sound', async () => {
  const { listener, notes } = listenerWith()
  server.misbehave(noTools)
  expect(await answerOf(listener, spoken(), withTools())).toEqual(['1', ' messages.'])
  expect(toldTools()).toEqual([true, false])
  expect(JSON.stringify(sent())).toContain('input_audio')
  expect(notes).toEqual([{ kind: 'takes-no-tools', host: server.host }])
  server.requests.length = 0
  await answerOf(listener, typed('Hello?'), withTools())
  expect(toldTools()).toEqual([false])
  expect(notes).toHaveLength(1)
})

test('a server that takes neither sound nor tools answers to text, and both are told', async () => {
  const { listener, notes } = listenerWith()
  server.misbehave(noEars, noTools)
  expect(await answerOf(listener, spoken(), withTools())).toEqual(['2', ' messages.'])
  expect(notes.map(({ kind }) => kind)).toEqual(['takes-no-sound', 'takes-no-tools'])
})

test('what does not help is not remembered: a server that refuses all is asked as before', async () => {
  const { listener, notes } = listenerWith({ stepsIn: false })
  server.misbehave(noTools, noTools)
  await expect(answerOf(listener, typed('Hello?'), withTools())).rejects.toThrow('tool choice')
  await answerOf(listener, typed('Hello?'), withTools())
  expect('tools' in server.requests.at(-1)!.body).toBe(true)
  expect(notes).toEqual([])
})

test('tools and what they told leave room for the conversation, and take of it', async () => {
  const { listener, notes } = listenerWith()
  const many = Array.from({ length: 40 }, (_, i) => ({
    ...clock,
    ...{ name: `tool${i}`, description: 'about '.repeat(100) },
  }))
  await answerOf(listener, typed('Hello?'), withTools(many))
  const told = server.requests.at(-1)!.body.tools as readonly unknown[]
  expect(told.length).toBeGreaterThan(1)
  // Half of 4096 tokens, of four characters each.
  expect(JSON.stringify(told).length).toBeLessThan(9000)
  expect(notes).toEqual([{ kind: 'tools-left-out', host: server.host, told: told.length, all: 40 }])
  await answerOf(listener, typed('Hello?'), withTools(many))
  expect(notes).toHaveLength(1)
  const before = Array.from({ length: 30 }, (_, i) => past(i, { text: 'word '.repeat(100) }, 'Well.'))
  const step = { calledAt: 0, outcome: 'done', id: 'a', name: 'read', args: {}, place: 0 } as const
  const soFar = { written: '', toolSteps: [{ ...step, result: 'x'.repeat(4000) }] }
  const lengths: number[] = []
  for (const of of [undefined, soFar]) {
    const options = { signal, ...(of && { soFar: of }) }
    for await (const _ of listener.answer(conversationOf(...before), typed('And?'), options));
    lengths.push((sent() as unknown[]).length)
  }
  expect(lengths[1]).toBeLessThan(lengths[0])
})

test('an answer of nothing is a fault, but not behind a call', async () => {
  const nothing = { kind: 'says', contentType: 'text/event-stream', body: 'data: [DONE]\n\n' } as const
  server.misbehave(nothing, nothing, nothing)
  const { listener, notes } = listenerWith()
  expect(await answerOf(listener, typed('Hello?'))).toEqual(['From here.'])
  expect(notes).toMatchObject([{ kind: 'stepped-in' }])
  const silent = listenerWith({ stepsIn: false }).listener
  await expect(answerOf(silent, typed('Hello?'))).rejects.toThrow(`${server.host} answered nothing`)
  const step = { calledAt: 0, outcome: 'done', id: 'a', name: 'get_time', args: {}, place: 0 } as const
  const soFar = { written: '', toolSteps: [{ ...step, result: 'Noon.' }] }
  for await (const _ of silent.answer(conversationOf(), typed('Hello?'), { signal, soFar }));
})

test('who does not want sound to be sent sends none', async () => {
  const { listener } = listenerWith({ sendsSound: false, localWrites: false })
  await answerOf(listener, spoken(), conversationOf(past(1, { seconds: 1 }, 'Noon.')))
  expect(JSON.stringify(server.requests)).not.toContain('input_audio')
  expect(await listener.writeDown(conversationOf(), 1, signal)).toBe('What time is it?')
})

test('where only the built-in listener is here, the server writes down what was said', async () => {
  const { listener } = listenerWith({ localWrites: false })
  expect(await listener.writeDown(conversationOf(), 1, signal)).toBe('1 messages.')
  expect(JSON.stringify(sent())).toContain('Write down word by word')
})

test('where the server fails before it said anything, the local listener answers, and that is told', async () => {
  const { listener, notes } = listenerWith()
  server.misbehave({ kind: 'status', status: 503 })
  expect(await answerOf(listener, typed('Hello?'))).toEqual(['From here.'])
  expect(notes).toMatchObject([{ kind: 'stepped-in', error: { code: 'server-failed' } }])
  expect(await answerOf(listener, typed('Hello?'))).toEqual(['2', ' messages.'])
})

test('it does not where the user wants none of that, nor in the middle of an answer', async () => {
  server.misbehave({ kind: 'status', status: 503 })
  await expect(answerOf(listenerWith({ stepsIn: false }).listener, typed('Hello?'))).rejects.toThrow(
    server.host,
  )
  server.misbehave({ kind: 'cut', afterWords: 1 })
  const { listener, notes } = listenerWith()
  await expect(answerOf(listener, typed('Hello?'))).rejects.toThrow('cut in the middle')
  expect(notes).toEqual([])
})

test('a server that has no model says so, and not that a model without a name is missing', async () => {
  const bare = await startAnsweringServer({ models: [] })
  const address = readServerAddress(bare.base) as ServerAddress
  const { listener } = listenerWith({ server: new AnswerServer({ address, limits }), stepsIn: false })
  await expect(answerOf(listener, typed('Hello?'))).rejects.toThrow(
    `${bare.host} names no model. Load one there`,
  )
  await bare.close()
})

test('what was called, and what came of it, stands behind the question', async () => {
  const { listener } = listenerWith()
  const step = { calledAt: 0, outcome: 'done' } as const
  const soFar = {
    written: 'One moment. Done.',
    toolSteps: [
      { ...step, id: 'a', name: 'get_time', args: {}, place: 11, result: '12:00' },
      { ...step, id: 'b', name: 'calculate', args: 'six', place: 11, result: 'That is no formula.' },
      { ...step, id: 'c', name: 'get_time', args: {}, place: 17, result: '12:01' },
    ],
  }
  const question = typed('What time is it?')
  for await (const _ of listener.answer(conversationOf(), question, { signal, soFar }));
  const called = (id: string, name: string, args: string): object => ({
    ...{ id, type: 'function', function: { name, arguments: args } },
  })
  expect((sent() as unknown[]).slice(2)).toEqual([
    {
      ...{ role: 'assistant', content: 'One moment.' },
      tool_calls: [called('a', 'get_time', '{}'), called('b', 'calculate', 'six')],
    },
    { role: 'tool', tool_call_id: 'a', content: '12:00' },
    { role: 'tool', tool_call_id: 'b', content: 'That is no formula.' },
    { role: 'assistant', content: ' Done.', tool_calls: [called('c', 'get_time', '{}')] },
    { role: 'tool', tool_call_id: 'c', content: '12:01' },
  ])
})

const mischief = fc.oneof(
  fc.constantFrom<ServerMischief>(noEars, { kind: 'hang-up' }, { kind: 'silent' }, { kind: 'endless' }),
  fc.record({
    kind: fc.constantFrom('stall' as const, 'cut' as const, 'no-end' as const),
    afterWords: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(307, 400, 401, 404, 429, 500, 503),
  }),
)

test('whatever the server does, each question is answered from there or from here, or ends with a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(mischief, { maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      async (all, areSpoken) => {
        server.behave()
        server.misbehave(...all)
        const { listener, notes } = listenerWith()
        for (const isSpoken of areSpoken) {
          const told = notes.length
          const pieces = await answerOf(listener, isSpoken ? spoken() : typed('Hello?')).catch(
            (thrown: unknown) => thrown,
          )
          if (pieces instanceof AppError) expect(pieces.message).toContain(server.host)
          else if ((pieces as string[])[0] === 'From here.') expect(notes.length).toBeGreaterThan(told)
          else expect(pieces).not.toEqual([])
        }
        server.behave()
        expect(await answerOf(listener, typed('Hello?'))).toEqual(['2', ' messages.'])
        listener.release()
      },
    ),
    { numRuns: runs(50) },
  )
})
