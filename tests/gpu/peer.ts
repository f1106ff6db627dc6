/**
 * `npx tsx tests/gpu/peer.ts --device cuda --model DIR [--dtype q4f16] [--contexts 1000] [--json FILE]`: the tokens a
 * second of transformers.js on the same files, in a process of its own. Of CUDA it takes the ONNX Runtime that
 * LD_LIBRARY_PATH finds as `libonnxruntime.so.1` (`run.sh` sees to it).
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  BaseStreamer,
  env,
  Tensor,
  VoxtralForConditionalGeneration,
  type TextStreamer,
} from '@huggingface/transformers'
import { turnTelemetryOff } from '../../src-main/engine/onnx/noTelemetry'
import { median } from '../bench/result'

const { values } = parseArgs({
  options: {
    device: { type: 'string', default: 'cuda' },
    model: { type: 'string' },
    dtype: { type: 'string', default: 'q4f16' },
    contexts: { type: 'string', default: '1000' },
    tokens: { type: 'string', default: '16' },
    json: { type: 'string' },
  },
})
if (values.model === undefined) throw new Error('Name a model with --model DIR.')
const modelDir = path.resolve(values.model)
turnTelemetryOff()
env.allowRemoteModels = false
env.localModelPath = path.dirname(modelDir)
const model = await VoxtralForConditionalGeneration.from_pretrained(path.basename(modelDir), {
  dtype: values.dtype as 'q4f16',
  device: values.device as 'cuda',
})
const rates: Record<string, number> = {}
for (const context of values.contexts.split(',').map(Number)) {
  await stepMs(context, 4) // the first runs take memory and choose algorithms
  rates[context] = 1000 / (await stepMs(context, Number(values.tokens)))
  console.log(
    `transformers.js on ${values.device}: ${rates[context].toPrecision(4)} tokens/s at ${context} tokens`,
  )
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rates))
}
await model.dispose()

/** Milliseconds of a decode step behind so many tokens: the median. */
async function stepMs(context: number, newTokens: number): Promise<number> {
  const stamps: number[] = []
  const streamer = new (class extends BaseStreamer {
    override put(): void {
      stamps.push(performance.now())
    }
    override end(): void {
      return
    }
  })()
  const ids = BigInt64Array.from({ length: context }, (_, i) => BigInt(40 + ((i * 37) % 400)))
  const shape = [1, context]
  await model.generate({
    inputs: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', new BigInt64Array(context).fill(1n), shape),
    max_new_tokens: newTokens,
    min_new_tokens: newTokens,
    do_sample: false,
    streamer: streamer as unknown as TextStreamer, // generate() calls nothing but put() and end()
  })
  // The first call brings the prompt, the second comes behind the prefill.
  return median(stamps.slice(2).map((stamp, i) => stamp - stamps[i + 1]))
}
