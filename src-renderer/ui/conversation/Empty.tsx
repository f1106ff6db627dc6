import type { ReactElement } from 'react'
import { useApp } from '../appContext'
import { words } from '../../words'

/** What can be done before anything was said. */
export function Empty({ short = false }: { short?: boolean }): ReactElement {
  const muted = useApp((app) => app.muted)
  const denied = useApp((app) => app.permission === 'denied')
  const { empty, emptyMore, emptyMuted, emptyOff } = words.conversation
  const canHear = !muted && !denied
  return (
    <div className="empty">
      <p className="empty-first">{muted ? emptyMuted : denied ? emptyOff : empty}</p>
      {canHear && !short && <p>{emptyMore}</p>}
    </div>
  )
}
