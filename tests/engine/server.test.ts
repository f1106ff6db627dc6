import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { config, noticeInEnglish, type EngineMessage, type ServerConfig } from '../../src-preload/contract'
import { loadEngine } from '../../src-main/engine/loadEngine'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { withServers } from '../../src-main/engine/models/withServers'
import type { HostContact } from '../../src-main/engine/network/contactTally'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import { TurnLock } from '../../src-main/engine/turnLock'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { wavBytes } from '../rigs/wavBytes'
import { startAnsweringServer, type AnsweringServer } from '../rigs/server/answeringServer'

let server: AnsweringServer
let local: EngineModels
let spoken: Float32Array
beforeAll(async () => {
  server = await startAnsweringServer({ answer: () => ['It is', ' noon. And', ' so on.'] })
  local = await loadEngineModels(config.parse({}))
  spoken = await readAudio(path.resolve('resources/question.wav'))
})
afterEach(() => {
  server.behave()
  server.requests.length = 0
})
afterAll(async () => {
  local.release()
  await server.close()
})

const configured = (more: Partial<ServerConfig> = {}): { readonly server: ServerConfig } => ({
  server: { address: server.base, model: 'tiny', sendsSound: true, stepsIn: true, ...more },
})
const asked = (): string => JSON.stringify(server.requests.map(({ body }) => body.messages))
const troubles = ({ events }: EngineUnderTest): string[] =>
  events.flatMap((event: EngineMessage) =>
    event.type === 'trouble' ? [noticeInEnglish(event.error.notice)] : [],
  )

it('a spoken question is answered by the server and said here, and the next one goes on from it', async () => {
  const engine = new EngineUnderTest(await withServers(local, configured()))
  const { text, samples, end } = await engine.ask(spoken)
  expect(end.reason).toBe('done')
  expect(text).toBe('It is noon. And so on.')
  expect(samples.length).toBeGreaterThan(10_000)
  expect(server.requests).toHaveLength(1)
  await engine.ask('Thank you.')
  expect(asked()).toContain('"content":"It is noon. And so on."')
})

it('nothing is sent while somebody still speaks, and no rehearsal leaves this computer', async () => {
  const contacts: HostContact[] = []
  const serve = await loadEngine(config.parse(configured()), undefined, (contact) => contacts.push(contact))
  const lock = new TurnLock()
  const rehearsal = new EngineUnderTest((port) => serve(port, lock.rehearsalSeat()))
  await rehearsal.ask('What is the capital of France?')
  const engine = new EngineUnderTest((port) => serve(port, lock.seat()))
  const turn = engine.start()
  engine.say(turn, spoken)
  engine.port.send({ type: 'utterance-pause', turn })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(server.requests).toEqual([])
  expect(contacts).toEqual([])
  engine.port.send({ type: 'utterance-end', turn })
  await engine.outcome(turn)
  expect(server.requests).toHaveLength(1)
  expect(contacts).toContainEqual({ host: server.host, isProxy: false, requests: 1, receivedBytes: 0 })
})

it('a server that takes no sound gets what the local listener wrote down', async () => {
  const engine = new EngineUnderTest(await withServers(local, configured()))
  server.misbehave({ kind: 'status', status: 400, body: '{"error":{"message":"no audio"}}' })
  expect((await engine.ask(spoken)).text).toBe('It is noon. And so on.')
  expect(server.requests).toHaveLength(2)
  expect(JSON.stringify(server.requests[1].body)).toMatch(/capital of France/i)
  expect(troubles(engine)).toEqual([expect.stringContaining('takes no sound')])
})

it('a server that fails is told of, and the local listener answers; or nobody does', async () => {
  const engine = new EngineUnderTest(await withServers(local, configured()))
  server.misbehave({ kind: 'status', status: 500 })
  const { text, end } = await engine.ask('What is the capital of France?')
  expect([end.reason, text]).toEqual(['done', expect.stringContaining('Paris')])
  expect(troubles(engine)).toEqual([expect.stringContaining('This computer answers instead.')])
  const strict = new EngineUnderTest(await withServers(local, configured({ stepsIn: false })))
  server.misbehave({ kind: 'cut', afterWords: 2 })
  const cut = await strict.ask('Hello?')
  expect([cut.end.reason, cut.end.error?.code]).toEqual(['failed', 'server-unreachable'])
  expect((await strict.ask('Hello?')).end.reason).toBe('done')
})

it('interrupting an answer that does not end ends it', async () => {
  const engine = new EngineUnderTest(await withServers(local, configured()))
  server.misbehave({ kind: 'stall', afterWords: 1 })
  const turn = engine.begin('Hello?')
  await engine.first('text', turn)
  engine.port.send({ type: 'interrupt', turn })
  expect((await engine.outcome(turn)).end.reason).toBe('interrupted')
})

it('windows are told to where what is said goes, where that is another computer', async () => {
  const leaves = async (address: string): Promise<unknown> => {
    const engine = new EngineUnderTest(await withServers(local, configured({ address })))
    await new Promise(setImmediate)
    return engine.events.flatMap((event) => (event.type === 'ready' ? [event.leavesTo] : []))
  }
  expect(await leaves('http://127.0.0.1:9')).toEqual([undefined])
  expect(await leaves('http://192.168.1.2:8000')).toEqual([
    [{ host: '192.168.1.2:8000', isPlain: true, what: 'questions' }],
  ])
  expect(await leaves('https://api.example.com')).toEqual([
    [{ host: 'api.example.com', isPlain: false, what: 'questions' }],
  ])
})

it('a server speaks, sentence by sentence; where it fails the voice of this computer does, and that is told once', async () => {
  const [first, second] = ['This is the first of two sentences.', 'And this is the second, which ends here.']
  const tone = Float32Array.from({ length: 11_025 }, (_, i) => Math.sin(i / 10) / 3)
  const speaking = await startAnsweringServer({
    speech: () => Buffer.from(wavBytes(tone, { bits: 16, sampleRateHz: 22_050 })),
  })
  const serverVoice = { address: speaking.base, model: 'kokoro', voice: 'af_heart', language: 'en-us' }
  const engine = new EngineUnderTest(await withServers(local, { serverVoice }))
  const { samples, end } = await engine.recite(`${first} ${second}`)
  expect(end.reason).toBe('done')
  expect(speaking.requests.map(({ body }) => body)).toEqual([
    { model: 'kokoro', input: first, voice: 'af_heart', response_format: 'wav', speed: 1 },
    { model: 'kokoro', input: second, voice: 'af_heart', response_format: 'wav', speed: 1 },
  ])
  // Two tones of half a second at 24 kHz, and the pauses behind.
  expect(samples.length).toBeGreaterThan(20_000)
  speaking.misbehave(
    ...([
      { kind: 'status', status: 500 },
      { kind: 'says', contentType: 'audio/wav', body: 'no WAV' },
    ] as const),
  )
  const instead = await engine.recite(`${first} ${second}`)
  expect([instead.end.reason, instead.samples.length > 10_000]).toEqual(['done', true])
  expect(troubles(engine)).toEqual([expect.stringContaining('This computer speaks instead.')])
  await speaking.close()
})
