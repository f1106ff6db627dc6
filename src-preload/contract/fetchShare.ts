import type { ModelCard } from './models'

/** Whether a model is on its way. */
export function isComing({ state }: Pick<ModelCard, 'state'>): boolean {
  return state === 'fetching' || state === 'waiting' || state === 'checking'
}

/** How much is here of models that are on their way, 0 to 1; undefined until that can be told. */
export function fetchShare(
  coming: readonly Pick<ModelCard, 'doneBytes' | 'sizeBytes'>[],
): number | undefined {
  const sizeBytes = coming.reduce((sum, card) => sum + (card.sizeBytes ?? 0), 0)
  const doneBytes = coming.reduce((sum, card) => sum + card.doneBytes, 0)
  return sizeBytes > 0 ? Math.min(1, doneBytes / sizeBytes) : undefined
}
