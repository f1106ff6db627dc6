/** A process that floods one page's socket until it is told to stop. */
import { setImmediate as otherEvents } from 'node:timers/promises'
import { WebSocket } from 'ws'
import {
  encodeMessage,
  passProtocol,
  socketPath,
  socketProtocol,
  type AskMessage,
} from '../../../src-preload/contract'
import type { FloodKind, FloodOrder } from './floodKinds'

/** What a socket may hold of it that the host has not taken. */
const unsentBytes = 1024 * 1024

const speech = Float32Array.from({ length: 512 }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 120 * i) / 16_000))
let turn = 0
let count = 0

function begin(): AskMessage[] {
  turn++
  return [
    { type: 'utterance-start', turn, mode: 'chat' },
    ...Array.from({ length: 32 }, (): AskMessage => ({ type: 'audio', turn, samples: speech })),
  ]
}

/** The next messages of a flood. Every minute of audio begins a new question. */
const floods: Readonly<Record<Exclude<FloodKind, 'control' | 'nonsense'>, () => AskMessage[]>> = {
  pings: () => [{ type: 'ping', id: count }],
  say: () => [{ type: 'say', turn: ++turn, text: 'This is how I sound when I say something long.' }],
  ask: () => [{ type: 'ask', turn: ++turn, text: `What is the capital of France? ${'Well? '.repeat(20)}` }],
  audio: () => (count % 1875 === 0 ? begin() : [{ type: 'audio', turn, samples: speech }]),
  pauses: () => (count % 10_000 === 0 ? begin() : [{ type: 'utterance-pause', turn, pause: count }]),
}

process.once('message', (order) => void flood(order as FloodOrder))

async function flood({ port, entry, kind }: FloodOrder): Promise<void> {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}${socketPath}`,
    [socketProtocol, passProtocol(entry.pass)],
    { origin: `http://127.0.0.1:${port}`, headers: { cookie: entry.cookie } },
  )
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  let isOver = false
  process.once('disconnect', () => (isOver = true))
  process.send!('flooding')
  while (!isOver && socket.readyState === WebSocket.OPEN) {
    if (socket.bufferedAmount < unsentBytes)
      for (let i = 0; i < 100; i++, count++) {
        if (kind === 'control') socket.ping('x'.repeat(100))
        else if (kind === 'nonsense') socket.send('{"type":"nonsense"}')
        else for (const message of floods[kind]()) socket.send(encodeMessage(message))
      }
    await otherEvents()
  }
  process.exit()
}
