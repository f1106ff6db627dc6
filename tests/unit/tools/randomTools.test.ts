import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { config, type EngineMessage } from '../../../src-preload/contract'
import { forgetfulStore } from '../../../src-main/engine/conversations/forgetfulStore'
import type { AnswerOptions, AnswerPiece } from '../../../src-main/engine/listeners/listener'
import type { EngineModels } from '../../../src-main/engine/models/engineModels'
import { Session } from '../../../src-main/engine/session'
import { longestResultChars } from '../../../src-main/engine/tools/callTool'
import { Toolbox } from '../../../src-main/engine/tools/toolbox'
import { ToolServer } from '../../../src-main/engine/tools/servers/toolServer'
import { hum } from '../../fixtures/kinds/hum/hum'
import { runs } from '../../runs'
import { EngineUnderTest } from '../../rigs/engineUnderTest'
import { listed, ScriptedServer, type Reply } from '../../rigs/tools/scriptedServer'

/** What a server does with a call, and what its user and the listener do. */
const faults: Readonly<Record<string, Reply>> = {
  right: { result: { content: [{ type: 'text', text: 'All is well.' }] } },
  wrong: { result: { content: [{ type: 'text', text: 'No such file.' }], isError: true } },
  nonsense: { result: { content: 'none' } },
  error: { error: 'Broken.' },
  silence: 'silence',
  end: 'end',
  long: { result: { content: [{ type: 'text', text: 'x'.repeat(50_000) }] } },
  empty: { result: { content: [] } },
}
const call = fc.record({
  fault: fc.constantFrom(...Object.keys(faults)),
  args: fc.constantFrom<unknown>({ path: 'a' }, {}, 'no JSON {', null, { path: 7 }),
  user: fc.constantFrom('allows', 'forbids', 'is gone'),
  name: fc.constantFrom('home__read', 'home__read', 'no_such_tool', 'get_time'),
})
const turn = fc.record({
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  isInterrupted: fc.boolean(),
  afterMs: fc.nat(200_000),
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const late = new AbortController()
    setTimeout(() => late.abort(), ms)
    return late.signal
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

it('whatever tools, their users and listeners do, each turn ends, each call is told, and the next one is answered', async () => {
  const voice = await hum.load('tests/fixtures/kinds/hum/model', undefined)
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 4 }), async (turns) => {
      let wanted = turns[0].calls
      const listener = {
        name: 'random',
        async *answer(_: unknown, __: unknown, { soFar }: AnswerOptions): AsyncGenerator<AnswerPiece> {
          await Promise.resolve()
          const done = soFar?.toolSteps.length ?? 0
          const next = wanted.at(done)
          if (next === undefined) yield 'That is all.'
          else {
            scripted.script.read = faults[next.fault]
            user = next.user
            yield {
              toolCall: {
                id: `call-${done}`,
                name: next.name,
                args: next.name === 'get_time' ? {} : next.args,
              },
            }
          }
        },
      }
      let user = 'allows'
      const tools = [
        listed('read', {
          inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
        }),
      ]
      const scripted = new ScriptedServer({ 'tools/list': { result: { tools } } })
      const server = new ToolServer(
        'home',
        { command: 'x', args: [], env: {} },
        () => undefined,
        scripted.open,
      )
      await server.connect()
      const toolbox = new Toolbox()
      const own = toolbox.tools(() => false)
      vi.spyOn(toolbox, 'tools').mockImplementation(() => {
        server.revive()
        return [...own, ...server.tools.map(({ raw }) => raw)]
      })
      const models = { listener, voice, notes: [], embedded: [], failures: [] } as unknown as EngineModels
      const session = new Session(models, config.parse({}), { store: forgetfulStore(), toolbox })
      const engine = new EngineUnderTest(session)
      engine.port.send({ type: 'open' })
      const answer = (event: EngineMessage): void => {
        if (event.type !== 'tool-ask' || user === 'is gone') return
        engine.port.send({ type: 'tool-answer', call: event.call, isAllowed: user === 'allows' })
      }
      let looked = 0
      const look = setInterval(
        () => engine.events.slice(looked, (looked = engine.events.length)).forEach(answer),
        1,
      )
      try {
        for (const { calls, isInterrupted, afterMs } of turns) {
          wanted = calls
          const number = engine.begin('Well?')
          if (isInterrupted) setTimeout(() => engine.port.send({ type: 'interrupt', turn: number }), afterMs)
          const over = engine.outcome(number)
          const ends = over.then(() => true)
          for (let i = 0; i < 500 && !(await Promise.race([ends, passes()])); i++);
          const { end } = await over
          expect(end.reason === 'done' || (isInterrupted && end.reason === 'interrupted')).toBe(true)
          const asked = engine.events.findLast((event) => event.type === 'exchange')!
          const { toolSteps } = session.store.exchange(asked.exchange.id)!
          for (const { outcome, result = '' } of toolSteps) {
            expect(outcome).toBeDefined()
            expect(result === '' && outcome !== 'interrupted').toBe(false)
            expect(result.length).toBeLessThan(longestResultChars + 100)
          }
          if (end.reason === 'done') expect(toolSteps).toHaveLength(calls.length)
        }
      } finally {
        clearInterval(look)
        await server.close()
        await toolbox.close()
      }
    }),
    { numRuns: runs(250) },
  )
}, 60_000)

/** Two seconds, of which nobody waits for one. */
async function passes(): Promise<false> {
  await vi.advanceTimersByTimeAsync(2000)
  await new Promise((resolve) => setImmediate(resolve))
  return false
}
