import type { EngineFigures } from '@contract'
import type { Session } from './session'

/** How full the open conversation is, what the models take of memory, and on what they compute. */
export function engineFiguresOf({ told, models, config: { contextTokens } }: Session): EngineFigures {
  return {
    ...(models.listener.fill?.(told) ?? { usedTokens: 0, contextTokens }),
    memory: models.memory?.() ?? [],
    computing: models.computing?.() ?? [],
  }
}
