import type { ReactElement } from 'react'
import { EchoResult } from './EchoResult'
import { SoundCheckButtons } from './SoundCheckButtons'
import './soundChecks.css'

/** The two ways to try a loudspeaker, and what the second one found out. */
export function SoundChecks(): ReactElement {
  return (
    <div className="sound-checks">
      <div className="sound-checks-buttons">
        <SoundCheckButtons />
      </div>
      <EchoResult />
    </div>
  )
}
