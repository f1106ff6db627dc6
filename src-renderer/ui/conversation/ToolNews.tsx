import type { ReactElement } from 'react'
import { useApp } from '../appContext'
import { Ringing } from './Ringing'
import { ToolQuestion } from './ToolQuestion'
import './tools.css'

/** What rings, and what a tool asks, behind all that was said. Read out when it comes. */
export function ToolNews(): ReactElement {
  const asked = useApp((app) => app.toolQuestion)
  const ringing = useApp((app) => app.ringing)
  return (
    <div role="status" className="tool-news">
      {ringing.map((each) => (
        <Ringing key={each.ring} ringing={each} />
      ))}
      {asked && <ToolQuestion asked={asked} />}
    </div>
  )
}
