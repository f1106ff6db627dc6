import { randomDecoder } from '../../rigs/models/randomDecoder'
import { loadDecoderPair, type DecodeRun, type DecoderPair, type PeerPast } from '../decoderPair'
import { besidePeer, median, type BenchResult, type BenchSection } from '../result'

/** Tokens of context, and how many times the peer's speed is the goal there. */
const contexts = [
  { context: 100, goalRatio: 1.2 },
  { context: 500, goalRatio: 1.6 },
  { context: 1000, goalRatio: 2 },
  { context: 2000, goalRatio: 2.5 },
  { context: 4000, goalRatio: 3 },
]
const newTokens = 10
const rounds = 3
/** What 4 s of speech add to a prompt: 50 tokens of audio, 8 of margin and a few around them. */
const utteranceTokens = 64

/**
 * Decoding in a long conversation, beside the peer on the same files, on random decoders of two sizes: tokens a second
 * by context; time to the first token from nothing, and with all but an utterance in the KV cache (the peer is given
 * its past, too); the bytes of the tensors that each step's runs have in JavaScript's memory.
 */
export const benchDecodeLong: BenchSection = async () => [
  ...(await benchSize('100m')),
  ...(await benchSize('500m')),
]

async function benchSize(size: '100m' | '500m'): Promise<BenchResult[]> {
  const pair = await loadDecoderPair(randomDecoder(size), true)
  const words = (count: number, seed: number): number[] =>
    Array.from({ length: count }, (_, i) => 40 + ((i * 7919 + seed * 104_729) % (pair.vocabSize - 100)))
  const text = words(contexts.at(-1)!.context, 0)
  const row = (name: string): string => `decode-long-${size}-${name}`

  const results = [await coldStart(pair, row('cold-500'), text.slice(0, 500))]
  const figuresAt: { ours: Figures; theirs: Figures }[] = []
  let past: PeerPast | undefined
  for (const { context, goalRatio } of contexts) {
    // All but what is new since the last context is in both caches.
    await pair.ours(text.slice(0, context), 1)
    ;({ past } = await pair.theirs(text.slice(0, context), 1, past))
    const runs: { ours: DecodeRun[]; theirs: DecodeRun[] } = { ours: [], theirs: [] }
    for (let round = 1; round <= rounds; round++) {
      const prompt = [...text.slice(0, context), ...words(utteranceTokens, round)]
      runs.ours.push(await pair.ours(prompt, newTokens))
      runs.theirs.push(await pair.theirs(prompt, newTokens, past))
    }
    const [ours, theirs] = [figuresOf(runs.ours), figuresOf(runs.theirs)]
    figuresAt.push({ ours, theirs })
    results.push(
      besidePeer([row(`${context}`), 'tokens/s'], 1000 / ours.stepMs, 1000 / theirs.stepMs, goalRatio),
    )
  }
  await pair.release()

  // From 500 tokens on: with fewer, to read the weights is all there is to do.
  const { ours: short, theirs: shortPeer } = figuresAt[contexts.findIndex(({ context }) => context === 500)]
  const { ours: long, theirs: longPeer } = figuresAt.at(-1)!
  results.push(
    besidePeer([row('warm-4000'), 'ms'], long.firstMs, longPeer.firstMs, 1),
    besidePeer([row('growth'), 'x'], long.stepMs / short.stepMs, longPeer.stepMs / shortPeer.stepMs, 1),
    {
      ...besidePeer([row('bytes-4000'), 'kB/token'], long.stepBytes / 1000, longPeer.stepBytes / 1000, 1),
      goal: 'no KV cache among them: the logits and at most 64 kB',
      ok: long.stepBytes <= 4 * pair.vocabSize + 64_000,
    },
  )
  return results
}

/** Time to the first token of a prompt of which nothing is cached. */
async function coldStart(pair: DecoderPair, name: string, prompt: readonly number[]): Promise<BenchResult> {
  const firstMs: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    pair.forget()
    firstMs.ours.push((await pair.ours(prompt, 1)).firstMs)
    firstMs.theirs.push((await pair.theirs(prompt, 1)).firstMs)
  }
  return besidePeer([name, 'ms'], median(firstMs.ours), median(firstMs.theirs), 1)
}

interface Figures {
  readonly firstMs: number
  readonly stepMs: number
  readonly stepBytes: number
}

function figuresOf(runs: readonly DecodeRun[]): Figures {
  return {
    firstMs: median(runs.map((run) => run.firstMs)),
    stepMs: median(runs.flatMap((run) => run.stepsMs)),
    stepBytes: median(runs.map((run) => run.stepBytes)),
  }
}
