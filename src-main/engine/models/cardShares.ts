import { contextBytes } from '../onnx/contextBytes'
import type { MemoryPlan, MemoryWish } from './memoryLadder'

/** Bytes of a card's memory that each session may take. */
export interface CardShares {
  readonly encoder: number
  readonly decoder: number
  readonly voice: number
}

/**
 * Shares a limit out among the sessions of a plan: CUDA counts for each session alone, so that three of them would take the
 * limit three times. Each gets as much more than it needs as it needs more than others. What a driver takes for its own
 * programs no session can be told.
 * @param limitBytes of all together; undefined: there is none
 */
export function cardShares(
  wish: MemoryWish,
  plan: MemoryPlan,
  limitBytes: number | undefined,
): CardShares | undefined {
  if (limitBytes === undefined) return undefined
  const { variant, contextTokens, listenerOn, voiceOn } = plan
  const { cardBytes, encoderBytes, kvBytesPerToken } = variant
  const decoderBytes = cardBytes - encoderBytes - contextBytes.cuda + kvBytesPerToken * contextTokens
  const needs = {
    encoder: listenerOn === 'card' ? encoderBytes : 0,
    decoder: listenerOn === 'card' ? decoderBytes : 0,
    voice: voiceOn === 'card' ? wish.voiceBytes : 0,
  }
  const ratio = (limitBytes - contextBytes.cuda) / (needs.encoder + needs.decoder + needs.voice)
  return { encoder: needs.encoder * ratio, decoder: needs.decoder * ratio, voice: needs.voice * ratio }
}
