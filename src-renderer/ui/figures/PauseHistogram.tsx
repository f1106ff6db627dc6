import type { ReactElement } from 'react'
import { formats, words } from '../../words'
import { useParts } from '../appContext'
import { Figure } from './Figure'
import { plot, slots } from './plot'

/** Pauses that differ by less stand together. */
const binMs = 100

/** The pauses inside the user's sentences, by their length, and the silence after which Parley answers. */
export function PauseHistogram(): ReactElement {
  const { readPauses } = useParts()
  const { recentMs, answersAfterMs } = readPauses()
  const { pauses: name, pausesNone, answersAfter, length, often } = words.figures
  const after = answersAfter(formats.duration(answersAfterMs))
  if (recentMs.length === 0) return <Figure name={name} says={`${after} ${pausesNone}`} />
  const count = Math.floor(Math.max(answersAfterMs, ...recentMs) / binMs) + 1
  const bins = Array.from(
    { length: count },
    (_, bin) => recentMs.filter((ms) => Math.floor(ms / binMs) === bin).length,
  )
  const most = Math.max(...bins)
  const places = slots(count)
  const pitch = count > 1 ? places[1].x : plot.width
  const lineX = (pitch * answersAfterMs) / binMs
  return (
    <Figure
      name={name}
      says={after}
      picture={
        <svg className="figure-plot" viewBox={`0 0 ${plot.width} ${plot.height / 2}`} aria-hidden>
          {bins.map((often, bin) => (
            <rect
              key={bin}
              data-bar="listen"
              {...places[bin]}
              y={(plot.height / 2) * (1 - often / most)}
              height={((plot.height / 2) * often) / most}
            />
          ))}
          <line x1={lineX} x2={lineX} y2={plot.height / 2} />
        </svg>
      }
      columns={[length, often]}
      rows={bins.flatMap((often, bin) =>
        often === 0
          ? []
          : [
              [
                `${formats.duration(bin * binMs)} – ${formats.duration((bin + 1) * binMs)}`,
                formats.count(often),
              ],
            ],
      )}
    />
  )
}
