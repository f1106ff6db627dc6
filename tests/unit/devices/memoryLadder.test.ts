import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noticeInEnglish } from '@contract'
import { cardShares } from '../../../src-main/engine/models/cardShares'
import { contextBytes } from '../../../src-main/engine/onnx/contextBytes'
import { memoryParts } from '../../../src-main/engine/models/memoryParts'
import {
  leastContextTokens,
  neededBytes,
  planMemory,
  stepDown,
  type MemoryPlan,
  type MemoryWish,
} from '../../../src-main/engine/models/memoryLadder'
import { runs } from '../../runs'

const gigabyte = 1e9
/** Voxtral-Mini-3B: 30 layers x 8 heads x 128 x 2 numbers a token. */
const wishOf = (cardFree: number | undefined, hostFree = 32 * gigabyte): MemoryWish => ({
  card: { freeBytes: cardFree },
  hostFreeBytes: hostFree,
  variants: [
    {
      dtype: 'fp16',
      modelDir: '',
      cardBytes: 8.5e9,
      encoderBytes: 1.5e9,
      processorBytes: 24e9,
      weightBytes: 8.5e9,
      hostBytes: 0.8e9,
      kvBytesPerToken: 122_880,
    },
    {
      dtype: 'q4f16',
      modelDir: '',
      cardBytes: 2.9e9,
      encoderBytes: 0.6e9,
      processorBytes: 2.9e9,
      weightBytes: 2.5e9,
      hostBytes: 0.25e9,
      kvBytesPerToken: 122_880,
    },
  ],
  voiceBytes: 0.5e9,
  contextTokens: 8192,
})

const wishes: fc.Arbitrary<MemoryWish> = fc
  .record({
    cardFree: fc.option(fc.integer({ min: 0, max: 24_000 }), { nil: undefined }),
    hasCard: fc.boolean(),
    host: fc.integer({ min: 0, max: 64_000 }),
    sizes: fc.uniqueArray(fc.integer({ min: 10, max: 9000 }), { minLength: 1, maxLength: 4 }),
    kv: fc.integer({ min: 1000, max: 300_000 }),
    voice: fc.integer({ min: 0, max: 900 }),
    context: fc.integer({ min: 256, max: 131_072 }),
  })
  .map(({ cardFree, hasCard, host, sizes, kv, voice, context }) => ({
    card: hasCard ? { freeBytes: cardFree === undefined ? undefined : cardFree * 1e6 } : undefined,
    hostFreeBytes: host * 1e6,
    variants: [...sizes]
      .sort((a, b) => b - a)
      .map((size) => ({
        dtype: `${size} MB`,
        modelDir: '',
        cardBytes: size * 1e6 + contextBytes.cuda,
        encoderBytes: size * 2e5,
        processorBytes: size * 1e6,
        weightBytes: size * 1e6,
        hostBytes: size * 1e5,
        kvBytesPerToken: kv,
      })),
    voiceBytes: voice * 1e6,
    contextTokens: context,
  }))

const planned = (wish: MemoryWish): MemoryPlan | undefined => {
  try {
    return planMemory(wish)
  } catch {
    return undefined
  }
}

/** How good a plan is: a better one compares as greater, by place, then variant, then context. */
function worth(wish: MemoryWish, plan: MemoryPlan | undefined): number[] {
  if (plan === undefined) return [-1]
  const place = (plan.listenerOn === 'card' ? 2 : 0) + (plan.voiceOn === 'card' ? 1 : 0)
  return [place, -wish.variants.indexOf(plan.variant), plan.contextTokens]
}
function isAtLeast(a: number[], b: number[]): boolean {
  const at = a.findIndex((x, i) => x !== b[i])
  return at < 0 || a[at] > (b[at] ?? -Infinity)
}

describe('the memory ledger', () => {
  it('takes the best of everything where there is room, and says nothing', () => {
    expect(planMemory(wishOf(24 * gigabyte))).toMatchObject({
      variant: { dtype: 'fp16' },
      contextTokens: 8192,
      listenerOn: 'card',
      voiceOn: 'card',
      notes: [],
    })
  })

  it('shortens the conversation first, then takes the smaller variant, then moves the voice, then all of the smallest', () => {
    const steps = [9.5, 6, 3.1, 2, 0].map((free) => planMemory(wishOf(free * gigabyte)))
    expect(steps.map(({ variant }) => variant.dtype)).toEqual(['fp16', 'q4f16', 'q4f16', 'q4f16', 'q4f16'])
    expect(steps.map(({ contextTokens }) => contextTokens)).toEqual([3840, 8192, 1536, 8192, 8192])
    expect(steps.map(({ listenerOn, voiceOn }) => `${listenerOn} ${voiceOn}`)).toEqual([
      'card card',
      'card card',
      'card processor',
      'processor processor',
      'processor processor',
    ])
    for (const { notes } of steps) expect(notes.length).toBeGreaterThan(0)
    expect(steps[0].notes.map(noticeInEnglish)).toEqual([
      'Conversations are kept for 3840 tokens instead of 8192, because 9.5 GB are free.',
    ])
    expect(steps[3].notes.map(noticeInEnglish)).toContain(
      'The smaller q4f16 listener is used instead of fp16, because a processor answers sooner with it.',
    )
  })

  it('refuses with what is needed and what to do where nothing fits', () => {
    expect(() => planMemory(wishOf(0, gigabyte))).toThrow(
      /^The models need 3\.8 GB of memory and 1\.0 GB are free\. Close other programs or choose a smaller model\.$/,
    )
  })

  it('never plans more than is free', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const plan = planned(wish)
        if (plan === undefined) return
        const needed = neededBytes(wish, plan, plan.variant, plan.contextTokens)
        expect(needed.card).toBeLessThanOrEqual(
          wish.card === undefined ? 0 : (wish.card.freeBytes ?? Infinity),
        )
        expect(needed.host).toBeLessThanOrEqual(wish.hostFreeBytes)
        expect(plan.contextTokens).toBeGreaterThanOrEqual(Math.min(leastContextTokens, wish.contextTokens))
        expect(plan.contextTokens).toBeLessThanOrEqual(wish.contextTokens)
      }),
      { numRuns: runs(2000) },
    )
  })

  it('shares a limit of the card out so that each session has what it needs, and all together no more', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const plan = planned(wish)
        const limit = wish.card?.freeBytes
        if (plan === undefined || limit === undefined || plan.listenerOn === 'processor') return
        const { encoder, decoder, voice } = cardShares(wish, plan, limit)!
        const { cardBytes, encoderBytes, kvBytesPerToken } = plan.variant
        const kvBytes = kvBytesPerToken * plan.contextTokens
        const least = 1 - 1e-9
        expect(encoder).toBeGreaterThanOrEqual(encoderBytes * least)
        expect(decoder).toBeGreaterThanOrEqual(
          (cardBytes - encoderBytes - contextBytes.cuda + kvBytes) * least,
        )
        expect(voice).toBeGreaterThanOrEqual(plan.voiceOn === 'card' ? wish.voiceBytes * least : 0)
        expect(encoder + decoder + voice).toBeLessThanOrEqual((limit - contextBytes.cuda) / least)
      }),
      { numRuns: runs(2000) },
    )
    const wish = wishOf(6e9)
    expect(cardShares(wish, planMemory(wish), undefined)).toBeUndefined()
  })

  it('never plans worse where more is free', () => {
    fc.assert(
      fc.property(
        wishes,
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 0, max: 9000 }),
        (wish, card, host) => {
          const freeBytes = wish.card?.freeBytes
          const richer: MemoryWish = {
            ...wish,
            card: wish.card && { freeBytes: freeBytes === undefined ? undefined : freeBytes + card * 1e6 },
            hostFreeBytes: wish.hostFreeBytes + host * 1e6,
          }
          expect(isAtLeast(worth(wish, planned(richer)), worth(wish, planned(wish)))).toBe(true)
        },
      ),
      { numRuns: runs(2000) },
    )
  })

  it('gives a sentence for every step down', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const plan = planned(wish)
        if (plan === undefined) return
        const isBest = [
          plan.contextTokens === wish.contextTokens,
          plan.variant === wish.variants[0],
          wish.card === undefined || (plan.voiceOn === 'card' && plan.listenerOn === 'card'),
        ]
        expect(plan.notes).toHaveLength(isBest.filter((each) => !each).length)
        for (const note of plan.notes) expect(noticeInEnglish(note)).toMatch(/^[A-Z].*, because .*\.$/)
      }),
    )
  })

  it('steps down one thing at a time when memory runs out all the same, and ends', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const seen: MemoryPlan[] = []
        for (let plan = planned(wish); plan !== undefined; plan = stepDown(wish, plan)) {
          const before = seen.at(-1)
          seen.push(plan)
          if (before === undefined) continue
          const keys = ['contextTokens', 'variant', 'voiceOn', 'listenerOn'] as const
          expect(keys.filter((key) => plan[key] !== before[key])).toHaveLength(1)
          expect(isAtLeast(worth(wish, plan), worth(wish, before))).toBe(false)
          expect(plan.notes).toHaveLength(1)
          expect(plan.contextTokens).toBeGreaterThanOrEqual(Math.min(leastContextTokens, wish.contextTokens))
          expect(seen.length).toBeLessThan(20)
        }
      }),
    )
  })
})

describe('the parts of a plan', () => {
  it('take together what the plan needs, each where it is, and nothing while they are unloaded', () => {
    const both = { listener: true, voice: true }
    fc.assert(
      fc.property(wishes, (wish) => {
        const plan = planned(wish)
        if (plan === undefined) return
        const free = { card: wish.card?.freeBytes, host: wish.hostFreeBytes }
        const parts = memoryParts(wish, plan, both, free)
        const taken = (place: 'card' | 'memory'): number =>
          parts.reduce(
            (sum, each) => sum + (each.place === place && each.part !== 'free' ? each.bytes : 0),
            0,
          )
        const { card, host } = neededBytes(wish, plan, plan.variant, plan.contextTokens)
        expect(taken('card')).toBeCloseTo(card)
        expect(taken('memory')).toBeCloseTo(host)
        const unloaded = memoryParts(wish, plan, { listener: false, voice: false }, free)
        expect(unloaded.every(({ part }) => part === 'free')).toBe(true)
      }),
    )
  })
})
