import type { Phase } from './state'

/** Whether there is something that stop would end. */
export function isBusy(phase: Phase): boolean {
  return phase === 'listening' || phase === 'thinking' || phase === 'voicing' || phase === 'speaking'
}
