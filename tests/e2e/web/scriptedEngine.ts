/**
 * A fake engine in a real engine process. What is asked says what happens:
 *   "say A B C"      the words, one every 20 ms, each with 10 ms of audio
 *   "say A ..."      goes on until it is interrupted
 *   "flood N"        N chunks of audio of 240 kB at once
 *   "die"            the process ends in the middle of the answer
 * A spoken question is answered with the number of its samples.
 */
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AskedQuestion, AskMessage, EngineMessage, Exchange, Port } from '@contract'
import { unansweredTurn } from '@contract'
import { appLine } from '../../../src-main/engine/appLine'
import { hostEngine } from '../../../src-main/engine/hostEngine'
import type { Release, TurnSeat } from '../../../src-main/engine/turnLock'

hostEngine(appLine(), async (config) => {
  if (config.persona === 'broken') throw new Error('The script says that nothing loads.')
  if (config.persona.startsWith('stops once in ')) stopOnce(config.persona.slice('stops once in '.length))
  await sleep(20)
  return serveScript
})

/** The first process to come here is held still, as by a user's `kill -STOP`. */
function stopOnce(marker: string): void {
  try {
    writeFileSync(marker, '', { flag: 'wx' })
  } catch {
    return
  }
  process.kill(process.pid, 'SIGSTOP')
}

/** The one conversation of all windows, which a new process does not know. */
let conversation = 1
let newestId = conversation
let exchanges: Exchange[] = []
const windows = new Set<Port<EngineMessage, AskMessage>>()

/** Says to all windows what has changed; the turn to the one that asked. */
function tell(exchange: Exchange, asker: Port<EngineMessage, AskMessage>, turn: number): void {
  exchanges = [...exchanges.filter(({ id }) => id !== exchange.id), exchange]
  for (const window of windows) window.send({ type: 'exchange', exchange, ...(window === asker && { turn }) })
}

function tellWhole(window: Port<EngineMessage, AskMessage>): void {
  window.send({ type: 'conversation', conversation, isPrivate: false, exchanges })
}

function serveScript(port: Port<EngineMessage, AskMessage>, seat: TurnSeat): void {
  let running: { turn: number; abort: AbortController } | undefined
  let samples = 0
  const answer = async (
    turn: number,
    question: AskedQuestion,
    words: AsyncIterable<string>,
    isLarge = false,
  ): Promise<void> => {
    running?.abort.abort()
    const abort = new AbortController()
    running = { turn, abort }
    const asked = { id: ++newestId, conversation, askedAt: Date.now(), question, words: [], toolSteps: [] }
    tell({ ...asked, answer: '', heardEnd: 0 }, port, turn)
    let release: Release | undefined
    let text = ''
    try {
      release = await seat.acquire(abort.signal, () => port.send({ type: 'state', turn, state: 'waiting' }))
      port.send({ type: 'state', turn, state: 'thinking' })
      for await (const word of words) {
        if (abort.signal.aborted) break
        text += `${word} `
        port.send({ type: 'text', turn, text: `${word} ` })
        const chunk = new Float32Array(isLarge ? 60_000 : 240).fill(0.25)
        port.send({ type: 'audio', turn, sentence: 0, sampleRateHz: 24_000, samples: chunk, words: [] })
      }
    } catch {
      // It was taken back while it waited.
    }
    const outcome = abort.signal.aborted ? 'interrupted' : 'done'
    tell({ ...asked, answer: text.trim(), heardEnd: 0, outcome }, port, turn)
    port.send(unansweredTurn(turn, outcome, Date.now()))
    release?.()
  }
  const ask = (turn: number, text: string): void =>
    void answer(turn, { text }, script(text), text.startsWith('flood'))
  port.onMessage((message) => {
    switch (message.type) {
      case 'utterance-start':
        samples = 0
        port.send({ type: 'state', turn: message.turn, state: 'listening' })
        return
      case 'audio':
        samples += message.samples.length
        return
      case 'utterance-end':
        void answer(message.turn, { seconds: samples / 16_000 }, say([`${samples} samples`]))
        return
      case 'ask':
        ask(message.turn, message.text)
        return
      case 'ask-again': {
        const question = exchanges.find(({ id }) => id === message.of)?.question
        if (question !== undefined && 'text' in question) ask(message.turn, question.text)
        return
      }
      case 'interrupt':
      case 'withdraw':
        if (running?.turn === message.turn) running.abort.abort()
        return
      case 'open':
        windows.add(port)
        tellWhole(port)
        return
      case 'begin':
        conversation = ++newestId
        exchanges = []
        for (const window of windows) tellWhole(window)
        return
      case 'store':
        port.send({ type: 'stored', request: message.request, answer: { conversations: [] } })
        return
      case 'ping':
        port.send({ type: 'pong', id: message.id })
        return
      case 'utterance-pause':
      case 'speed':
      case 'voice':
      case 'mood':
      case 'say':
      case 'read-aloud':
      case 'heard':
      case 'tool-answer':
      case 'ringing-seen':
      case 'timed':
        return
    }
  })
  port.onClose(() => {
    windows.delete(port)
    running?.abort.abort()
  })
  port.send({ type: 'ready', listener: `script ${process.pid}`, voice: 'none', notes: [] })
}

function script(text: string): AsyncIterable<string> {
  const [verb, ...words] = text.split(' ')
  if (verb === 'flood') return flood(Number(words[0]))
  if (verb === 'die') return die()
  return say(words)
}

async function* say(words: readonly string[]): AsyncGenerator<string> {
  for (const word of words) {
    do {
      await sleep(20)
      yield word
    } while (word === '...')
  }
}

async function* flood(chunks: number): AsyncGenerator<string> {
  for (let i = 0; i < chunks; i++) {
    await sleep(1)
    yield `${i}`
  }
}

async function* die(): AsyncGenerator<string> {
  yield 'Well,'
  await sleep(30)
  process.exit(7)
}
