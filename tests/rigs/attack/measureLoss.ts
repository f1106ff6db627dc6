import { setTimeout as sleep } from 'node:timers/promises'
import type { AskMessage, EngineMessage } from '../../../src-preload/contract'
import type { TestPage } from '../../e2e/web/testPage'
import { eventually } from '../eventually'
import { AttackedHost } from './attackedHost'

export interface LossFigures {
  /** From the signal to the page that is told, and from the end of the engine (for a stopped one: when it is told) to the next one. */
  readonly toldMs: number
  readonly backMs: number
}

/**
 * Ends an engine in the middle of an answer (SIGKILL), or holds it still (SIGSTOP), and sees that nothing is lost but that
 * turn: the page is told, nothing more comes of the turn, and the next engine has what was said before.
 */
export async function measureLoss(
  host: AttackedHost,
  page: TestPage,
  signal: 'SIGKILL' | 'SIGSTOP',
): Promise<LossFigures> {
  // Who has opened none is told of none.
  await opened(page, { type: 'open' })
  await opened(page, { type: 'begin' })
  const alone = await promptTokensOf(page, 'What is the capital of France?')
  const { conversation, exchanges: before } = await opened(page, { type: 'open' })
  const lost = page.nextTurn()
  page.ask(lost, 'Tell me a story.')
  await page.until('text', (message) => message.turn === lost)
  await sleep(200 * Math.random())
  const states = page.messages.length
  const at = performance.now()
  process.kill(host.enginePid!, signal)
  const find = (type: string): number | undefined =>
    page.messages.slice(states).some((message) => message.type === type) ? performance.now() : undefined
  const toldAt = await eventually(() => find('engine'), 'to be told')
  const backAt = await eventually(() => find('ready'), 'the next engine')
  const { exchanges } = await opened(page, { type: 'open', conversation })
  // One that ended before the signal came may be told until the page knows that the engine is gone.
  const gone = page.messages.findIndex(({ type }, i) => i >= states && type === 'engine')
  if (page.messages.slice(gone).some((m) => m.type === 'turn-end' && m.turn === lost))
    throw new Error('A turn ended whose engine is gone')
  if (before.some(({ id }) => !exchanges.some((each) => each.id === id)))
    throw new Error('The engine lost what was said')
  // It has more to hold than the question alone.
  const behind = await promptTokensOf(page, 'What is the capital of France?')
  if (behind <= alone) throw new Error(`The engine answers as if nothing had been said: ${behind} tokens`)
  return { toldMs: toldAt - at, backMs: backAt - (signal === 'SIGSTOP' ? toldAt : at) }
}

export interface LongLossFigures {
  /** From the end of the engine to the next one, and from the next question to its whole answer. */
  readonly backMs: number
  readonly answerMs: number
}

/** Types a long conversation, ends the engine, and asks what the next one answers behind all of that. */
export async function measureLongLoss(
  host: AttackedHost,
  page: TestPage,
  exchanges: number,
): Promise<LongLossFigures> {
  await opened(page, { type: 'open' })
  const { conversation } = await opened(page, { type: 'begin' })
  for (let i = 0; i < exchanges; i++) await promptTokensOf(page, `What is the capital of France? ${i}`)
  const said = page.messages.length
  const at = performance.now()
  process.kill(host.enginePid!, 'SIGKILL')
  await eventually(() => page.messages.slice(said).some(({ type }) => type === 'ready'), 'the next engine')
  const backMs = performance.now() - at
  await opened(page, { type: 'open', conversation })
  const asked = performance.now()
  await promptTokensOf(page, 'What is the capital of France?')
  return { backMs, answerMs: performance.now() - asked }
}

/** Holds the engine of a new host still while it loads. */
export async function measureLossWhileLoading(): Promise<LossFigures> {
  const host = await AttackedHost.start()
  try {
    const page = await host.connect()
    const engine = await eventually(() => host.enginePid, 'an engine')
    process.kill(engine, 'SIGSTOP')
    const at = performance.now()
    if (page.messages.some(({ type }) => type === 'ready'))
      throw new Error('It was loaded before it was held')
    await page.until('engine', ({ state }) => state === 'restarting')
    const toldMs = performance.now() - at
    await page.until('ready')
    return { toldMs, backMs: performance.now() - at - toldMs }
  } finally {
    await host.close()
  }
}

/** Asks, and says how long the prompt was of which the answer was made. */
async function promptTokensOf(page: TestPage, question: string): Promise<number> {
  const turn = page.nextTurn()
  page.ask(turn, question)
  const { reason, metrics } = await page.until('turn-end', (message) => message.turn === turn)
  if (reason !== 'done') throw new Error(`A question was not answered: ${reason}`)
  return metrics.promptTokens ?? 0
}

/** What the engine tells of the conversation that it opens, or begins. */
function opened(
  page: TestPage,
  message: Extract<AskMessage, { type: 'open' | 'begin' }>,
): Promise<Extract<EngineMessage, { type: 'conversation' }>> {
  const before = page.messages.filter(({ type }) => type === 'conversation').length
  page.send(message)
  return eventually(
    () => page.messages.filter((m) => m.type === 'conversation').at(before),
    'the conversation',
  )
}
