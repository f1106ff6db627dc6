import type { MemoryPart } from '@contract'
import type { ReactElement } from 'react'
import { formats, words } from '../../words'
import { Figure } from './Figure'

const places = ['card', 'memory'] as const

/** What the models take of the card's memory and of the computer's, and what is free there. */
export function MemoryBars({ parts }: { parts: readonly MemoryPart[] }): ReactElement {
  const { memory: name, memorySays, places: placeNames, parts: partNames, place, part, size } = words.figures
  const used = places.filter((each) => parts.some((part) => part.place === each))
  return (
    <Figure
      name={name}
      says={memorySays}
      picture={used.map((each) => (
        <div key={each} className="figure-memory">
          <p aria-hidden>{placeNames[each]}</p>
          <Bar parts={parts.filter((part) => part.place === each)} />
        </div>
      ))}
      columns={[part, place, size]}
      rows={parts.map((each) => [partNames[each.part], placeNames[each.place], formats.bytes(each.bytes)])}
    />
  )
}

function Bar({ parts }: { parts: readonly MemoryPart[] }): ReactElement {
  return (
    <>
      <span className="figure-stack" aria-hidden>
        {parts.map(({ part, bytes }) => (
          <span key={part} data-part={part} style={{ flexGrow: Math.max(1, bytes / 1e6) }} />
        ))}
      </span>
      <span className="figure-keys" aria-hidden>
        {parts.map(({ part, bytes }) => (
          <span key={part}>
            <span className="strip-key" data-part={part} />
            {words.figures.parts[part]} {formats.bytes(bytes)}
          </span>
        ))}
      </span>
    </>
  )
}
