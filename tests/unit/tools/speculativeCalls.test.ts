import { setImmediate as others } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { config } from '../../../src-preload/contract'
import { forgetfulStore } from '../../../src-main/engine/conversations/forgetfulStore'
import type { AnswerOptions, AnswerPiece } from '../../../src-main/engine/listeners/listener'
import type { EngineModels } from '../../../src-main/engine/models/engineModels'
import { Session } from '../../../src-main/engine/session'
import { Toolbox } from '../../../src-main/engine/tools/toolbox'
import { hum } from '../../fixtures/kinds/hum/hum'
import { EngineUnderTest } from '../../rigs/engineUnderTest'
import { eventually } from '../../rigs/eventually'

/** What is being done meanwhile is done. */
async function aWhile(): Promise<void> {
  for (let i = 0; i < 20; i++) await others()
}

it('an answer that is begun in a pause calls nothing until its question is complete, and then once', async () => {
  let asked = 0
  let runs = 0
  const listener = {
    name: 'calling',
    async *answer(_: unknown, __: unknown, { soFar }: AnswerOptions): AsyncGenerator<AnswerPiece> {
      asked++
      await Promise.resolve()
      if (soFar === undefined) yield { toolCall: { id: 'call-1', name: 'ring', args: {} } }
      else yield 'It rings.'
    },
  }
  const voice = await hum.load('tests/fixtures/kinds/hum/model', undefined)
  const models = { listener, voice, notes: [], embedded: [], failures: [] } as unknown as EngineModels
  const toolbox = new Toolbox()
  const ring = { name: 'ring', description: '', parameters: { type: 'object' }, asksFirst: false }
  vi.spyOn(toolbox, 'tools').mockReturnValue([{ ...ring, run: () => `Ring ${++runs}.` }])
  const session = new Session(models, config.parse({}), { store: forgetfulStore(), toolbox })
  const engine = new EngineUnderTest(session)
  const sound = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 9) / 4)

  const turn = engine.start()
  engine.say(turn, sound)
  engine.port.send({ type: 'utterance-pause', turn })
  await eventually(() => asked === 1, 'the answer to be begun')
  await aWhile()
  engine.say(turn, sound)
  await aWhile()
  engine.port.send({ type: 'utterance-pause', turn })
  await eventually(() => asked === 2, 'the answer to be begun anew')
  await aWhile()
  expect(runs).toBe(0)
  engine.port.send({ type: 'utterance-end', turn })
  const { text, end } = await engine.outcome(turn)
  expect([text, end.reason, runs]).toEqual(['It rings.', 'done', 1])
  expect(session.store.exchanges(session.store.conversations(1)[0].id)[0].toolSteps).toMatchObject([
    { outcome: 'done', result: 'Ring 1.' },
  ])
  engine.port.close()
  await toolbox.close()
})
