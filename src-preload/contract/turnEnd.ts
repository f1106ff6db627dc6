import type { AppErrorBody } from './errors'
import type { TurnEndReason } from './exchange'
import type { EngineMessage } from './messages'

/** The `turn-end` of a turn of which nothing came: it was taken back, refused, or its engine is gone. */
export function unansweredTurn(
  turn: number,
  reason: TurnEndReason,
  at: number,
  error?: AppErrorBody,
): Extract<EngineMessage, { type: 'turn-end' }> {
  const metrics = {
    utteranceEndAt: at,
    endAt: at,
    utteranceSeconds: 0,
    spokenSeconds: 0,
    promptTokens: 0,
    cachedTokens: 0,
    answerTokens: 0,
  }
  return { type: 'turn-end', turn, reason, metrics, ...(error && { error }) }
}
