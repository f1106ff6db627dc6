/**
 * `tsx tests/rigs/devices/decodeOn.ts DEVICE...`: prints for each device what the probe says of it, and greedy tokens of the
 * embedded listener behind short prompts and behind one that takes the kernels of long ones, and which device computed how
 * many operators of the first, as a line of JSON.
 */
import path from 'node:path'
import { deviceKinds, type DeviceKind } from '../../../src-preload/contract'
import { embeddedListenerDir } from '../../../src-main/engine/models/engineModels'
import { readVoxtralConfig } from '../../../src-main/engine/listeners/voxtral/voxtralConfig'
import type { OperatorCounts } from '../../../src-main/engine/onnx/countOperators'
import { probeDevice } from '../../../src-main/engine/onnx/probe'
import { Session } from '../../../src-main/engine/onnx/session'
import type { NextLogits } from '../../../src-main/engine/listeners/voxtral/stepLogits'
import { Decoder } from '../../../src-main/engine/listeners/voxtral/decodeTokens'

for (const kind of deviceKinds.filter((each) => process.argv.includes(each))) {
  console.log(JSON.stringify({ kind, ...(await answersOn(kind)), probed: await probeDevice({ kind }, true) }))
}

async function answersOn(kind: DeviceKind): Promise<{ answers: number[][]; operators?: OperatorCounts }> {
  const graph = (name: string): string => path.join(embeddedListenerDir, 'onnx', `${name}.onnx`)
  const session = await Session.load(graph('decoder_model_merged'), {
    device: { kind },
    countsOperators: true,
  })
  const decoder = new Decoder(
    session,
    await Session.load(graph('embed_tokens')),
    readVoxtralConfig(embeddedListenerDir),
    true,
  )
  const choose = ({ whole }: NextLogits): number => whole().indexOf(Math.max(...whole()))
  const options = { choose, stopTokens: new Set<number>(), maxNewTokens: 6 }
  const answers: number[][] = []
  // The second prompt begins like the first: its beginning is still in the device's memory.
  for (const tokens of [
    [1, 3, 40, 41, 42, 4],
    [1, 3, 40, 41, 43, 44, 45, 4],
    [1, ...Array.from({ length: 62 }, (_, i) => 40 + ((i * 37) % 400)), 4],
  ]) {
    const answer: number[] = []
    for await (const token of decoder.decode([{ tokens }], options, new AbortController().signal))
      answer.push(token)
    answers.push(answer)
  }
  decoder.release()
  return { answers, operators: session.operators }
}
