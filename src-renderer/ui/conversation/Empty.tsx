import type { ReactElement } from 'react'
import { useApp, useParts } from '../appContext'
import { useIsRecorded } from '../useIsRecorded'
import { useStaysHere } from '../useStaysHere'
import { usePanels } from '../panels/panelStore'
import { words } from '../../words'
import { OfferedQuestions } from './OfferedQuestions'

/** What can be done before anything was said. */
export function Empty({ short = false }: { short?: boolean }): ReactElement {
  const muted = useApp((app) => app.muted)
  const hears = useApp((app) => app.hears)
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  const isRecorded = useIsRecorded()
  const staysHere = useStaysHere()
  const { empty, emptyHeld, emptyMore, emptyMuted, emptyOff } = words.conversation
  return (
    <div className="empty">
      {isPrivate && <p>{isRecorded ? words.recording.privateMeans : words.conversations.privateMeans}</p>}
      <p className="empty-first">
        {muted ? emptyMuted : { voice: empty, key: emptyHeld, nothing: emptyOff }[hears]}
      </p>
      {hears !== 'nothing' && !short && (
        <p>
          {emptyMore} {staysHere && <NothingLeaves />}
        </p>
      )}
      {!short && <OfferedQuestions />}
    </div>
  )
}

/** The promise, which leads to what shows whether it is kept. */
function NothingLeaves(): ReactElement {
  const { privacy } = useParts()
  const show = usePanels((panels) => panels.show)
  const { nothingLeaves } = words.conversation
  if (!privacy) return <>{nothingLeaves}</>
  return (
    <button type="button" className="text-button" onClick={() => show('privacy')}>
      {nothingLeaves}
    </button>
  )
}
