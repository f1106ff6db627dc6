import type { DesktopCommand } from '@contract'

/** A press shorter than this is a tap: it begins to listen, and the next one ends it. A longer one is held speech. */
export const tapMs = 300

/**
 * What the push-to-talk key does.
 *
 *     up --down--> held --up after tapMs--> up (release)
 *                   `--up before--> latched --down--> closing (release) --up--> up
 *
 * A press that the window refuses leads from held to closing, without a release.
 */
export type KeyState =
  | { readonly name: 'up' | 'latched' | 'closing' }
  | { readonly name: 'held'; readonly sinceMs: number }

/** The next state for a key that goes down or up, and what the window is told. Repeated downs change nothing. */
export function pressToTalk(
  state: KeyState,
  key: 'down' | 'up',
  atMs: number,
): { readonly state: KeyState; readonly command?: Extract<DesktopCommand, 'press' | 'release'> } {
  switch (state.name) {
    case 'up':
      return key === 'down' ? { state: { name: 'held', sinceMs: atMs }, command: 'press' } : { state }
    case 'held':
      if (key === 'down') return { state }
      return atMs - state.sinceMs < tapMs
        ? { state: { name: 'latched' } }
        : { state: { name: 'up' }, command: 'release' }
    case 'latched':
      return key === 'down' ? { state: { name: 'closing' }, command: 'release' } : { state }
    case 'closing':
      return key === 'up' ? { state: { name: 'up' } } : { state }
  }
}
