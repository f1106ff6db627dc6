import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { config, type AskMessage, type Keeping } from '../../src-preload/contract'
import { hostEngine, type AppLine, type ServeWindow } from '../../src-main/engine/hostEngine'
import type { FromEngineProcess } from '../../src-main/engine/processMessages'

const longMs = 100
let now = 0
beforeEach(() => {
  now = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] })
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Lets time pass for the clock and for what waits. */
async function pass(ms: number): Promise<void> {
  now += ms
  await vi.advanceTimersByTimeAsync(ms)
}

/** An engine whose pages open conversations, which takes long, or say something else. */
async function startEngine(): Promise<{
  say: (connection: number, message: AskMessage) => void
  taken: number[]
}> {
  const taken: number[] = []
  let tell!: Parameters<AppLine['onMessage']>[0]
  const line: AppLine = {
    onMessage: (receive) => (tell = receive),
    send: (message: FromEngineProcess) => message.kind === 'taken' && taken.push(message.connection),
  }
  hostEngine(line, () =>
    Promise.resolve((port) => port.onMessage(({ type }) => void (type === 'open' && (now += longMs)))),
  )
  tell({ kind: 'start', config: config.parse({}) })
  await pass(0)
  for (const connection of [1, 2]) tell({ kind: 'open', connection })
  return { taken, say: (connection, message) => tell({ kind: 'message', connection, message }) }
}

test('a page whose message took long is heard again when others had three times as long', async () => {
  const { say, taken } = await startEngine()
  say(1, { type: 'open' })
  say(2, { type: 'ping', id: 1 })
  await pass(0)
  expect(taken).toEqual([2])
  await pass(3 * longMs - 1)
  expect(taken).toEqual([2])
  await pass(1)
  expect(taken).toEqual([2, 1])
})

test('pages that ask for what takes long share the time of one', async () => {
  const { say, taken } = await startEngine()
  say(1, { type: 'open' })
  say(2, { type: 'open' })
  await pass(3 * longMs)
  expect(taken).toEqual([1])
  await pass(3 * longMs)
  expect(taken).toEqual([1, 2])
})

test('conversations are kept as was chosen last, also while the models load', async () => {
  const kept: Keeping[] = []
  let tell!: Parameters<AppLine['onMessage']>[0]
  let loaded!: (serve: ServeWindow) => void
  hostEngine(
    { onMessage: (receive) => (tell = receive), send: () => undefined },
    () => new Promise((resolve) => (loaded = resolve)),
  )
  tell({ kind: 'start', config: config.parse({}) })
  tell({ kind: 'keep', keeping: { mode: 'yes', audio: false } })
  tell({ kind: 'keep', keeping: { mode: 'never', audio: false } })
  const serve: ServeWindow = () => undefined
  serve.keep = (keeping) => kept.push(keeping)
  loaded(serve)
  await pass(0)
  expect(kept.map(({ mode }) => mode)).toEqual(['never'])
  tell({ kind: 'keep', keeping: { mode: 'yes', audio: true } })
  expect(kept.map(({ mode }) => mode)).toEqual(['never', 'yes'])
})
