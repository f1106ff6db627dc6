/**
 * `npx tsx tests/gpu/correctness.ts --device cuda`: greedy tokens on a device and on the processor, for the reference
 * models and the embedded one. They agree where the device computes what the processor does.
 */
import { parseArgs } from 'node:util'
import { config, deviceConfig, noticeInEnglish, type Notice } from '../../src-preload/contract'
import { deviceOf } from '../../src-main/engine/models/chooseDevice'
import { embeddedListenerDir } from '../../src-main/engine/models/engineModels'
import { loadVoxtral } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { cpuDevice, type Device } from '../../src-main/engine/onnx/device'
import { probeDevice } from '../../src-main/engine/onnx/probe'
import { LogMel } from '../../src-main/engine/hearing/logMel'
import { chatPrompt } from '../../src-main/engine/listeners/voxtral/prompt'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { TokenSampler } from '../../src-main/engine/listeners/voxtral/sampleToken'
import { warmUp } from '../../src-main/engine/listeners/voxtral/warmUp'
import { readReference } from '../fixtures/voxtral/readReference'

const { values } = parseArgs({
  options: { device: { type: 'string' }, model: { type: 'string', multiple: true } },
})
const { kind: asked } = deviceConfig.parse({ kind: values.device ?? 'cuda' })
const kind = asked === 'auto' ? 'cuda' : asked
// TF32 rounds what a card multiplies to ten bits: then small models of random weights, whose tokens are almost ties, differ.
const providerOptions = kind === 'cuda' ? { use_tf32: '0' } : {}
const device = deviceOf(kind, deviceConfig.parse({ kind, providerOptions }))
const { modelDirs } = readReference()
const models = values.model ?? [modelDirs.f32, modelDirs.f16Kv, embeddedListenerDir]

const probed = await probeDevice({ kind }, true)
const told = [probed.reason, probed.fix].filter((notice) => notice !== undefined).map(noticeInEnglish)
console.log(`${probed.name}: ${[probed.available ? 'computes' : '', ...told].join(' ')}`)
process.exitCode = probed.available ? 0 : 1
if (probed.available)
  for (const model of models) {
    const expected = await greedyTokens(model, cpuDevice)
    const found = await greedyTokens(model, device)
    const first = found.findIndex(({ token }, i) => token !== expected[i].token)
    const { lead } = expected.at(first)!
    const verdict =
      first < 0
        ? `the same ${found.length} tokens`
        : `differs from token ${first} of ${expected.length}, which the processor put ${lead.toPrecision(2)} before the next`
    console.log(`${model}: ${verdict}`)
    if (first >= 0) process.exitCode = 1
  }

interface Step {
  readonly token: number
  /** By how much its logit is higher than any other: of almost a tie rounding decides. */
  readonly lead: number
}

/** 64 tokens behind a spoken question, stop tokens included. */
async function greedyTokens(model: string, device: Device): Promise<Step[]> {
  const note = (notice: Notice): void => console.log(noticeInEnglish(notice))
  const listener = await loadVoxtral(model, { device, note })
  const { signal } = new AbortController()
  const settings = config.parse({})
  try {
    // As the app does: from here on a card replays its steps, where it can.
    await warmUp(listener, device.kind !== 'cpu', 1024)
    const mel = new LogMel(listener.config.mel)
    mel.push(await readAudio('resources/question.wav'))
    const heard = await listener.encoder.encode(mel.finish(), 8, signal)
    const sampler = new TokenSampler(settings.sampling, new Set())
    const steps: Step[] = []
    const options = {
      choose(next: NextLogits, answer: readonly number[]) {
        const token = sampler.next(next, answer)
        const logits = next.whole()
        const second = logits.reduce(
          (most, logit, i) => (i === token ? most : Math.max(most, logit)),
          -Infinity,
        )
        steps.push({ token, lead: logits[token] - second })
        return token
      },
      stopTokens: new Set<number>(),
      maxNewTokens: 64,
    }
    const prompt = chatPrompt(listener.tokenizer, settings.persona, [], { heard })
    for await (const _ of listener.decoder.decode(prompt, options, signal));
    return steps
  } finally {
    listener.release()
  }
}
