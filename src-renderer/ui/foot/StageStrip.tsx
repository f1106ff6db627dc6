import { useState, type ReactElement } from 'react'
import { useApp } from '../appContext'
import { duration, words } from '../../words'
import { stageReport, type StageSpan } from './stageSpans'
import './strip.css'

/**
 * Where the time between your question and the answer went: one bar, as wide for each stage as it took. The figures come
 * on hover and focus, and stay after a click.
 */
export function StageStrip(): ReactElement | null {
  const stages = useApp((app) => app.exchanges.findLast((exchange) => exchange.stages?.engine)?.stages)
  const [kept, setKept] = useState(false)
  const report = stageReport(stages)
  if (!report) return null

  const { spans, totalMs } = report
  const total = duration(totalMs)
  const summary = report.heard ? words.stages.heardAfter(total) : words.stages.writtenAfter(total)
  const figures = spans.map((span) => `${words.stages[span.name]} ${duration(span.ms)}`)
  return (
    <button
      type="button"
      className="strip"
      aria-label={`${words.stages.name}. ${summary}. ${figures.join(', ')}.`}
      aria-expanded={kept}
      onClick={() => setKept(!kept)}
    >
      <span className="strip-bar">
        {spans.map((span) => (
          <Segment key={span.name} span={span} />
        ))}
      </span>
      <span className="strip-summary">{summary}</span>
      <span className="strip-figures">
        {spans.map((span) => (
          <span key={span.name} className="strip-figure">
            <span className="strip-key" data-stage={span.name} />
            {words.stages[span.name]} <b>{duration(span.ms)}</b>
          </span>
        ))}
      </span>
    </button>
  )
}

function Segment({ span }: { span: StageSpan }): ReactElement {
  return <span className="strip-segment" data-stage={span.name} style={{ flexGrow: Math.max(1, span.ms) }} />
}
