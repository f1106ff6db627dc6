import type { MemoryPart } from '@contract'
import type { MemoryPlan, MemoryWish } from './memoryLadder'

/**
 * What the parts of a plan take of each place's memory, as they are reckoned, and what is free there now.
 * @param loaded what of it is loaded; the rest takes nothing
 * @param free bytes, as the system says; a card that does not tell is left out
 */
export function memoryParts(
  wish: MemoryWish,
  { variant, contextTokens, listenerOn, voiceOn }: MemoryPlan,
  loaded: { readonly listener: boolean; readonly voice: boolean },
  free: { readonly card: number | undefined; readonly host: number },
): MemoryPart[] {
  const parts: MemoryPart[] = []
  const add = (on: MemoryPlan['listenerOn'], part: MemoryPart['part'], bytes: number): void => {
    if (bytes > 0) parts.push({ place: on === 'card' ? 'card' : 'memory', part, bytes })
  }
  if (loaded.listener) {
    const { cardBytes, processorBytes, hostBytes, kvBytesPerToken } = variant
    const isOnCard = listenerOn === 'card'
    if (isOnCard) add('card', 'listener', cardBytes)
    add('processor', 'listener', (isOnCard ? 0 : processorBytes) + hostBytes)
    add(listenerOn, 'conversation', kvBytesPerToken * contextTokens)
  }
  if (loaded.voice) add(voiceOn, 'voice', wish.voiceBytes)
  if (wish.card) add('card', 'free', free.card ?? 0)
  add('processor', 'free', free.host)
  return parts
}
