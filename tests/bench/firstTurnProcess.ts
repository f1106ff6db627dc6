/** A fresh engine that is asked the same question again and again: tells in ms how soon each answer began to sound. */
import { setTimeout as sleep } from 'node:timers/promises'
import { loadUsableModels } from '../../src-main/engine/models/loadUsableModels'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import { serve } from '../../src-main/engine/serve'
import { Session } from '../../src-main/engine/session'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { hostedEngine } from '../rigs/hostedEngine'
import { speakQuestion } from '../rigs/speakQuestion'

const turns = 10
/** From when the engine is ready to the end of a first question, which is to be said before. */
const firstAskedMs = 1000
const betweenMs = 200

const question = await speakQuestion('What is the capital of France?')
const open = await hostedEngine(async (config) => {
  const models = await loadUsableModels(config)
  return (port) => serve(port, new Session(models, config, { store: forgetfulStore() }))
})
const engine = new EngineUnderTest(open)
await sleep(firstAskedMs)
const soundedMs: number[] = []
for (let turn = 0; turn < turns; turn++) {
  const { end } = await engine.ask(question)
  soundedMs.push(end.metrics.firstAudioAt! - end.metrics.utteranceEndAt)
  // Each is the first of a conversation.
  engine.port.send({ type: 'begin' })
  await sleep(betweenMs)
}
process.send!(soundedMs, () => process.exit(0))
