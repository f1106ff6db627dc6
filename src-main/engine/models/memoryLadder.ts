import { AppError, type Notice } from '@contract'
import type { ListenerVariant } from '../listeners/listenerKind'

export interface MemoryWish {
  /** Free bytes of the graphics card; undefined: it does not tell, and counts as large enough. Absent device: the processor computes all. */
  readonly card?: { readonly freeBytes: number | undefined }
  readonly hostFreeBytes: number
  /** Best first; those behind are smaller. */
  readonly variants: readonly ListenerVariant[]
  readonly voiceBytes: number
  /** Tokens of conversation that are wanted. */
  readonly contextTokens: number
}

/** Where everything goes. */
export interface MemoryPlan {
  readonly variant: ListenerVariant
  readonly contextTokens: number
  readonly listenerOn: 'card' | 'processor'
  readonly voiceOn: 'card' | 'processor'
  /** One for every step down from what was wished. */
  readonly notes: readonly Notice[]
}

/** Less holds no conversation: a persona, a spoken question of 20 s and an answer. */
export const leastContextTokens = 1024

type Place = Pick<MemoryPlan, 'listenerOn' | 'voiceOn'>

/**
 * The best way to hold the models in the memory that is free: a shorter conversation first, then a smaller variant,
 * then the voice on the processor, then the listener on the processor too.
 * @throws out-of-memory when not even the last fits
 */
export function planMemory(wish: MemoryWish): MemoryPlan {
  const places: Place[] = [
    { listenerOn: 'card', voiceOn: 'card' },
    { listenerOn: 'card', voiceOn: 'processor' },
    { listenerOn: 'processor', voiceOn: 'processor' },
  ]
  for (const place of wish.card === undefined ? places.slice(-1) : places)
    for (const variant of inOrder(wish, place)) {
      const contextTokens = longestContext(wish, place, variant)
      if (contextTokens === undefined) continue
      return { ...place, variant, contextTokens, notes: notes(wish, place, variant, contextTokens) }
    }
  const smallest = wish.variants.at(-1)
  if (smallest === undefined) throw new Error('No model was offered to the memory ledger.')
  const needed = neededBytes(wish, places[2], smallest, leastContext(wish)).host
  throw new AppError('out-of-memory', {
    kind: 'memory-short',
    neededBytes: needed,
    freeBytes: wish.hostFreeBytes,
  })
}

/** A processor that takes a card's place answers soonest with the smallest variant: it reads all weights for each token. */
function inOrder({ card, variants }: MemoryWish, { listenerOn }: Place): readonly ListenerVariant[] {
  return card !== undefined && listenerOn === 'processor' ? variants.toReversed() : variants
}

/**
 * One step down from a plan whose memory ran out in the middle of a run, whatever the ledger had thought of it.
 * @returns undefined when there is no step left
 */
export function stepDown(wish: MemoryWish, plan: MemoryPlan): MemoryPlan | undefined {
  const on = plan.listenerOn
  const least = leastContext(wish)
  if (plan.contextTokens > least) {
    const contextTokens = Math.max(least, Math.floor(plan.contextTokens / 2))
    return { ...plan, contextTokens, notes: [{ kind: 'ran-out-context', on, tokens: contextTokens }] }
  }
  const smaller = wish.variants[wish.variants.indexOf(plan.variant) + 1] as ListenerVariant | undefined
  if (smaller !== undefined)
    return { ...plan, variant: smaller, notes: [{ kind: 'ran-out-smaller', on, dtype: smaller.dtype }] }
  if (plan.voiceOn === 'card')
    return { ...plan, voiceOn: 'processor', notes: [{ kind: 'ran-out-moved', on, part: 'voice' }] }
  if (plan.listenerOn === 'card')
    return { ...plan, listenerOn: 'processor', notes: [{ kind: 'ran-out-moved', on, part: 'listener' }] }
  return undefined
}

/** What a plan takes of the card's memory and of the host's. */
export function neededBytes(
  wish: MemoryWish,
  { listenerOn, voiceOn }: Place,
  variant: ListenerVariant,
  contextTokens: number,
): { card: number; host: number } {
  const { cardBytes, processorBytes, kvBytesPerToken } = variant
  const listener = (listenerOn === 'card' ? cardBytes : processorBytes) + kvBytesPerToken * contextTokens
  const on = (place: Place['voiceOn']): number =>
    (listenerOn === place ? listener : 0) + (voiceOn === place ? wish.voiceBytes : 0)
  return { card: on('card'), host: on('processor') + variant.hostBytes }
}

function longestContext(wish: MemoryWish, place: Place, variant: ListenerVariant): number | undefined {
  const least = leastContext(wish)
  const base = neededBytes(wish, place, variant, 0)
  const cardRoom = (wish.card?.freeBytes ?? Infinity) - base.card
  const hostRoom = wish.hostFreeBytes - base.host
  if (cardRoom < 0 || hostRoom < 0) return undefined
  const room = place.listenerOn === 'card' ? cardRoom : hostRoom
  const fits = Math.min(wish.contextTokens, Math.floor(room / variant.kvBytesPerToken / 256) * 256)
  const whole = room >= variant.kvBytesPerToken * wish.contextTokens ? wish.contextTokens : fits
  return whole >= least ? whole : undefined
}

function leastContext(wish: MemoryWish): number {
  return Math.min(leastContextTokens, wish.contextTokens)
}

function notes(wish: MemoryWish, place: Place, variant: ListenerVariant, contextTokens: number): Notice[] {
  const said: Notice[] = []
  const ofCard = place.listenerOn === 'card' ? wish.card?.freeBytes : undefined
  const freeBytes = ofCard ?? wish.hostFreeBytes
  if (contextTokens < wish.contextTokens)
    said.push({ kind: 'context-shorter', tokens: contextTokens, wantedTokens: wish.contextTokens, freeBytes })
  const isForProcessor = wish.card !== undefined && place.listenerOn === 'processor'
  if (variant !== wish.variants[0])
    said.push({
      kind: 'listener-smaller',
      dtype: variant.dtype,
      insteadOf: wish.variants[0].dtype,
      // On the processor it is taken because it answers sooner there.
      ...(!isForProcessor && { freeBytes }),
    })
  if (wish.card !== undefined && place.voiceOn === 'processor')
    said.push({
      kind: 'on-processor',
      parts: isForProcessor ? 'both' : 'voice',
      freeBytes: wish.card.freeBytes ?? 0,
    })
  return said
}
