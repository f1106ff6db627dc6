import type { ReactElement } from 'react'
import { LeavesLine } from './LeavesLine'
import { RecordingLine } from './RecordingLine'

/** What every window says above its ring as long as it is so: that something leaves this computer, and that it is recorded. */
export function FootLines(): ReactElement {
  return (
    <div className="foot-lines">
      <LeavesLine />
      <RecordingLine />
    </div>
  )
}
