/**
 * A fake engine in a real engine process. What is asked says what happens:
 *   "say A B C"      the words, one every 20 ms, each with 10 ms of audio
 *   "say A ..."      goes on until it is interrupted
 *   "flood N"        N chunks of audio of 240 kB at once
 *   "die"            the process ends in the middle of the answer
 *   "what was said"  the conversation so far
 * A spoken question is answered with the number of its samples.
 */
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AskMessage, EngineMessage, Port } from '@contract'
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

function serveScript(port: Port<EngineMessage, AskMessage>, seat: TurnSeat): void {
  const history: string[] = []
  let running: { turn: number; abort: AbortController } | undefined
  let samples = 0
  const answer = async (turn: number, question: string, words: AsyncIterable<string>): Promise<void> => {
    running?.abort.abort()
    const abort = new AbortController()
    running = { turn, abort }
    let release: Release | undefined
    try {
      release = await seat.acquire(abort.signal, () => port.send({ type: 'state', turn, state: 'waiting' }))
      port.send({ type: 'state', turn, state: 'thinking' })
      let text = ''
      for await (const word of words) {
        if (abort.signal.aborted) break
        text += `${word} `
        port.send({ type: 'text', turn, text: `${word} ` })
        const chunk = new Float32Array(question.startsWith('flood') ? 60_000 : 240).fill(0.25)
        port.send({ type: 'audio', turn, sentence: 0, sampleRateHz: 24_000, samples: chunk, words: [] })
      }
      history.push(`${question} -> ${text.trim()}`)
    } catch {
      // It was taken back while it waited.
    }
    port.send(unansweredTurn(turn, abort.signal.aborted ? 'interrupted' : 'done', Date.now()))
    release?.()
  }
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
        void answer(message.turn, 'spoken', say([`${samples} samples`]))
        return
      case 'ask':
        void answer(message.turn, message.text, script(message.text, history))
        return
      case 'interrupt':
        if (running?.turn === message.turn) running.abort.abort()
        return
      case 'recall':
        history.push(`${message.text ?? `${message.samples?.length} samples`} => ${message.answer.trim()}`)
        return
      case 'forget':
        history.length = 0
        return
      case 'ping':
        port.send({ type: 'pong', id: message.id })
        return
      case 'utterance-pause':
      case 'recount':
      case 'ask-again':
      case 'speed':
      case 'voice':
      case 'say':
      case 'restart':
        return
    }
  })
  port.onClose(() => running?.abort.abort())
  port.send({ type: 'ready', listener: `script ${process.pid}`, voice: 'none', notes: [] })
}

function script(text: string, history: readonly string[]): AsyncIterable<string> {
  const [verb, ...words] = text.split(' ')
  if (verb === 'flood') return flood(Number(words[0]))
  if (verb === 'die') return die()
  if (verb === 'what') return say([history.join(' | ')])
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
