/**
 * Tries the client against a server that nobody here wrote: llama.cpp's own, as the package xllamacpp has it, with a tiny model of
 * random weights. It needs a Python with xllamacpp, gguf and numpy.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { AppError, readServerAddress, samplingConfig, type ServerAddress } from '@contract'
import { runOptions } from '../../src-main/cli/runOptions'
import type { Listener, ListenerConversation, Question } from '../../src-main/engine/listeners/listener'
import {
  ServerListener,
  type ServerNote,
} from '../../src-main/engine/listeners/openAiCompatible/serverListener'
import { AnswerServer } from '../../src-main/engine/network/answerServer'
import { serverModels } from '../../src-main/engine/network/serverModels'

const usage = `npm run peer:llamacpp -- [--python FILE]

Tries Parley's client against llama.cpp's own server, with a tiny model of random weights.

  --python FILE   a Python that has xllamacpp, gguf and numpy (default: python3)
`
const key = 'sk-of-the-peer'
const question = 'What time is it?'

async function tryPeer(python: string): Promise<number> {
  try {
    execFileSync(python, ['-c', 'import xllamacpp, gguf, numpy'], { stdio: 'ignore' })
  } catch {
    console.error(`No llama.cpp here: ${python} lacks xllamacpp, gguf or numpy (pip install xllamacpp gguf).`)
    return 1
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-peer-'))
  const script = (name: string): string => path.join(import.meta.dirname, name)
  const model = path.join(folder, 'tiny.gguf')
  execFileSync(python, [script('tinyGguf.py'), model])
  const peer = spawn(python, [script('llamaCppServer.py'), model, key], { stdio: ['pipe', 'pipe', 'ignore'] })
  try {
    const [address] = (await once(createInterface(peer.stdout), 'line')) as [string]
    await trials(address, peer)
    return 0
  } finally {
    peer.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
}

async function trials(base: string, peer: ChildProcess): Promise<void> {
  const address = readServerAddress(base) as ServerAddress
  const server = new AnswerServer({ address, key })
  const { signal } = new AbortController()
  const models = await serverModels(server, signal)
  assert.equal(models.length, 1)
  tell('lists its models')

  const notes: ServerNote[] = []
  const listener = new ServerListener({
    ...{ server, model: '', local, localWrites: true, sendsSound: true, stepsIn: false },
    tell: (note) => notes.push(note),
  })
  const written = await answerOf(listener, { text: question, exchange: 1 })
  assert.match(written, /\w/)
  tell(`answers a typed question: "${written}"`)

  const samples = new Float32Array(16_000)
  assert.match(await answerOf(listener, { spoken: { samples, seconds: 1 }, exchange: 2 }), /\w/)
  assert.deepEqual(notes, [{ kind: 'takes-no-sound', host: address.host }])
  tell('says that it takes no sound, and answers what was written down')

  const called = { calledAt: 0, outcome: 'done', id: 'a', name: 'get_time', args: {}, place: 0 } as const
  const soFar = { written: '', toolSteps: [{ ...called, result: 'noon' }] }
  assert.match(await answerOf(listener, { text: question, exchange: 3 }, { soFar }), /\w/)
  tell('answers on behind a call')

  const stop = new AbortController()
  const aborted = answerOf(
    listener,
    { text: question, exchange: 4 },
    { signal: stop.signal, maxNewTokens: 1500 },
  )
  setTimeout(() => stop.abort(), 20)
  await assert.rejects(aborted, { name: 'AbortError' })
  tell('is interrupted')

  const huge = answerOf(listener, { text: 'time '.repeat(20_000), exchange: 5 })
  await assert.rejects(huge, isSentence)
  tell(`refuses what is too long: ${await sentenceOf(huge)}`)

  const stranger = new AnswerServer({ address, key: 'sk-wrong' })
  const denied = serverModels(stranger, signal).then(() =>
    answerOf(listenerAt(stranger), { text: question, exchange: 6 }),
  )
  assert.match(await sentenceOf(denied), /does not take your key/)
  tell('refuses a wrong key')

  const cut = answerOf(
    listener,
    { text: question, exchange: 7 },
    { maxNewTokens: 1500, onPiece: () => peer.kill('SIGKILL') },
  )
  assert.match(await sentenceOf(cut), /was cut in the middle/)
  tell('is killed in the middle of an answer')

  const gone = answerOf(listener, { text: question, exchange: 8 })
  assert.match(await sentenceOf(gone), /could not be reached/)
  tell('is gone')
  for (const each of [server, stranger]) each.close()
}

const tell = (line: string): void => console.log(`llama.cpp's server ${line}`)
const isSentence = (thrown: unknown): boolean => thrown instanceof AppError
const sentenceOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing went wrong',
    (thrown: unknown) =>
      isSentence(thrown) ? (thrown as AppError).message : `no sentence: ${String(thrown)}`,
  )

function listenerAt(server: AnswerServer): ServerListener {
  const options = { model: 'tiny', local, localWrites: true, sendsSound: true, stepsIn: false }
  return new ServerListener({ server, ...options, tell: () => undefined })
}

async function* saying(text: string): AsyncGenerator<string, void> {
  yield await Promise.resolve(text)
}
const local: Listener = {
  name: 'local',
  answer: () => saying('From here.'),
  transcribe: () => saying(question),
  writeDown: () => Promise.resolve(question),
  release: () => undefined,
}

interface Asking {
  readonly signal?: AbortSignal
  readonly soFar?: NonNullable<Parameters<Listener['answer']>[2]['soFar']>
  readonly maxNewTokens?: number
  readonly onPiece?: () => void
}

async function answerOf(
  listener: Listener,
  asked: Question,
  { signal = new AbortController().signal, soFar, maxNewTokens = 12, onPiece }: Asking = {},
): Promise<string> {
  const conversation: ListenerConversation = {
    settings: {
      persona: 'You are Parley.',
      sampling: samplingConfig.parse({ maxNewTokens }),
      ...{ contextTokens: 2048, earlierQuestions: 'written', audioMarginTokens: 8 },
    },
    ...{ tools: [], exchanges: [], audioOf: () => undefined },
  }
  let text = ''
  for await (const piece of listener.answer(conversation, asked, { signal, ...(soFar && { soFar }) })) {
    if (typeof piece === 'string') text += piece
    onPiece?.()
  }
  return text.trim()
}

const options = { python: { type: 'string', default: 'python3' } } as const
await runOptions('peer:llamacpp', usage, options, ({ python }) => tryPeer(python))
