import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestPage } from '../../e2e/web/testPage'
import type { AttackedHost } from './attackedHost'
import type { FloodKind, FloodOrder } from './floodKinds'

export interface FloodFigures {
  /** By how much the host grew at most, and how much of that it has after it had time to give it back. */
  readonly grewMegabytes: number
  readonly keptMegabytes: number
  /** The longest that another page waited for a whole answer. */
  readonly slowestAnswerMs: number
  readonly answers: number
  /** Whether the same engine answers as before. */
  readonly isEngineKept: boolean
}

export interface FloodOptions {
  readonly seconds: number
  /** For how long the host may give back what it took. */
  readonly restSeconds: number
}

const question = 'What is the capital of France?'
const lookEveryMs = 100

/** Floods a host from one page, and asks from another what is answered all the same. */
export async function measureFlood(
  host: AttackedHost,
  page: TestPage,
  kind: FloodKind,
  { seconds, restSeconds }: FloodOptions,
): Promise<FloodFigures> {
  const before = host.megabytes
  const engine = host.enginePid
  let most = before
  const looking = setInterval(() => (most = Math.max(most, host.megabytes)), lookEveryMs)
  const attacker = fork(fileURLToPath(new URL('floodProcess.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  attacker.send({ port: host.port, entry: host.entry, kind } satisfies FloodOrder)
  await once(attacker, 'message')
  const until = performance.now() + seconds * 1000
  let [slowestAnswerMs, answers] = [0, 0]
  while (answers === 0 || performance.now() < until) {
    const turn = page.nextTurn()
    const asked = performance.now()
    page.ask(turn, question)
    const { reason, code } = await page.answer(turn)
    if (reason !== 'done') throw new Error(`While ${kind} flooded it, a page was told: ${code}`)
    slowestAnswerMs = Math.max(slowestAnswerMs, performance.now() - asked)
    answers++
    await sleep(200)
  }
  const gone = once(attacker, 'exit')
  attacker.disconnect()
  await gone
  clearInterval(looking)
  const rested = performance.now() + restSeconds * 1000
  let least = host.megabytes
  while (performance.now() < rested) {
    await sleep(lookEveryMs)
    least = Math.min(least, host.megabytes)
  }
  return {
    grewMegabytes: most - before,
    keptMegabytes: least - before,
    slowestAnswerMs,
    answers,
    isEngineKept: host.enginePid === engine,
  }
}
