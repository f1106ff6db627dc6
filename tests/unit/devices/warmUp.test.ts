import { expect, it } from 'vitest'
import type { Decoding, VoxtralModel } from '../../../src-main/engine/listeners/voxtral/voxtralModel'
import { warmUp } from '../../../src-main/engine/listeners/voxtral/warmUp'

/** How a driver's attention may be wrong: for several positions at once, or only where they come behind cached ones. */
type Fault = 'none' | 'at once' | 'going on'

/** A decoder whose logits tell all tokens that it was given, and which is wrong where it is told to be. */
function listenerOf(fault: Fault, ran: string[] = []): VoxtralModel {
  let cached: readonly number[] = []
  const logitsOf = (tokens: readonly number[]): Float32Array => {
    const [kept, added] = [cached.length, tokens.length - cached.length]
    ran.push(`${added} behind ${kept}`)
    const isWrong = added > 1 && (fault === 'at once' || (fault === 'going on' && kept > 0))
    cached = tokens
    const seen = isWrong ? tokens.slice(kept, kept + 3) : tokens
    return Float32Array.from({ length: 64 }, (_, i) =>
      seen.reduce((sum, token) => sum + Math.sin(token * (i + 1)), 0),
    )
  }
  const decoder: Omit<Decoding, 'decodeBeside'> = {
    async *decode([part], { choose, maxNewTokens }) {
      const prompt = 'tokens' in part ? part.tokens : []
      const answer: number[] = []
      while (answer.length < maxNewTokens) {
        const logits = logitsOf([...prompt, ...answer])
        answer.push(choose({ whole: () => logits }, answer))
        yield await Promise.resolve(answer.at(-1)!)
      }
    },
    prefill: ([part]) => {
      if ('tokens' in part) logitsOf(part.tokens)
      return Promise.resolve()
    },
    forget: () => void (cached = []),
    release: () => undefined,
  }
  const mel = { featureSize: 8, samplingRate: 16_000, hopLength: 160, nFft: 400, nSamples: 16_000 }
  return {
    decoder,
    config: { mel, vocabSize: 512 },
    encoder: { encode: () => Promise.resolve({ id: 1, tokens: 1, embeddings: new Float32Array(1) }) },
  } as unknown as VoxtralModel
}

it('warming up lets a card through that computes a prompt the same in every way', async () => {
  const ran: string[] = []
  await warmUp(listenerOf('none', ran), true, 1024)
  expect(ran).toContain('48 behind 0')
  expect(ran).toContain('1 behind 47')
  expect(ran).toContain('32 behind 16')
  expect(ran).toContain('64 behind 0')
})

it.each(['at once', 'going on'] as const)(
  'warming up refuses a card that computes several positions %s wrongly',
  async (fault) => {
    await expect(warmUp(listenerOf(fault), true, 1024)).rejects.toThrow('It computes wrongly')
  },
)
