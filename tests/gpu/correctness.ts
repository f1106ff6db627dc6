/**
 * `npx tsx tests/gpu/correctness.ts --device cuda`: greedy tokens on a device and on the processor, for the reference
 * models and the embedded one. They agree where the device computes what the processor does.
 */
import { parseArgs } from 'node:util'
import { config, deviceConfig } from '../../src-preload/contract'
import { deviceOf } from '../../src-main/engine/models/chooseDevice'
import { embeddedListenerDir } from '../../src-main/engine/models/engineModels'
import { loadListener } from '../../src-main/engine/models/listener'
import { cpuDevice, type Device } from '../../src-main/engine/onnx/device'
import { probeDevice } from '../../src-main/engine/onnx/probe'
import { LogMel } from '../../src-main/engine/stages/logMel'
import { chatPrompt } from '../../src-main/engine/stages/prompt'
import { readAudio } from '../../src-main/engine/stages/readAudio'
import { TokenSampler } from '../../src-main/engine/stages/sampleToken'
import { readReference } from '../fixtures/voxtral/readReference'

const { values } = parseArgs({
  options: { device: { type: 'string' }, model: { type: 'string', multiple: true } },
})
const chosen = deviceConfig.parse({ kind: values.device ?? 'cuda' })
const kind = chosen.kind === 'auto' ? 'cuda' : chosen.kind
const { modelDirs } = readReference()
const models = values.model ?? [modelDirs.f32, modelDirs.f16Kv, embeddedListenerDir]

const probed = await probeDevice({ kind }, true)
console.log(`${probed.name}: ${probed.available ? 'computes' : (probed.reason ?? '')} ${probed.fix ?? ''}`)
process.exitCode = probed.available ? 0 : 1
if (probed.available)
  for (const model of models) {
    const expected = await greedyTokens(model, cpuDevice)
    const tokens = await greedyTokens(model, deviceOf(kind, chosen))
    const same = tokens.findIndex((token, i) => token !== expected[i])
    const agrees = same < 0 && tokens.length === expected.length
    console.log(
      `${model}: ${agrees ? `the same ${tokens.length} tokens` : `differs from token ${same} of ${expected.length}`}`,
    )
    if (!agrees) process.exitCode = 1
  }

/** 64 tokens behind a spoken question, stop tokens included. */
async function greedyTokens(model: string, device: Device): Promise<number[]> {
  const listener = await loadListener(model, { device })
  const { signal } = new AbortController()
  const settings = config.parse({})
  try {
    const mel = new LogMel(listener.config.mel)
    mel.push(await readAudio('resources/question.wav'))
    const heard = await listener.encoder.encode(mel.finish(), 8, signal)
    const sampler = new TokenSampler(settings.sampling, new Set())
    const tokens: number[] = []
    const options = {
      choose: (logits: Float32Array, answer: readonly number[]) => sampler.next(logits, answer),
      stopTokens: new Set<number>(),
      maxNewTokens: 64,
    }
    const prompt = chatPrompt(listener.tokenizer, settings.persona, [], { heard })
    for await (const token of listener.decoder.decode(prompt, options, signal)) tokens.push(token)
    return tokens
  } finally {
    listener.release()
  }
}
