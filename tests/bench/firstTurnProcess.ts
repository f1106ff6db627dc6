/** A fresh engine that is asked the same question again and again: tells in ms how soon each answer began to sound. */
import { setTimeout as sleep } from 'node:timers/promises'
import { config as configSchema } from '../../src-preload/contract'
import { loadEngineModels } from '../../src-main/engine/models/engineModels'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { speakQuestion } from '../rigs/speakQuestion'

const turns = 10
/** From when the engine is ready to the end of a first question, which is to be said before. */
const firstAskedMs = 1000
const betweenMs = 200

const question = await speakQuestion('What is the capital of France?')
const engine = new EngineUnderTest(await loadEngineModels(configSchema.parse({})))
await sleep(firstAskedMs)
const soundedMs: number[] = []
for (let turn = 0; turn < turns; turn++) {
  const { end } = await engine.ask(question)
  soundedMs.push(end.metrics.firstAudioAt! - end.metrics.utteranceEndAt)
  // Each is the first of a conversation.
  engine.port.send({ type: 'forget' })
  await sleep(betweenMs)
}
process.send!(soundedMs, () => process.exit(0))
