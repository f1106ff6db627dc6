import { basename, dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  BaseStreamer,
  env,
  Tensor,
  type TextStreamer,
  VoxtralForConditionalGeneration,
} from '@huggingface/transformers'
import { loadListener } from '../../../src-main/engine/models/listener'
import { TokenSampler } from '../../../src-main/engine/stages/sampleToken'
import { config as configSchema } from '../../../src-preload/contract'
import { randomDecoder } from '../../rigs/models/randomDecoder'
import { ownTime } from '../ownTime'
import { median, type BenchResult, type BenchSection } from '../result'

/** Tokens of context, and how many times the peer's speed is the goal there. */
const contexts = [
  { context: 100, goalRatio: 1.2 },
  { context: 500, goalRatio: 1.6 },
  { context: 2000, goalRatio: 2.5 },
]
const newTokens = 24
/** Few where a round is long: the peer prefills 2,000 tokens anew each time. */
const roundsAt = (context: number): number => (context < 1000 ? 8 : 3)

/**
 * Tokens a second of the decode loop on a random decoder with Voxtral's proportion of KV cache to weights, about 100 M
 * parameters. Both sides do what an answer needs: embed, run, choose greedily. Prefill does not count.
 */
export const benchDecode: BenchSection = async () => {
  const modelDir = randomDecoder()
  const listener = await loadListener(modelDir)
  env.allowRemoteModels = false
  env.localModelPath = dirname(modelDir)
  const peer = await VoxtralForConditionalGeneration.from_pretrained(basename(modelDir), {
    dtype: 'q4',
    device: 'cpu',
  })
  const { signal } = new AbortController()

  /** The step times, and the time a token that the engine's own thread was busy: all that is not a native run. */
  const ours = async (prompt: readonly number[]): Promise<{ stepsMs: number[]; ownMs: number }> => {
    const sampler = new TokenSampler(configSchema.parse({}).sampling, new Set())
    const stamps: number[] = []
    const options = {
      choose: (logits: Float32Array, answer: readonly number[]) => sampler.next(logits, answer),
      stopTokens: new Set<number>(),
      maxNewTokens: newTokens,
    }
    let own: (() => number) | undefined
    for await (const _token of listener.decoder.decode([{ tokens: prompt }], options, signal)) {
      own ??= ownTime()
      stamps.push(performance.now())
    }
    return { stepsMs: intervals(stamps), ownMs: own!() / (newTokens - 1) }
  }

  const theirs = async (prompt: readonly number[]): Promise<number[]> => {
    const stamps: number[] = []
    const streamer: BaseStreamer = new (class extends BaseStreamer {
      override put(): void {
        stamps.push(performance.now())
      }
      override end(): void {
        return
      }
    })()
    const ids = (values: readonly number[]): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
    await peer.generate({
      inputs: ids(prompt),
      attention_mask: ids(prompt.map(() => 1)),
      max_new_tokens: newTokens,
      do_sample: false,
      streamer: streamer as TextStreamer, // generate() calls nothing but put() and end()
    })
    return intervals(stamps.slice(1)) // the first call brings the prompt
  }

  const results: BenchResult[] = []
  const ownMsAt: number[] = []
  for (const { context, goalRatio } of contexts) {
    const prompt = Array.from({ length: context - newTokens / 2 }, (_, i) => 40 + ((i * 7919) % 8000))
    const stepsMs: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
    const ownMs: number[] = []
    for (let round = 0; round < roundsAt(context); round++) {
      const run = await ours(prompt)
      stepsMs.ours.push(...run.stepsMs)
      ownMs.push(run.ownMs)
      stepsMs.theirs.push(...(round === 0 || context < 1000 ? await theirs(prompt) : []))
    }
    ownMsAt.push(median(ownMs))
    const value = 1000 / median(stepsMs.ours)
    const peerValue = 1000 / median(stepsMs.theirs)
    results.push({
      name: `decode-${context}`,
      unit: 'tokens/s',
      value,
      peer: peerValue,
      ratio: value / peerValue,
      goal: `ratio >= ${goalRatio}`,
      ok: value / peerValue >= goalRatio,
    })
  }
  const growth = ownMsAt.at(-1)! / ownMsAt[0]
  results.push({
    name: 'decode-own-cost-growth',
    unit: 'x',
    value: growth,
    goal: 'cost beside native runs at 2,000 tokens <= 1.5 times that at 100',
    ok: growth <= 1.5,
  })
  listener.release()
  await peer.dispose()
  return results
}

function intervals(stamps: readonly number[]): number[] {
  return stamps.slice(1).map((stamp, i) => stamp - stamps[i])
}
