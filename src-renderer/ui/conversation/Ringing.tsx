import type { RingingTimer } from '@contract'
import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions } from '../appContext'

/** A timer that rings, with what silences it; or has rung, until it was seen. */
export function Ringing({ ringing }: { ringing: RingingTimer }): ReactElement {
  const actions = useActions()
  const { labelled, rings, rangAt, stop, seen } = words.tools.ringing
  const { ring, kind, label, isSilent, dueAt } = ringing
  const what = words.tools.ringing[kind]
  return (
    <p className="tool-news-part ringing">
      <span>
        {label === undefined ? what : labelled(what, label)}
        <span className="tool-outcome">{isSilent ? rangAt(dueAt) : rings}</span>
      </span>
      <button type="button" className="button" onClick={() => actions.seenRing(ring)}>
        {isSilent ? seen : stop}
      </button>
    </p>
  )
}
