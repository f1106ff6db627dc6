import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError, samplingConfig, type SamplingConfig } from '@contract'
import type { TopLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { TokenSampler } from '../../src-main/engine/listeners/voxtral/sampleToken'
import { runs } from '../runs'

const stop = 1

describe('TokenSampler', () => {
  it('takes the likeliest token, and the first of equals', () => {
    expect(sampler().next(Float32Array.of(0, -1, 3, 3), [])).toBe(2)
  })

  it('does not change the logits', () => {
    const logits = Float32Array.of(1, 5, 3, 4)
    const config = { repetitionPenalty: 2, noRepeatNgram: 2, temperature: 1, topK: 2, topP: 0.5 }
    sampler(config).next(logits, [])
    sampler({ ...config, minNewTokens: 9 }).next(logits, [2, 3, 2])
    expect(logits).toEqual(Float32Array.of(1, 5, 3, 4))
  })

  it('gives the same tokens for the same seed, others for another', () => {
    const logits = new Float32Array(1000)
    const draws = (seed: number): number[] => {
      const one = sampler({ temperature: 1, seed })
      return Array.from({ length: 20 }, () => one.next(logits, [5]))
    }
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
    expect(draws(0)).not.toEqual(draws(1))
  })

  it('forbids the stop token until the answer is long enough', () => {
    const logits = Float32Array.of(0, 9, 1)
    expect(sampler({ minNewTokens: 2 }).next(logits, [])).toBe(2)
    expect(sampler({ minNewTokens: 2 }).next(logits, [2])).toBe(2)
    expect(sampler({ minNewTokens: 2 }).next(logits, [2, 2])).toBe(stop)
  })

  it('divides positive and multiplies negative logits of what was said, once each', () => {
    const logits = Float32Array.of(4, -9, 3, -2)
    expect(sampler({ repetitionPenalty: 1.5 }).next(logits, [0, 0])).toBe(2)
    expect(sampler({ repetitionPenalty: 1.3 }).next(logits, [0, 0])).toBe(0)
    expect(sampler({ repetitionPenalty: 2 }).next(Float32Array.of(-4, -9, -6), [0])).toBe(2)
  })

  it('keeps all equals of the last of the top k', () => {
    const logits = Float32Array.of(2, 5, 2, 2, 1)
    expect(drawn({ temperature: 1, topK: 2 }, logits)).toEqual(new Set([0, 1, 2, 3]))
    expect(drawn({ temperature: 1, topK: 1 }, logits)).toEqual(new Set([1]))
  })

  it('keeps the fewest tokens that reach top p, the lower ids of equals', () => {
    const logits = Float32Array.of(0, 0, 0, 0)
    expect(drawn({ temperature: 1, topP: 0.5 }, logits)).toEqual(new Set([0, 1]))
    expect(drawn({ temperature: 1, topP: 0.51 }, logits)).toEqual(new Set([0, 1, 2]))
    expect(drawn({ temperature: 1, topP: 1e-9 }, logits)).toEqual(new Set([0]))
    expect(drawn({ temperature: 1 }, logits)).toEqual(new Set([0, 1, 2, 3]))
  })

  it('never draws a forbidden token', () => {
    const logits = Float32Array.of(-Infinity, 0, -Infinity, 0)
    expect(drawn({ temperature: 2 }, logits)).toEqual(new Set([1, 3]))
    expect(drawn({ temperature: 2, topK: 3 }, logits)).toEqual(new Set([1, 3]))
  })

  it.each([
    ['NaN', Float32Array.of(1, NaN, 2)],
    ['infinity', Float32Array.of(1, Infinity, 2)],
    ['nothing', Float32Array.of(-Infinity, -Infinity)],
    ['no logits', new Float32Array(0)],
  ])('fails on %s in every mode', (_, logits) => {
    for (const temperature of [0, 1]) {
      let thrown: unknown
      try {
        sampler({ temperature }).next(logits, [0])
      } catch (failure) {
        thrown = failure
      }
      expect(thrown).toBeInstanceOf(AppError)
      expect((thrown as AppError).code).toBe('inference-failed')
    }
  })

  it('draws as often as the plain definition says', () => {
    const tokens = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 12 })
    // Few levels, so that there are many equals.
    const logit = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -6, max: 6, noNaN: true }))
    const config = fc.record({
      temperature: fc.constantFrom(0.3, 0.7, 1, 2),
      topK: fc.constantFrom(0, 1, 2, 3, 5, 100),
      topP: fc.constantFrom(0.1, 0.35, 0.62, 0.93, 1),
      repetitionPenalty: fc.constantFrom(1, 1.2, 2),
      noRepeatNgram: fc.constantFrom(0, 2, 3),
      minNewTokens: fc.constantFrom(0, 1, 4),
      seed: fc.nat(0xffff_ffff),
    })
    fc.assert(
      fc.property(
        config,
        fc.array(logit, { minLength: 8, maxLength: 8 }),
        tokens,
        (settings, values, answer) => {
          const logits = Float32Array.from(values)
          const expected = plainProbabilities(logits, answer, samplingConfig.parse(settings))
          fc.pre(expected !== undefined)
          const one = sampler(settings)
          const draws = 800
          const counts = new Array<number>(8).fill(0)
          for (let i = 0; i < draws; i++) counts[one.next(logits, answer)]++
          expected?.forEach((probability, token) => {
            if (probability === 0) expect(counts[token]).toBe(0)
            // Six standard deviations: one false alarm in millions of tokens.
            const spread = Math.sqrt((probability * (1 - probability)) / draws)
            expect(Math.abs(counts[token] / draws - probability)).toBeLessThanOrEqual(6 * spread + 1e-3)
          })
        },
      ),
      { numRuns: runs(100) },
    )
  })

  it('takes the likeliest token from the highest logits alone where they tell it, whatever is forbidden or lowered', () => {
    const config = fc.record({
      repetitionPenalty: fc.constantFrom(1, 1.2, 2),
      noRepeatNgram: fc.constantFrom(0, 1, 2),
      minNewTokens: fc.constantFrom(0, 4),
    })
    const logits = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 12, maxLength: 12 })
    const answers = fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 8 })
    fc.assert(
      fc.property(config, logits, answers, (settings, values, answer) => {
        fc.pre(
          plainProbabilities(Float32Array.from(values), answer, samplingConfig.parse(settings)) !== undefined,
        )
        sampler(settings).next(Float32Array.from(values), answer)
      }),
      { numRuns: runs(300) },
    )
    const whole = (): never => expect.fail('all logits were looked at')
    const values = bellCurve(20_000)
    values[17_000] = 100
    values[stop] = 101
    const top = topOf(values, 1000, 2)
    const one = new TokenSampler(samplingConfig.parse({ repetitionPenalty: 1.1 }), [stop])
    expect(one.next({ whole, top }, [])).toBe(17_000)
    expect(one.next({ whole, top }, [17_000])).toBe(stop)
  })

  it('keeps exactly what the plain definition keeps of a large vocabulary', () => {
    const logits = bellCurve(20_000)
    for (const settings of [{ topK: 50 }, { topP: 0.6 }, { topK: 300, topP: 0.9 }, { topK: 1000 }]) {
      const config = { ...settings, temperature: 0.8 }
      const expected = plainProbabilities(logits, [], samplingConfig.parse({ ...config, minNewTokens: 0 }))!
      const one = sampler({ ...config, minNewTokens: 0 })
      for (let i = 0; i < 500; i++) expect(expected[one.next(logits, [])]).toBeGreaterThan(0)
    }
  })
})

interface Chooser {
  next(logits: Float32Array, answer: readonly number[]): number
}

/** Chooses from all logits, and looks that the highest alone lead to the same token. */
function sampler(config: Partial<SamplingConfig> = {}): Chooser {
  const [one, other] = [0, 1].map(
    () => new TokenSampler(samplingConfig.parse({ minNewTokens: 0, ...config }), [stop]),
  )
  return {
    next(logits, answer) {
      const whole = (): Float32Array => logits
      const token = one.next({ whole }, answer)
      const isGreedy = (config.temperature ?? 0) === 0
      for (const stretch of isGreedy ? [2, 3, 64] : [])
        expect(other.next({ whole, top: topOf(logits, stretch, 2) }, answer)).toBe(token)
      return token
    },
  }
}

/** The highest logits as a graph tells them. */
function topOf(logits: Float32Array, stretch: number, each: number): TopLogits {
  const tokens: number[] = []
  for (let from = 0; from < logits.length; from += stretch) {
    const part = Array.from(logits.subarray(from, from + stretch), (_, i) => from + i)
    const best = part.sort((a, b) => logits[b] - logits[a] || a - b).slice(0, each)
    // The last stretch may have fewer here: one of them twice changes nothing.
    while (best.length < each) best.push(best[0])
    tokens.push(...best)
  }
  return {
    tokens: Int32Array.from(tokens),
    scores: Float32Array.from(tokens, (token) => logits[token]),
    each,
  }
}

/** What 400 draws find. */
function drawn(config: Partial<SamplingConfig>, logits: Float32Array): Set<number> {
  const one = sampler(config)
  return new Set(Array.from({ length: 400 }, () => one.next(logits, [])))
}

/** A sum of uniform numbers, the same every time, with many equals. */
function bellCurve(length: number): Float32Array {
  let state = 1
  return Float32Array.from({ length }, () => {
    let sum = 0
    for (let i = 0; i < 6; i++) sum += (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    return Math.round((sum - 3) * 400) / 100
  })
}

/** The definition with full sorts, as transformers' logits processors apply it. Nothing where no token is left. */
function plainProbabilities(
  logits: Float32Array,
  answer: readonly number[],
  config: SamplingConfig,
): number[] | undefined {
  const { temperature, topK, topP, repetitionPenalty, noRepeatNgram: n, minNewTokens } = config
  let scores = Array.from(logits, (score, token) => {
    if (!answer.includes(token)) return score
    return Math.fround(score < 0 ? score * repetitionPenalty : score / repetitionPenalty)
  })
  for (let end = n; n > 0 && end <= answer.length; end++) {
    const run = answer.slice(end - n, end)
    if (run.slice(0, -1).join() === answer.slice(answer.length - n + 1).join()) scores[run[n - 1]] = -Infinity
  }
  if (answer.length < minNewTokens) scores[stop] = -Infinity
  if (scores.every((score) => score === -Infinity)) return undefined
  const descending = scores.map((_, token) => token).sort((a, b) => scores[b] - scores[a] || a - b)
  if (topK > 0 && topK < scores.length) {
    const threshold = scores[descending[topK - 1]]
    scores = scores.map((score) => (score < threshold ? -Infinity : score))
  }
  const highest = scores[descending[0]]
  const weights = scores.map((score) => Math.exp((score - highest) / temperature))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let before = 0
  for (const token of descending) {
    const isKept = topP === 1 || before < topP * total
    before += weights[token]
    if (!isKept) weights[token] = 0
  }
  const kept = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / kept)
}
