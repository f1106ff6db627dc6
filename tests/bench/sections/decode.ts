import { setTimeout as sleep } from 'node:timers/promises'
import { randomDecoder } from '../../rigs/models/randomDecoder'
import { loadDecoderPair } from '../decoderPair'
import { besidePeer, median, type BenchResult, type BenchSection } from '../result'

/** Tokens of context, and how many times the peer's speed is the goal there. */
const contexts = [
  { context: 100, goalRatio: 1.2 },
  { context: 500, goalRatio: 1.6 },
  { context: 2000, goalRatio: 2.5 },
]
const newTokens = 24
/** Both sides run so often before it counts: code is compiled, weights are moved to where they stay. */
const warmUps = 5
/** The threads of one side spin on for a while after a run; the other waits until they sleep. */
const quietMs = 50
/** Few where a round is long: the peer prefills 2,000 tokens anew each time. */
const roundsAt = (context: number): number => (context < 1000 ? 8 : 3)

/**
 * Tokens a second of the decode loop on a random decoder with Voxtral's proportion of KV cache to weights, about 100 M
 * parameters. Prefill does not count.
 */
export const benchDecode: BenchSection = async () => {
  const pair = await loadDecoderPair(randomDecoder())
  for (let round = 0; round < warmUps; round++) {
    await pair.ours(promptOf(100), newTokens)
    await pair.theirs(promptOf(100), newTokens)
  }
  const results: BenchResult[] = []
  const ownMsAt: number[] = []
  for (const { context, goalRatio } of contexts) {
    const prompt = promptOf(context)
    const stepsMs: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
    const ownMs: number[] = []
    for (let round = 0; round < roundsAt(context); round++) {
      await sleep(quietMs)
      const run = await pair.ours(prompt, newTokens)
      stepsMs.ours.push(...run.stepsMs)
      ownMs.push((await pair.ours(prompt, newTokens, true)).ownMs)
      if (round > 0 && context >= 1000) continue
      await sleep(quietMs)
      stepsMs.theirs.push(...(await pair.theirs(prompt, newTokens)).stepsMs)
    }
    ownMsAt.push(median(ownMs))
    const rates = [1000 / median(stepsMs.ours), 1000 / median(stepsMs.theirs)] as const
    results.push(besidePeer([`decode-${context}`, 'tokens/s'], ...rates, goalRatio))
  }
  const growth = ownMsAt.at(-1)! / ownMsAt[0]
  results.push({
    name: 'decode-own-cost-growth',
    unit: 'x',
    value: growth,
    goal: 'cost beside native runs at 2,000 tokens <= 1.5 times that at 100',
    ok: growth <= 1.5,
  })
  await pair.release()
  return results
}

/** Tokens that lead to this context in the middle of the answer. */
function promptOf(context: number): number[] {
  return Array.from({ length: context - newTokens / 2 }, (_, i) => 40 + ((i * 7919) % 8000))
}
