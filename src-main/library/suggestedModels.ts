import type { ModelCard, ModelSuggestion } from '@contract'
import { catalogue } from '../models/catalogue'
import { reserveBytes } from '../models/diskSpace'

/** What a computer has free, in bytes. */
export interface FreeRoom {
  /** Of the NVIDIA card with most of it; absent: there is none, or it does not tell. */
  readonly cardBytes?: number
  readonly memoryBytes: number
  /** Where models lie; absent: it could not be told. */
  readonly diskBytes?: number
}

/**
 * The listener and the voice that suit this computer, by their IDs: those for a card where both have room on it, else those for
 * the processor, with what is missing for them. One that came with the app is as good as any that is to be fetched.
 */
export function suggestedModels(
  cards: readonly ModelCard[],
  { cardBytes = 0, memoryBytes, diskBytes }: FreeRoom,
): ReadonlyMap<string, ModelSuggestion> {
  const suited = (to: 'card' | 'processor'): ModelCard[] =>
    (['listener', 'voice'] as const).flatMap((kind) => {
      const entry = catalogue.find((each) => each.suits === to && each.kind === kind)
      const bundled = cards.filter((card) => card.isBundled && card.kind === kind)
      return bundled.length > 0 ? bundled : cards.filter((card) => card.id === entry?.id)
    })
  const needed = (pair: readonly ModelCard[]): number =>
    pair.reduce((sum, card) => sum + (card.memoryBytes ?? 0), 0)
  const runsOn = needed(suited('card')) <= cardBytes ? 'card' : 'processor'
  const pair = suited(runsOn)
  const toCome = pair.reduce(
    (sum, { state, sizeBytes = 0, doneBytes }) => sum + (state === 'ready' ? 0 : sizeBytes - doneBytes),
    0,
  )
  const lacksDisk = toCome > 0 && toCome + reserveBytes > (diskBytes ?? Infinity)
  const lacksMemory = runsOn === 'processor' && needed(pair) > memoryBytes
  const lacks = lacksDisk ? 'disk' : lacksMemory ? 'memory' : undefined
  const suggestion: ModelSuggestion = {
    runsOn,
    freeBytes: runsOn === 'card' ? cardBytes : memoryBytes,
    ...(diskBytes !== undefined && { freeDiskBytes: diskBytes }),
    ...(lacks && { lacks }),
  }
  return new Map(pair.map(({ id }) => [id, suggestion]))
}
