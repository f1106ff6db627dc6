import type { ReactElement } from 'react'
import { Ring } from '../ring/Ring'
import { FootLines } from './FootLines'
import { MicrophoneRow } from './MicrophoneRow'
import { RingNote } from './RingNote'
import { StageStrip } from './StageStrip'
import './foot.css'

/** The instrument: ring, what stands under it, and the microphone row. It keeps its height, whatever stands in it. */
export function Foot(): ReactElement {
  return (
    <footer className="foot">
      <div className="column foot-column">
        <FootLines />
        <Ring />
        <RingNote>
          <StageStrip />
        </RingNote>
        <MicrophoneRow />
      </div>
    </footer>
  )
}
