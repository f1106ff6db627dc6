import type { ListensWhen } from '../../state'
import { useApp } from '../appContext'
import { useSetting } from '../useSetting'

/** In the order in which they are offered. */
export const listensWhen: readonly ListensWhen[] = ['always', 'held', 'off']

/** When Parley listens, as its user chose. */
export function useListensWhen(): ListensWhen {
  const isMuted = useApp((app) => app.muted)
  const isHandsFree = useSetting('turnTaking.handsFree')
  if (isMuted) return 'off'
  return isHandsFree ? 'always' : 'held'
}
