import type { RingingTimer } from '@contract'
import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions } from '../appContext'

/** A timer that rings, with what silences it; or has rung, until it was seen. */
export function Ringing({ ringing }: { ringing: RingingTimer }): ReactElement {
  const actions = useActions()
  const { rangAt, stop, seen } = words.tools.ringing
  const { ring, isSilent, dueAt } = ringing
  return (
    <p className="tool-news-part ringing">
      <span>{isSilent ? `${what(ringing)} ${rangAt(dueAt)}` : what(ringing)}</span>
      <button type="button" className="button" onClick={() => actions.seenRing(ring)}>
        {isSilent ? seen : stop}
      </button>
    </p>
  )
}

function what({ kind, label }: RingingTimer): string {
  const { timer, alarm, timerFor, alarmFor } = words.tools.ringing
  if (label === undefined) return kind === 'timer' ? timer : alarm
  return kind === 'timer' ? timerFor(label) : alarmFor(label)
}
