import type { ReactElement } from 'react'
import { formats, words } from '../../words'
import { Figure } from './Figure'
import { plot, slots } from './plot'
import { median, type TurnFigures } from './turnFigures'

/** How fast each answer was written. */
export function SpeedBars({ turns }: { turns: readonly TurnFigures[] }): ReactElement | null {
  const { speed: name, speedMedian: says, turn } = words.figures
  const rates = turns.flatMap(({ key, tokensPerSecond }, at) =>
    tokensPerSecond === undefined ? [] : [{ key, at, rate: tokensPerSecond }],
  )
  const middle = median(rates.map(({ rate }) => rate))
  if (middle === undefined) return null
  const fastest = Math.max(...rates.map(({ rate }) => rate))
  const places = slots(turns.length)
  const heightOf = (rate: number): number => ((plot.height / 2) * rate) / fastest
  return (
    <Figure
      name={name}
      says={says(formats.count(middle))}
      picture={
        <svg className="figure-plot" viewBox={`0 0 ${plot.width} ${plot.height / 2}`} aria-hidden>
          {rates.map(({ key, at, rate }) => (
            <rect
              key={key}
              data-bar="plain"
              {...places[at]}
              y={plot.height / 2 - heightOf(rate)}
              height={heightOf(rate)}
            />
          ))}
        </svg>
      }
      columns={[turn, name]}
      rows={rates.map(({ at, rate }) => [formats.count(at + 1), formats.count(rate)])}
    />
  )
}
