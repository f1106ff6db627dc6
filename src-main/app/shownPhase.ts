import type { TrayPhase } from '@contract'

/** What a window tells of itself. */
export interface WindowPhase {
  readonly phase: TrayPhase
  readonly isMuted: boolean
}

/** What goes on comes before what is wrong, as within a window. */
const order: readonly TrayPhase[] = ['listening', 'speaking', 'thinking', 'trouble', 'muted']

/** What the tray shows of all windows. They are muted together, and the first to tell of it is soon followed. */
export function shownPhase(windows: readonly WindowPhase[]): WindowPhase {
  return {
    phase: order.find((phase) => windows.some((window) => window.phase === phase)) ?? 'idle',
    isMuted: windows.some(({ isMuted }) => isMuted),
  }
}
