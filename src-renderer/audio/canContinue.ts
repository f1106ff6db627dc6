import type { TurnTakingSettings } from './turnTakingSettings'
import type { TurnTakingState } from './turnTakingState'

/** Whether "I was not done" is worth offering for the question that is answered: so little of its answer has sounded. */
export function canContinue(
  { muted, open, committed }: TurnTakingState,
  at: number,
  { continueSoundedMs }: TurnTakingSettings,
): boolean {
  if (muted || open || !committed) return false
  return committed.soundsSince === undefined || at - committed.soundsSince <= continueSoundedMs
}
