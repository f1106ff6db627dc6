/** `tsx tests/rigs/devices/decodeOn.ts DEVICE`: prints greedy tokens of the embedded listener behind a short prompt, as JSON. */
import path from 'node:path'
import { deviceKinds } from '../../../src-preload/contract'
import { embeddedListenerDir } from '../../../src-main/engine/models/engineModels'
import { readVoxtralConfig } from '../../../src-main/engine/models/voxtralConfig'
import { Session } from '../../../src-main/engine/onnx/session'
import { Decoder } from '../../../src-main/engine/stages/decodeTokens'

const kind = deviceKinds.find((each) => each === process.argv[2]) ?? 'cpu'
const graph = (name: string): string => path.join(embeddedListenerDir, 'onnx', `${name}.onnx`)
const decoder = new Decoder(
  await Session.load(graph('decoder_model_merged'), { device: { kind } }),
  await Session.load(graph('embed_tokens')),
  readVoxtralConfig(embeddedListenerDir),
  true,
)
const { signal } = new AbortController()
const choose = (logits: Float32Array): number => logits.indexOf(Math.max(...logits))
const answers: number[][] = []
// The second prompt begins like the first: its beginning is still in the device's memory.
for (const tokens of [
  [1, 3, 40, 41, 42, 4],
  [1, 3, 40, 41, 43, 44, 45, 4],
]) {
  const answer: number[] = []
  const options = { choose, stopTokens: new Set<number>(), maxNewTokens: 6 }
  for await (const token of decoder.decode([{ tokens }], options, signal)) answer.push(token)
  answers.push(answer)
}
decoder.release()
console.log(JSON.stringify(answers))
