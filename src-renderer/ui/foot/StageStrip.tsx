import { useState, type ReactElement } from 'react'
import { useApp } from '../appContext'
import { Icon } from '../Icon'
import { keyName } from '../keys'
import { usePanels } from '../panels/panelStore'
import { formats, words } from '../../words'
import type { TurnStages } from '../../state'
import { turnClock } from '../../turnClock'
import { stageReport, type StageSpan } from './stageSpans'
import './strip.css'

/**
 * Where the time between your question and the answer went: one bar, as wide for each stage as it took. The figures come
 * on hover and focus, and stay after a click, with the way to all figures; a mark in the wait shows when an answer was begun in secret.
 * Where no answer began, there is none.
 */
export function StageStrip(): ReactElement | null {
  const newest = useApp((app) => app.exchanges.findLast((exchange) => exchange.stages?.engine))
  const [kept, setKept] = useState(false)
  const show = usePanels((panels) => panels.show)
  const report = newest && stageReport(newest)
  if (!report) return null

  const { spans, totalMs, softEndMs, savedMs } = report
  const total = formats.duration(totalMs)
  const summary = report.heard ? words.stages.heardAfter(total) : words.stages.writtenAfter(total)
  const saved =
    savedMs === undefined || savedMs < 1 ? undefined : words.stages.saved(formats.duration(savedMs))
  const figures = spans.map((span) => `${words.stages[span.name]} ${formats.duration(span.ms)}`)
  return (
    <div className="strip-row">
      <button
        type="button"
        className="strip"
        aria-label={[words.stages.name, summary, ...(saved ? [saved] : []), figures.join(', ')]
          .map((sentence) => sentence + words.fullStop)
          .join(' ')}
        aria-expanded={kept}
        title={momentsOf(newest.stages)}
        onClick={() => setKept(!kept)}
      >
        <span className="strip-bar">
          {spans.map((span) => (
            <Segment key={span.name} span={span} softEndMs={span.name === 'wait' ? softEndMs : undefined} />
          ))}
        </span>
        <span className="strip-summary">
          {summary}
          {saved && (
            <span className="strip-saved">
              {words.fullStop} {saved}
            </span>
          )}
        </span>
        <span className="strip-figures">
          {spans.map((span) => (
            <span key={span.name} className="strip-figure">
              <span className="strip-key" data-stage={span.name} />
              {words.stages[span.name]} <b>{formats.duration(span.ms)}</b>
            </span>
          ))}
        </span>
      </button>
      {kept && (
        <button
          type="button"
          className="icon-button"
          aria-label={words.figures.open}
          title={`${words.figures.open} (${keyName.figures})`}
          onClick={() => show('figures')}
        >
          <Icon name="figures" />
        </button>
      )}
    </div>
  )
}

/** Every moment of the turn on one clock, a line for each. */
function momentsOf(stages: TurnStages | undefined): string | undefined {
  const clock = turnClock(stages)
  if (!clock) return undefined
  const names = Object.keys(words.stages.moments) as (keyof typeof words.stages.moments)[]
  return names
    .flatMap((name) => {
      const ms = clock[name]
      return ms === undefined ? [] : [`${words.stages.moments[name]}: ${formats.duration(ms)}`]
    })
    .join('\n')
}

interface SegmentProps {
  readonly span: StageSpan
  /** When in it an answer was begun in secret. */
  readonly softEndMs: number | undefined
}

function Segment({ span, softEndMs }: SegmentProps): ReactElement | null {
  if (span.ms === 0) return null
  return (
    <span className="strip-segment" data-stage={span.name} style={{ flexGrow: Math.max(1, span.ms) }}>
      {softEndMs !== undefined && softEndMs < span.ms && (
        <span className="strip-mark" style={{ left: `${(100 * softEndMs) / span.ms}%` }} />
      )}
    </span>
  )
}
