import { expect, it } from 'vitest'
import type { TrayPhase } from '@contract'
import { shownPhase } from '../../../src-main/app/shownPhase'

it.each<[TrayPhase[], TrayPhase]>([
  [[], 'idle'],
  [['idle', 'idle'], 'idle'],
  [['muted', 'muted'], 'muted'],
  [['muted', 'speaking'], 'speaking'],
  [['trouble', 'thinking'], 'thinking'],
  [['muted', 'trouble'], 'trouble'],
])('of windows that are %j the tray shows %s', (phases, shown) => {
  for (const each of [phases, phases.toReversed()])
    expect(shownPhase(each.map((phase) => ({ phase, isMuted: false }))).phase).toBe(shown)
})

it('who is answered while muted stays muted', () => {
  const windows = [
    { phase: 'muted', isMuted: true },
    { phase: 'speaking', isMuted: true },
  ] as const
  expect(shownPhase(windows)).toEqual({ phase: 'speaking', isMuted: true })
})
