import type { ReactElement } from 'react'
import { formats, words } from '../../words'
import type { StageName } from '../foot/stageSpans'
import { Figure } from './Figure'
import { plot, slots } from './plot'
import { median, type TurnFigures } from './turnFigures'

const stages: readonly StageName[] = ['wait', 'listen', 'think', 'speak']

/** How long each answer took, stage upon stage, and what half of them stayed under. */
export function TurnBars({ turns }: { turns: readonly TurnFigures[] }): ReactElement {
  const { turns: name, none, median: says, turn, together } = words.figures
  const middle = median(turns.map(({ totalMs }) => totalMs))
  if (middle === undefined) return <Figure name={name} says={none} />
  const longest = Math.max(...turns.map(({ totalMs }) => totalMs))
  const rows = turns.map(({ spans, totalMs }, at) => [
    formats.count(at + 1),
    ...stages.map((stage) => {
      const span = spans.find((each) => each.name === stage)
      return span ? formats.duration(span.ms) : ''
    }),
    formats.duration(totalMs),
  ])
  return (
    <Figure
      name={name}
      says={says(formats.duration(middle))}
      picture={
        <>
          <Bars turns={turns} longestMs={longest} medianMs={middle} />
          <p className="figure-keys" aria-hidden>
            {stages.map((stage) => (
              <span key={stage}>
                <span className="strip-key" data-stage={stage} />
                {words.stages[stage]}
              </span>
            ))}
          </p>
        </>
      }
      columns={[turn, ...stages.map((stage) => words.stages[stage]), together]}
      rows={rows}
    />
  )
}

interface BarsProps {
  readonly turns: readonly TurnFigures[]
  readonly longestMs: number
  readonly medianMs: number
}

function Bars({ turns, longestMs, medianMs }: BarsProps): ReactElement {
  const heightOf = (ms: number): number => (plot.height * ms) / longestMs
  const places = slots(turns.length)
  return (
    <svg className="figure-plot" viewBox={`0 0 ${plot.width} ${plot.height}`} aria-hidden>
      <pattern
        id="figure-think"
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(25)"
      >
        <rect width="2" height="4" />
      </pattern>
      {turns.map(({ key, spans }, at) => {
        let top = plot.height
        return (
          <g key={key}>
            {spans.map(({ name, ms }) => {
              top -= heightOf(ms)
              return <rect key={name} data-bar={name} {...places[at]} y={top} height={heightOf(ms)} />
            })}
          </g>
        )
      })}
      <line x2={plot.width} y1={plot.height - heightOf(medianMs)} y2={plot.height - heightOf(medianMs)} />
    </svg>
  )
}
